"""Which family court area an authority, or one postcode district of it, belongs to, and which Cafcass area that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from directory_data.gazetteer.facts import table

OWN_TABLE = "court_areas.csv"
CAFCASS_TABLE = "cafcass_areas.csv"


@dataclass(frozen=True, slots=True)
class CourtArea:
    """The area of a designated family judge. `region` is the courts service's region ("Wales", "North East")."""

    code: str
    name: str
    region: str


@dataclass(frozen=True, slots=True)
class CafcassArea:
    """A service area of Cafcass, or of Cafcass Cymru. None is known until an operator loads the table."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class CourtAreas:
    """The areas, what an operator's table says of each authority, and outcode -> authority ("" for any) -> area."""

    areas: tuple[CourtArea, ...]
    by_authority: Mapping[str, tuple[str, ...]]
    by_outcode: Mapping[str, Mapping[str, str]]


def court_areas(own: Path | None) -> CourtAreas:
    """The operator's table where there is one, else the shipped tables."""
    if own and (own / OWN_TABLE).exists():
        return _own_court_areas(table(OWN_TABLE, own))
    rules: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for authority, outcodes, court_area in table("court_area_exceptions.csv"):
        for outcode in outcodes.split():
            rules[outcode][authority] = court_area
    return CourtAreas(tuple(CourtArea(*row) for row in table("court_areas.csv")), {}, dict(rules))


def _own_court_areas(rows: list[list[str]]) -> CourtAreas:
    areas = {code: CourtArea(code, name, region) for _, _, code, name, region, _ in rows}
    for code, shipped_name, region in table("court_areas.csv"):
        areas.setdefault(code, CourtArea(code, shipped_name, region))
    rules: defaultdict[str, dict[str, str]] = defaultdict(dict)
    by_authority = {}
    for authority, outcodes, code, _, _, other in rows:
        for outcode in outcodes.split():
            rules[outcode][authority] = code
        if not outcodes:
            by_authority[authority] = tuple(filter(None, (code, other)))
    return CourtAreas(tuple(areas.values()), by_authority, dict(rules))


def cafcass_areas(own: Path | None) -> dict[str, CafcassArea]:
    """Court area -> Cafcass service area; empty until an operator loads the table: no list of them is published."""
    if not own or not (own / CAFCASS_TABLE).exists():
        return {}
    return {court_area: CafcassArea(code, name) for court_area, code, name in table(CAFCASS_TABLE, own)}
