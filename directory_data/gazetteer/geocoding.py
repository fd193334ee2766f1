"""A typed place asked of our own tables first, then, where an operator has set one, of another geocoder."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from geopy.adapters import URLLibAdapter
from geopy.exc import GeopyError
from geopy.geocoders import get_geocoder_for_service

from directory_data.gazetteer.answers import in_words
from directory_data.gazetteer.beyond import TIME_LIMIT_SECONDS, Beyond, PlaceName, name_to_ask
from directory_data.gazetteer.ladder import Gazetteer
from directory_data.places import Place, Point, Protected
from directory_data.vocabulary import PlaceBasis, PlaceStatus

USER_AGENT = "commissioned-services-directory"
FORM = "it must be like nominatim:https://maps.example.org"


class UnusableGeocoder(ValueError):
    """A PORTAL_GEOCODER that names no geocoder; the message says what is expected and shows no key."""


class Geocoding:
    """What a page asks where somebody typed a place. Without another geocoder it is the gazetteer alone."""

    def __init__(self, gazetteer: Gazetteer, beyond: Beyond | None = None) -> None:
        self._gazetteer = gazetteer
        self._beyond = beyond

    def resolve(self, text: str | Protected) -> Place:
        """The place. Another geocoder is asked only for a name we do not know, and never about a protected text."""
        if isinstance(text, Protected):
            return self._gazetteer.resolve(text.text)
        place = self._gazetteer.resolve(text)
        if self._beyond is None or place.status is not PlaceStatus.UNKNOWN or place.choices:
            return place
        name = name_to_ask(text)
        points = self._beyond.ask(name) if name else []
        return (self._from_elsewhere(name, points) if name else None) or place

    def _from_elsewhere(self, name: PlaceName, points: list[Point]) -> Place | None:
        """What the other service's positions come to; several authorities are never one in silence."""
        found = {
            place.authorities[0].code: place
            for place in map(self._gazetteer.place_at, points[::-1])
            if place.is_found
        }
        if not found:
            return None
        if len(found) > 1:
            return Place(
                name.text,
                PlaceStatus.UNKNOWN,
                PlaceBasis.NOTHING,
                "We do not know this place, and a map service knows several of the name. Enter a postcode or a town.",
            )
        place = next(iter(found.values()))
        sentence = (
            f"{name.text} is not in our own list of places. A map service says that it is "
            f"{in_words(place.authorities)}. Check that this is the place you mean."
        )
        return replace(
            place, label=name.text, basis=PlaceBasis.PLACE_NAME, sentence=sentence, is_all_read=False
        )


def geocoding(
    gazetteer: Gazetteer, setting: str | None, clock: Callable[[], float] = time.monotonic
) -> Geocoding:
    """The geocoding of a setting such as "nominatim:https://host"; of the gazetteer alone where there is none."""
    return Geocoding(gazetteer, Beyond(_service_of(setting), clock) if setting else None)


def _service_of(setting: str) -> Any:
    """A geocoder of geopy by its name; what stands after "?" in the address is given to it (a key)."""
    name, _, address = setting.partition(":")
    parts = urlsplit(address)
    try:
        maker = get_geocoder_for_service(name)
    except GeopyError:
        raise UnusableGeocoder(f"PORTAL_GEOCODER names no geocoder that geopy knows; {FORM}.") from None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise UnusableGeocoder(f"PORTAL_GEOCODER names no address; {FORM}.")
    given = {
        "domain": parts.netloc + parts.path.rstrip("/"),
        "scheme": parts.scheme,
        "user_agent": USER_AGENT,
        "timeout": TIME_LIMIT_SECONDS,
        # The plain one: the other that geopy may choose tries again by itself and logs what was asked.
        "adapter_factory": URLLibAdapter,
    }
    taken = inspect.signature(maker).parameters
    try:
        return maker(
            **{key: value for key, value in given.items() if key in taken}, **dict(parse_qsl(parts.query))
        )
    except (GeopyError, TypeError):
        raise UnusableGeocoder(
            f"PORTAL_GEOCODER gives {name} what it does not take, or too little."
        ) from None
