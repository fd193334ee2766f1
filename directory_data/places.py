"""Points, miles, postcodes and what a typed place turned out to be, as plain values."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from geopy.distance import geodesic

from directory_data.vocabulary import AreaKind, PlaceBasis, PlaceStatus

EARTH_RADIUS_KM = 6371.0088
MILES_PER_KM = 0.621371192
LONGEST_TEXT = 300

AreaKey = tuple[AreaKind, str]
AreaShares = Mapping[AreaKey, float]
NO_SHARES: AreaShares = MappingProxyType({})

_OUTWARD = r"[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKMNPR-Y]?"
_INWARD = r"[0-9][ABD-HJLNP-UW-Z]{2}"
_WHOLE = re.compile(rf"({_OUTWARD})({_INWARD})")
_WITHIN = re.compile(
    r"(?<![A-Z0-9])([A-PR-UWYZ][A-HK-Y]?[0-9]\s?[0-9A-HJKMNPR-Y]?)\s*([0-9]\s?[ABD-HJLNP-UW-Z]{2})(?![A-Z0-9])"
)
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SEPARATOR = re.compile(r"[^A-Z0-9]")


@dataclass(frozen=True, slots=True)
class Point:
    """A position on the earth in degrees (WGS84)."""

    lat: float
    lon: float


def miles_between(a: Point, b: Point) -> float:
    """The distance as the crow flies by haversine, for ranking; at most 0.34 % from the geodesic."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    rise = math.sin((lat_b - lat_a) / 2)
    run = math.sin(math.radians(b.lon - a.lon) / 2)
    chord = rise * rise + math.cos(lat_a) * math.cos(lat_b) * run * run
    return 2 * EARTH_RADIUS_KM * MILES_PER_KM * math.asin(min(1.0, math.sqrt(chord)))


def geodesic_miles(a: Point, b: Point) -> float:
    """The distance as the crow flies on the ellipsoid, for what is shown."""
    return float(geodesic((a.lat, a.lon), (b.lat, b.lon)).miles)


def miles_words(miles: float) -> str:
    """A distance in words: one decimal under 10 miles, whole miles above."""
    if miles < 0.5:
        return "less than half a mile"
    if round(miles, 1) == 1:
        return "1 mile"
    return f"{miles:.1f} miles" if round(miles, 1) < 10 else f"{miles:.0f} miles"


@dataclass(frozen=True, slots=True)
class Postcode:
    """A full postcode. It may be a protected address: only the outward part is ever shown by repr or str."""

    outward: str
    inward: str

    @property
    def unit(self) -> str:
        return f"{self.outward} {self.inward}"

    @property
    def compact(self) -> str:
        return self.outward + self.inward

    @property
    def sector(self) -> str:
        return f"{self.outward} {self.inward[0]}"

    @property
    def outcode(self) -> str:
        return self.outward

    def __repr__(self) -> str:
        return f"Postcode({self.outward})"

    __str__ = __repr__


@dataclass(frozen=True, slots=True)
class Protected:
    """A text that may tell where somebody is kept safe: shown by nothing, and never told to another service."""

    text: str = field(repr=False)

    def __str__(self) -> str:
        return "Protected()"


def plain_text(text: str) -> str:
    """What was typed in plain capitals: full-width, invisible and control characters resolved, spaces single."""
    text = text[:LONGEST_TEXT]
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return " ".join(_CONTROL.sub(" ", text).upper().split())


def compact_text(plain: str) -> str:
    """Letters and digits only."""
    return _SEPARATOR.sub("", plain)


def parse(text: str) -> Postcode | None:
    """The postcode that a text is or holds (the last one of an address), or None. Nothing is repaired here."""
    return parse_plain(plain_text(text))


def parse_plain(plain: str) -> Postcode | None:
    """As `parse`, for a text that went through `plain_text`."""
    if len(plain) <= 14 and (whole := _WHOLE.fullmatch(_SEPARATOR.sub("", plain))):
        return Postcode(whole[1], whole[2])
    within = _WITHIN.findall(plain)
    return Postcode(within[-1][0].replace(" ", ""), within[-1][1].replace(" ", "")) if within else None


def holds_several(plain: str) -> bool:
    """Whether a text that went through `plain_text` holds two different postcodes or more."""
    return len({compact_text("".join(found)) for found in _WITHIN.findall(plain)}) > 1


def _no_shares() -> AreaShares:
    return NO_SHARES


@dataclass(frozen=True, slots=True)
class AuthorityShare:
    """A local authority and the share (0 to 1) of the place's postcodes in it; `areas` are the wider areas it is in."""

    code: str
    name: str
    share: float
    areas: AreaShares = field(default_factory=_no_shares, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """One line to pick where a text means several places. `where` is a text that means only this one."""

    label: str
    where: str


@dataclass(frozen=True, slots=True)
class Place:
    """What a typed place was taken to mean. Holds no full postcode: `label` and `sentence` are safe on any page.

    `precision_m` is how far, in metres, the true position may be from `point`. `authorities` stand largest share
    first. `districts` are the shares of the place in postcode districts and sectors, for rules stated in those.
    `is_all_read` is whether all that was typed is the place: what is left over may be a street or the name of a house.
    """

    label: str
    status: PlaceStatus
    basis: PlaceBasis
    sentence: str
    point: Point | None = field(default=None, repr=False)
    precision_m: int | None = None
    authorities: tuple[AuthorityShare, ...] = ()
    court_areas: tuple[str, ...] = ()
    police_areas: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    country: str | None = None
    outcode: str | None = None
    choices: tuple[Choice, ...] = ()
    data_date: date | None = None
    districts: AreaShares = field(default_factory=_no_shares, repr=False, compare=False)
    is_all_read: bool = True

    @property
    def is_found(self) -> bool:
        """Whether there is an area to search from or to match by."""
        return bool(self.authorities)
