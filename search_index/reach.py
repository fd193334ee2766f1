"""How far each listing reaches: whether it serves the place, how near it is, and whether it takes referrals."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy.orm import Session

from directory_data import search_facts
from directory_data.availability import last_session_on, service_objections
from directory_data.coverage import coverage_of
from directory_data.places import Place, Point, miles_between
from directory_data.search_facts import Box, Findable
from directory_data.vocabulary import AreaKind, CoverageVerdict, Intake
from search_index.query import SearchQuery

MILES_PER_DEGREE = 68.0
"""Of latitude; the least anywhere is 68.7."""


@dataclass(frozen=True, slots=True)
class Reach:
    """One listing against one search. Verdict and miles are None where no place was asked about.

    `miles` is None too where no published address is known: nothing of a withheld one is ever measured.
    """

    service_id: int
    name: str
    objections: tuple[str, ...]
    verdict: CoverageVerdict | None = None
    miles: float | None = None


def reaches(session: Session, query: SearchQuery, today: date, *, nearby_miles: int) -> list[Reach]:
    """Every listing that the asker may see, of the type asked for, that could serve the place or be near it."""
    place = query.place
    if place is None:
        facts = search_facts.service_facts(session, Findable(query.is_for_staff, query.type))
        return [Reach(fact.id, fact.name, tuple(service_objections(fact, today))) for fact in facts]
    box = _box(place.point, nearby_miles)
    findable = Findable(query.is_for_staff, query.type, areas=_areas(place), box=box)
    facts = search_facts.service_facts(session, findable)
    meetings = _by_service(search_facts.meeting_places(session, findable))
    rules = _by_service(search_facts.coverage_lines(session, findable))
    return [
        Reach(
            fact.id,
            fact.name,
            tuple(service_objections(fact, today)),
            coverage_of(rules[fact.id], place, _no_names).verdict,
            _nearest([fact, *_still_met(meetings[fact.id], today)], place.point),
        )
        for fact in facts
    ]


def _areas(place: Place) -> dict[AreaKind, set[str]]:
    """Every area that any part of the place lies in."""
    areas: dict[AreaKind, set[str]] = defaultdict(set)
    for key in chain(place.districts, *(authority.areas for authority in place.authorities)):
        areas[key[0]].add(key[1])
    return areas


def _box(point: Point | None, miles: int) -> Box | None:
    """A rectangle that holds the circle, a little too large rather than too small."""
    if point is None:
        return None
    up = miles / MILES_PER_DEGREE
    aside = up / math.cos(math.radians(min(abs(point.lat) + up, 89.0)))
    return Box(point.lat - up, point.lat + up, point.lon - aside, point.lon + aside)


def _by_service(rows: Sequence[Any]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.service_id].append(row)
    return grouped


def _still_met(meetings: Sequence[Any], today: date) -> list[Any]:
    """A group that is over is no reason to come."""
    return [row for row in meetings if row.intake is not Intake.CLOSED or last_session_on(row) >= today]


def _nearest(places: Sequence[Any], point: Point | None) -> float | None:
    points = {(place.lat, place.lon) for place in places if place.lat is not None}
    if point is None or not points:
        return None
    return min(miles_between(point, Point(lat, lon)) for lat, lon in points)


def _no_names(_kind: AreaKind, _code: str) -> str:
    """Sentences are written for the few listings that are shown, elsewhere."""
    return ""
