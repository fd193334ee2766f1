"""Names of places, courts and wider areas: what a name typed in any common spelling can mean."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from directory_data.gazetteer.authorities import Authorities, Authority, tidy_name
from directory_data.gazetteer.facts import table
from directory_data.gazetteer.outside import ISLAND_TOWNS, ISLANDS
from directory_data.gazetteer.spelling import Spelling
from directory_data.places import Point
from directory_data.vocabulary import AreaKind

LONDON = "E12000007"
PEOPLE_PER_SQUARE_KM = 3500
SMALLEST_RADIUS_M = 500
WELL_KNOWN_PEOPLE = 10_000
LEAST_SHARE_OF_EXACT = 0.5
_LONGER = re.compile(r"(\S+) (?:upon|under|on|super|de|in|le|la) .+")
_APOSTROPHES = re.compile("['’‘`]")
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_SAINT = re.compile(r"\bsaint\b")
_COUNCIL_WORDS = re.compile(
    r"^(the )?(city of|county of|(royal |london )?borough of|city and county of) |^the "
    r"|( metropolitan| london)?( county borough| county| city| borough| district)?( council)$"
)
_POLICE_WORDS = re.compile(r" (police|constabulary)( force)?( area)?$")
_NOTES = {
    "former": "{name} is no longer one council.",
    "common": "There is no one council for {name}. Choose an area for a surer answer.",
    "wider": "",
}
"""What to know of the kinds of rows in counties.csv."""

_COURT_WORDS = re.compile(r" (family court|county court|combined court|court)( centre)?( area)?$")


def name_key(name: str) -> str:
    """One spelling for every way to write a name: no accents, no marks, "St" for "Saint", "and" for "&"."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    key = _NOT_A_LETTER.sub(" ", _APOSTROPHES.sub("", name.casefold().replace("&", " and "))).strip()
    return _SAINT.sub("st", key) if "saint" in key else key


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A town, village or suburb. `authority` is "" outside England and Wales."""

    name: str
    point: Point
    population: int
    country: str
    authority: str
    outcode: str

    @property
    def radius_m(self) -> int:
        """Metres within which its people live, from their number."""
        return max(
            SMALLEST_RADIUS_M, round(1000 * math.sqrt(self.population / PEOPLE_PER_SQUARE_KM / math.pi))
        )


@dataclass(frozen=True, slots=True)
class FamilyCourt:
    """A court that hears family cases."""

    slug: str
    name: str
    town: str
    point: Point
    authority: str
    court_area: str


@dataclass(frozen=True, slots=True)
class NamedArea:
    """An area with a name: one authority, or several (a county, a police area, a region).

    `parts` are the names and codes to choose from, where the name alone is too little.
    """

    name: str
    authorities: tuple[Authority, ...] = field(repr=False)
    note: str = ""
    parts: tuple[tuple[str, str], ...] = ()


class Names:
    """Everything that can be found by name."""

    def __init__(self, authorities: Authorities) -> None:
        self._authorities = authorities
        self.courts = tuple(
            FamilyCourt(slug, name, town, Point(float(lat), float(lon)), authority, area)
            for slug, name, town, lat, lon, authority, area in table("family_courts.csv")
        )
        self._places = _places_by_name(authorities)
        self._courts = _courts_by_name(self.courts)
        self._counties = {key: area for area, keys in self._county_areas() for key in keys}
        self._areas = self._areas_by_name()

    def places(self, key: str) -> tuple[NamedPlace, ...]:
        """Places of that name, largest first; those in England and Wales alone where there are any, and beside them
        the islands' towns, which are taken for a place here most easily."""
        found = self._places.get(key, ())
        return tuple(place for place in found if place.authority or place.country in ISLANDS) or found

    def longer(self, key: str) -> tuple[NamedPlace, ...]:
        """Well-known places that people call by their first word (Stoke for Stoke-on-Trent), largest first."""
        most = max((place.population for place in self.places(key)), default=0)
        least = max(WELL_KNOWN_PEOPLE, LEAST_SHARE_OF_EXACT * most)
        return tuple(place for place in self._longer.get(key, ()) if place.population >= least)

    @cached_property
    def _longer(self) -> dict[str, list[NamedPlace]]:
        found: defaultdict[str, list[NamedPlace]] = defaultdict(list)
        for key, places in self._places.items():
            if longer := _LONGER.fullmatch(key):
                found[longer[1]] += [p for p in places if p.authority and name_key(p.name) == key]
        return {key: sorted(places, key=lambda place: -place.population) for key, places in found.items()}

    def courts_named(self, key: str) -> tuple[FamilyCourt, ...]:
        if key.endswith(" area") and key in self._areas:
            return ()
        return self._courts.get(key) or self._courts.get(_COURT_WORDS.sub(" court", key), ())

    def area(self, key: str) -> NamedArea | None:
        """An authority, county, police area, court area, region or nation by name or code."""
        return self._areas.get(key) or self._areas.get(_COUNCIL_WORDS.sub("", key).strip())

    def is_an_area(self, key: str) -> bool:
        return self.area(key) is not None

    def near(self, key: str) -> tuple[str, ...]:
        """Names of places and areas that are one slip of the keyboard away from a name that is none."""
        return self._spelling.near(key)

    @cached_property
    def _spelling(self) -> Spelling:
        places = (key for key, found in self._places.items() if found[0].authority)
        return Spelling(key for key in (*places, *self._areas) if not any(map(str.isdigit, key)))

    def lies_in(self, place: NamedPlace, key: str) -> bool:
        """Whether a second name ("Isle of Wight", "Kent", "Wales", "PO30") is true of a place."""
        if key == name_key(place.country) or key == place.outcode.casefold():
            return True
        areas = filter(None, (self.area(key), self._counties.get(key)))
        return any(authority.code == place.authority for area in areas for authority in area.authorities)

    def _areas_by_name(self) -> dict[str, NamedArea]:
        """Earlier lines give way to later ones: an authority's own name is the last word."""
        areas: dict[str, NamedArea] = {}
        for area, keys in (*self._wider_areas(), *self._county_areas(), *self._single_areas()):
            areas.update(dict.fromkeys(filter(None, keys), area))
        return areas

    def _wider_areas(self) -> Iterable[tuple[NamedArea, tuple[str, ...]]]:
        register = self._authorities
        combined: defaultdict[str, list[Authority]] = defaultdict(list)
        for authority in register.all():
            combined[authority.combined_authority].append(authority)
        for name, members in combined.items():
            yield NamedArea(name, tuple(members)), (name_key(name),)
        for court_area in register.court_areas.values():
            area = NamedArea(f"the {court_area.name} court area", register.members(court_area.code))
            shown = name_key(register.area_name(AreaKind.COURT_AREA, court_area.code))
            yield area, (name_key(court_area.name), name_key(court_area.code), shown)
        for kind in (AreaKind.REGION, AreaKind.POLICE_AREA, AreaKind.UPPER_TIER, AreaKind.NATION):
            for code, name in register.area_codes(kind).items():
                area = NamedArea(name, register.members(code))
                key = name_key(name)
                yield area, (name_key(code), key, key.removesuffix(" area"), _POLICE_WORDS.sub("", key))
        yield NamedArea("London", register.members(LONDON)), ("london", "greater london")

    def _county_areas(self) -> Iterable[tuple[NamedArea, tuple[str, ...]]]:
        """Counties and other common names that are not one council, so that their present councils can be offered."""
        register = self._authorities
        for name, kind, codes in table("counties.csv"):
            found = {code: register.members(code) or self._now(code) for code in codes.split()}
            members = tuple(dict.fromkeys(authority for one in found.values() for authority in one))
            parts = dict.fromkeys((self._named(code), code) for code in found)
            note = _NOTES[kind].format(name=name)
            area = NamedArea(name, members, note, tuple(parts))
            if len(members) == 1:
                area = NamedArea(members[0].name, members, f"{name} is in {members[0].name}.")
            yield area, (name_key(name), name_key(name.removeprefix("the ")))

    def _now(self, code: str) -> tuple[Authority, ...]:
        authority = self._authorities.get(code)
        return (authority,) if authority else ()

    def _named(self, code: str) -> str:
        authority, kind = self._authorities.get(code), self._authorities.kind_of(code)
        return authority.name if authority else self._authorities.area_name(kind, code) if kind else code

    def _single_areas(self) -> Iterable[tuple[NamedArea, tuple[str, ...]]]:
        register = self._authorities
        for code, (old_name, successor) in register.retired.items():
            authority = register.get(successor)
            if authority is None:
                continue
            note = (
                f"{tidy_name(old_name)} is now part of {authority.name}."
                if old_name != authority.name
                else ""
            )
            yield (
                NamedArea(authority.name, (authority,), note),
                (name_key(code), name_key(tidy_name(old_name))),
            )
        for code, name in table("welsh_names.csv"):
            if authority := register.get(code):
                yield NamedArea(authority.name, (authority,)), (name_key(name),)
        for authority in register.all():
            keys = (name_key(authority.code), name_key(authority.official_name), name_key(authority.name))
            yield NamedArea(authority.name, (authority,)), keys


def _places_by_name(register: Authorities) -> dict[str, tuple[NamedPlace, ...]]:
    """Own names win over other names, and larger places stand first."""
    own: defaultdict[str, list[NamedPlace]] = defaultdict(list)
    other: defaultdict[str, list[NamedPlace]] = defaultdict(list)
    for name, lat, lon, population, country, authority, outcode, other_names in table("place_names.csv.gz"):
        point = Point(float(lat), float(lon))
        now = register.get(authority) if authority else None
        authority = now.code if now else authority
        place = NamedPlace(name.replace("St. ", "St "), point, int(population), country, authority, outcode)
        own[name_key(name)].append(place)
        for key in {name_key(also) for also in other_names.split("|") if also}:
            other[key].append(place)
    for name, country, north, east, people in ISLAND_TOWNS:
        own[name_key(name)].append(NamedPlace(name, Point(north, east), people, country, "", ""))
    names = {**other, **own}
    return {
        key: tuple(sorted(places, key=lambda place: -place.population))
        for key, places in names.items()
        if key
    }


def _courts_by_name(courts: Iterable[FamilyCourt]) -> dict[str, tuple[FamilyCourt, ...]]:
    """Courts by their full name, and by their town with the word "court"."""
    named: defaultdict[str, list[FamilyCourt]] = defaultdict(list)
    for court in courts:
        full = name_key(court.name)
        for key in dict.fromkeys((full, _COURT_WORDS.sub(" court", full), f"{name_key(court.town)} court")):
            named[key].append(court)
    return {key: tuple(found) for key, found in named.items()}
