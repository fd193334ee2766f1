"""A search that can stand in an address without its postcode: the area that is meant, sealed for half an hour.

A postcode may be a protected address. What is sealed is the postcode district's name, the areas and the postcode
sector the place is in, and a position rounded to about a kilometre: even an opened token would not name a street.
"""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from directory_data.places import AuthorityShare, Choice, Place, Point, parse
from directory_data.vocabulary import AreaKind, PlaceBasis, PlaceStatus
from portal.sealing import CannotOpen, KeyRing

LIFETIME = timedelta(minutes=30)
DECIMALS = 2
ROUNDING_METRES = 700
LONGEST_TOKEN = 4000

_BELONGS_TO = "directory.near"
# Any shape of a full postcode, mistyped letters for digits included; with a digit in it, or "prison" would be one.
_SHAPE = re.compile(r"\b([A-Z]{1,2}[0-9OIS][0-9A-Z]?)[\s-]*[0-9OIS][A-Z]{2}\b", re.IGNORECASE)


class NearExpired(Exception):
    """The token is too old, or is none of ours: the postcode has to be typed again."""


def holds_postcode(text: str) -> bool:
    """Whether a text holds a full postcode, real or mistyped."""
    return parse(text) is not None or any(_has_digit(found) for found in _SHAPE.finditer(text))


def without_inward(text: str) -> str:
    """The text with each full postcode cut down to its district: "LS6 1AA" -> "LS6"."""
    return _SHAPE.sub(lambda found: found[1] if _has_digit(found) else found[0], text)


@dataclass(frozen=True)
class Near:
    """What a token holds: the place, and what was answered when it was asked which area it is in (a code, or
    nothing)."""

    place: Place
    answer: str = ""


def sealed_near(near: Near, *, at: datetime, secret: str) -> str:
    """The token for a place that was typed as a postcode, or was asked about."""
    until = int((at + LIFETIME).timestamp())
    facts = {"until": until, "answer": near.answer, **_facts_of(near.place)}
    # Sealing wants text; packed first, the address stays short.
    packed = zlib.compress(json.dumps(facts, separators=(",", ":")).encode(), 9)
    return _ring(secret).seal(b64encode(packed).decode(), belongs_to=_BELONGS_TO)


def opened_near(token: str, *, at: datetime, secret: str) -> Near:
    """What a token holds; raises NearExpired."""
    try:
        packed = _ring(secret).open(token[:LONGEST_TOKEN], belongs_to=_BELONGS_TO)
    except (CannotOpen, ValueError):
        raise NearExpired("The token does not open.") from None
    facts = json.loads(zlib.decompress(b64decode(packed)))
    if at.timestamp() > facts["until"]:
        raise NearExpired("The token is too old.")
    return Near(_place_of(facts), facts["answer"])


def rounded(place: Place) -> Place:
    """The place as it comes out of a token."""
    point = place.point and Point(round(place.point.lat, DECIMALS), round(place.point.lon, DECIMALS))
    precision = None if point is None else (place.precision_m or 0) + ROUNDING_METRES
    return replace(place, point=point, precision_m=precision, sentence=without_inward(place.sentence))


def _has_digit(found: re.Match[str]) -> bool:
    return any(mark.isdigit() for mark in found[0])


def _ring(secret: str) -> KeyRing:
    return KeyRing((("n", sha256(f"{_BELONGS_TO} {secret}".encode()).digest()),))


def _facts_of(place: Place) -> dict[str, Any]:
    place = rounded(place)
    return {
        "label": without_inward(place.label),
        "status": place.status.value,
        "basis": place.basis.value,
        "sentence": place.sentence,
        "point": place.point and [place.point.lat, place.point.lon],
        "precision": place.precision_m,
        "authorities": [[a.code, a.name, round(a.share, 4), _shares(a.areas)] for a in place.authorities],
        "areas": [place.court_areas, place.police_areas, place.regions],
        "country": place.country,
        "outcode": place.outcode,
        "districts": _shares(place.districts),
        "choices": [[choice.label, choice.where] for choice in place.choices],
    }


def _place_of(facts: dict[str, Any]) -> Place:
    court_areas, police_areas, regions = (tuple(codes) for codes in facts["areas"])
    return Place(
        label=facts["label"],
        status=PlaceStatus(facts["status"]),
        basis=PlaceBasis(facts["basis"]),
        sentence=facts["sentence"],
        point=Point(*facts["point"]) if facts["point"] else None,
        precision_m=facts["precision"],
        authorities=tuple(
            AuthorityShare(code, name, share, _areas(areas))
            for code, name, share, areas in facts["authorities"]
        ),
        court_areas=court_areas,
        police_areas=police_areas,
        regions=regions,
        country=facts["country"],
        outcode=facts["outcode"],
        choices=tuple(Choice(label, where) for label, where in facts["choices"]),
        districts=_areas(facts["districts"]),
    )


def _shares(areas: Any) -> list[list[Any]]:
    return [[kind.value, code, round(share, 4)] for (kind, code), share in areas.items()]


def _areas(shares: list[list[Any]]) -> dict[tuple[AreaKind, str], float]:
    return {(AreaKind(kind), code): share for kind, code, share in shares}
