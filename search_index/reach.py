"""How far each listing reaches: whether it serves the place, how near it is, and whether it takes referrals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy.orm import Session

from directory_data import queries
from directory_data.availability import last_session_on, service_objections
from directory_data.coverage import AreaName, Coverage, CoverageRule, coverage_of
from directory_data.places import AreaKey, Place, Point, miles_between
from directory_data.vocabulary import AreaKind, CoverageVerdict, Intake
from search_index.query import SearchQuery

Rules = Sequence[CoverageRule]


@dataclass(frozen=True, slots=True)
class Reach:
    """One listing against one search. Verdict and miles are None where no place was asked about.

    `miles` is None too where no published address is known: nothing of a withheld one is ever measured.
    """

    service_id: int
    name: str
    objections: tuple[str, ...]
    rules: Rules = ()
    verdict: CoverageVerdict | None = None
    miles: float | None = None


def reaches(session: Session, query: SearchQuery, today: date) -> list[Reach]:
    """Every listing that the asker may see, of the type asked for."""
    chosen: dict[str, Any] = {"type": query.type, "is_for_staff": query.is_for_staff}
    facts = queries.service_facts(session, **chosen)
    if query.place is None:
        return [Reach(fact.id, fact.name, _objections(fact, today)) for fact in facts]
    points = _points(facts, queries.meeting_places(session, **chosen), today)
    rules: dict[int, list[CoverageRule]] = defaultdict(list)
    for line in queries.coverage_lines(session, **chosen):
        rules[line.service_id].append(cast(CoverageRule, line))
    keys = _area_keys(query.place)
    return [
        Reach(
            fact.id,
            fact.name,
            _objections(fact, today),
            rules[fact.id],
            _verdict(rules[fact.id], query.place, keys),
            _nearest(points[fact.id], query.place),
        )
        for fact in facts
    ]


def coverage_here(reach: Reach, place: Place | None, names: AreaName) -> Coverage | None:
    """The verdict with its sentence, for the few listings that are shown."""
    return None if place is None else coverage_of(reach.rules, place, names)


def _objections(fact: Any, today: date) -> tuple[str, ...]:
    return tuple(service_objections(fact, today))


def _points(facts: Sequence[Any], meetings: Sequence[Any], today: date) -> dict[int, set[Point]]:
    """Where each listing can be met: its own venue and those of its groups that still meet."""
    points: dict[int, set[Point]] = defaultdict(set)
    for fact in facts:
        if fact.lat is not None:
            points[fact.id].add(Point(fact.lat, fact.lon))
    for group in meetings:
        if group.intake is not Intake.CLOSED or last_session_on(group) >= today:
            points[group.service_id].add(Point(group.lat, group.lon))
    return points


def _nearest(points: Collection[Point], place: Place) -> float | None:
    if place.point is None or not points:
        return None
    return min(miles_between(place.point, point) for point in points)


def _area_keys(place: Place) -> frozenset[AreaKey]:
    """Every area that any part of the place lies in."""
    wider = (key for authority in place.authorities for key in authority.areas)
    return frozenset([*wider, *place.districts])


def _verdict(rules: Rules, place: Place, keys: frozenset[AreaKey]) -> CoverageVerdict:
    """As coverage_of says; most listings are elsewhere, and one look at the keys tells that."""
    is_elsewhere = not any(rule.kind is AreaKind.RADIUS or (rule.kind, rule.code) in keys for rule in rules)
    if is_elsewhere and place.authorities and any(not rule.is_excluded for rule in rules):
        return CoverageVerdict.DOES_NOT_SERVE
    return coverage_of(rules, place, _no_names).verdict


def _no_names(_kind: AreaKind, _code: str) -> str:
    return ""
