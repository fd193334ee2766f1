"""Court areas and local authorities as pages: their addresses, and what serves each of them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from directory_data.gazetteer import Authority, CourtArea, Gazetteer
from directory_data.places import AuthorityShare, Place, Point, miles_between
from directory_data.vocabulary import AreaKind, PlaceBasis, PlaceStatus, ServiceType
from search_index import Hit, Results, SearchQuery

EVERYTHING = 2_000
METRES_PER_MILE = 1609.344
FORMER_SLUGS = {"central-family-court-court-area": "central-family-court-area"}
"""Addresses that were given out once, and where they lead now."""


@dataclass(frozen=True)
class Area:
    """A court area or a local authority with its own page. `within` are the authorities of a court area."""

    slug: str
    name: str
    title: str
    is_court_area: bool
    place: Place
    within: tuple[Area, ...] = ()

    @property
    def keys(self) -> frozenset[tuple[AreaKind, str]]:
        """The codes of the area, and of the court areas and authorities that it touches."""
        courts = {(AreaKind.COURT_AREA, code) for code in self.place.court_areas}
        return frozenset(
            courts | {(AreaKind.LOCAL_AUTHORITY, share.code) for share in self.place.authorities}
        )


@dataclass(frozen=True)
class Region:
    """The areas of one region, for the list of areas."""

    name: str
    court_areas: tuple[Area, ...]


@dataclass(frozen=True)
class Kind:
    """What serves an area of one kind of service; `missing` says so where nothing there takes people."""

    type: ServiceType
    hits: tuple[Hit, ...]
    missing: str


def regions(gazetteer: Gazetteer) -> list[Region]:
    """Court areas by the courts service's regions, each with its authorities."""
    grouped: dict[str, list[Area]] = defaultdict(list)
    known = _areas(gazetteer, gazetteer.edition)
    for court_area in gazetteer.court_areas():
        if court_area.code in known.by_code:
            grouped[court_area.region].append(known.by_code[court_area.code])
    by_name = {name: tuple(sorted(areas, key=lambda area: area.name)) for name, areas in grouped.items()}
    return [Region(name, by_name[name]) for name in sorted(by_name)]


def area_with_slug(gazetteer: Gazetteer, slug: str) -> Area | None:
    """The area with that address, or with the one that it had before."""
    return _areas(gazetteer, gazetteer.edition).by_slug.get(FORMER_SLUGS.get(slug, slug))


def everything_in(
    area: Area, *, is_for_staff: bool, types_left_out: frozenset[ServiceType] = frozenset()
) -> SearchQuery:
    """The query for all that serves the area."""
    return SearchQuery(
        place=area.place, is_for_staff=is_for_staff, types_left_out=types_left_out, per_page=EVERYTHING
    )


def code_of(area: Area) -> str:
    """The code of the court area or of the authority."""
    return area.place.court_areas[0] if area.is_court_area else area.place.authorities[0].code


def by_kind(results: Results, types_left_out: Collection[ServiceType] = ()) -> list[Kind]:
    """The results kind by kind, and what is missing said plainly. Nobody misses "other help": without any it is
    not spoken of."""
    kinds = [
        _kind(type, tuple(hit for hit in results.serving if hit.service.type is type))
        for type in ServiceType
        if type not in types_left_out
    ]
    return [kind for kind in kinds if kind.hits or kind.type is not ServiceType.OTHER]


def _kind(type: ServiceType, hits: tuple[Hit, ...]) -> Kind:
    name = type.label[:1].lower() + type.label[1:]
    if not hits:
        return Kind(type, hits, f"No {name} serves this area at present.")
    if all(hit.objections for hit in hits):
        return Kind(type, hits, f"No {name} here takes referrals at present.")
    return Kind(type, hits, "")


@dataclass(frozen=True)
class _Areas:
    by_slug: dict[str, Area]
    by_code: dict[str, Area]


@lru_cache(maxsize=2)
def _areas(gazetteer: Gazetteer, _edition: object) -> _Areas:
    by_code = {authority.code: _authority_area(gazetteer, authority) for authority in gazetteer.authorities()}
    members: dict[str, list[Authority]] = defaultdict(list)
    for authority in gazetteer.authorities():
        for code in authority.court_areas:
            members[code].append(authority)
    for court_area in gazetteer.court_areas():
        if members[court_area.code]:
            inside = tuple(by_code[authority.code] for authority in members[court_area.code])
            by_code[court_area.code] = _court_area(
                court_area,
                gazetteer.area_name(AreaKind.COURT_AREA, court_area.code),
                members[court_area.code],
                inside,
            )
    return _Areas({area.slug: area for area in by_code.values()}, by_code)


def _authority_area(gazetteer: Gazetteer, authority: Authority) -> Area:
    place = gazetteer.place_of_authority(authority.code)
    return Area(_slug(authority.name), authority.name, authority.name, False, place)


def _court_area(
    court_area: CourtArea, title: str, members: Sequence[Authority], within: tuple[Area, ...]
) -> Area:
    sizes = {authority.code: authority.postcodes for authority in members}
    total = sum(sizes.values()) or 1
    middle = _middle(members)
    key = (AreaKind.COURT_AREA, court_area.code)
    shares = [
        replace(share, share=sizes[share.code] / total, areas={**_without_courts(share), key: 1.0})
        for area in within
        for share in area.place.authorities
    ]
    place = Place(
        label=title.replace(" family court area", " court area"),
        status=PlaceStatus.PLACE,
        basis=PlaceBasis.COURT,
        sentence="",
        point=middle,
        precision_m=_reach_m(middle, members),
        authorities=tuple(sorted(shares, key=lambda share: -share.share)),
        court_areas=(court_area.code,),
    )
    return Area(_slug(place.label), court_area.name, title, True, place, within)


def _middle(members: Sequence[Authority]) -> Point:
    """The middle of the authorities' middles, weighted by their postcodes."""
    total = sum(authority.postcodes for authority in members) or 1
    lat = sum(authority.point.lat * authority.postcodes for authority in members) / total
    return Point(lat, sum(authority.point.lon * authority.postcodes for authority in members) / total)


def _reach_m(middle: Point, members: Sequence[Authority]) -> int:
    """Metres from the middle to the furthest edge: a service with a radius inside it serves a part."""
    return round(max(miles_between(middle, one.point) * METRES_PER_MILE + one.radius_m for one in members))


def _without_courts(share: AuthorityShare) -> dict[tuple[AreaKind, str], float]:
    """The parts of a divided authority that belong to another court area are not this page's."""
    return {key: part for key, part in share.areas.items() if key[0] is not AreaKind.COURT_AREA}


def _slug(name: str) -> str:
    plain = (
        unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold().replace("&", "and")
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
