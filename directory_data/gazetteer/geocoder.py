"""The gazetteer as geopy knows geocoders: a class to put wherever geopy's own can stand."""

from __future__ import annotations

from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point as GeopyPoint

from directory_data.gazetteer.ladder import Gazetteer
from directory_data.places import Place, Point
from directory_data.vocabulary import PlaceStatus


class LocalGazetteer(Geocoder):  # type: ignore[misc]
    """Geocodes England and Wales from the tables on this machine; asks nobody, so it needs no time limit."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__()
        self._gazetteer = gazetteer

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: object = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """The position of a text, with the Place as `raw`. None where there is none, or several and one is asked for.

        With `exactly_one=False` an ambiguous name gives each place it may mean. `timeout` is taken and not needed.
        """
        found = [_location(place) for place in self._meanings(query) if place.point]
        if exactly_one:
            return found[0] if len(found) == 1 else None
        return found or None

    def reverse(
        self,
        query: GeopyPoint | tuple[float, float] | str,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
    ) -> Location | list[Location] | None:
        """The postcode district and authority round a position; None outside England and Wales."""
        at = GeopyPoint(query)
        place = self._gazetteer.place_at(Point(at.latitude, at.longitude))
        if not place.is_found:
            return None
        return _location(place) if exactly_one else [_location(place)]

    def _meanings(self, query: str) -> list[Place]:
        place = self._gazetteer.resolve(query)
        if place.status is PlaceStatus.AMBIGUOUS:
            return [self._gazetteer.resolve(choice.where) for choice in place.choices]
        return [place]


def _location(place: Place) -> Location:
    assert place.point
    names = dict.fromkeys((place.label, *(share.name for share in place.authorities[:1])))
    return Location(", ".join(names), (place.point.lat, place.point.lon), place)
