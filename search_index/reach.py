"""How far each listing reaches: whether it serves the place, how near it is, whether it takes referrals, and when."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from directory_data import search_facts
from directory_data.availability import group_objections, next_start_on, service_objections, state_of
from directory_data.coverage import coverage_of
from directory_data.places import Place, Point
from directory_data.search_facts import Box, Findable
from directory_data.vocabulary import (
    AreaKind,
    Audience,
    CoverageVerdict,
    GroupState,
    ServiceType,
    TimeOfWeek,
    Weekday,
)
from search_index.distance import exact_miles
from search_index.filters import Offer
from search_index.query import SearchQuery

MILES_PER_DEGREE = 68.0
"""Of latitude; the least anywhere is 68.7."""

EVENING_FROM_HOUR = 17
WEEKEND = (Weekday.SATURDAY, Weekday.SUNDAY)
ITSELF = {is_step_free: (Offer(is_step_free=is_step_free),) for is_step_free in (True, False)}
"""What a service without groups offers, by whether a venue of its own is step-free."""


class Reach(NamedTuple):
    """One listing against one search. Verdict and miles are None where no place was asked about.

    `miles` is None too where no published address is known: nothing of a withheld one is ever measured.
    """

    service_id: int
    name: str
    type: ServiceType
    audience: Audience
    languages: tuple[str, ...]
    objections: tuple[str, ...]
    offers: tuple[Offer, ...]
    verdict: CoverageVerdict | None = None
    miles: float | None = None

    @property
    def starts_on(self) -> date:
        """The next day on which somebody could begin; the end of time where nobody can."""
        return min(
            (offer.starts_on for offer in self.offers if offer.starts_on is not None), default=date.max
        )


def reaches(
    session: Session,
    query: SearchQuery,
    today: date,
    *,
    nearby_miles: int,
    among: Collection[int] | None = None,
) -> list[Reach]:
    """Every listing that the asker may see, of whatever type, that could serve the place or be near it.

    With `among`, only those of these services.
    """
    place = query.place
    findable = Findable(
        query.is_for_staff,
        areas=None if place is None else _areas(place),
        box=None if place is None else _box(place.point, nearby_miles),
        among=among,
    )
    facts = [
        fact
        for fact in search_facts.service_facts(session, findable)
        if fact.type not in query.types_left_out
    ]
    groups = _by_service(search_facts.group_facts(session, findable))
    venues = _by_service(search_facts.meeting_facts(session, findable))
    rules = {} if place is None else _by_service(search_facts.coverage_lines(session, findable))
    return [
        _reach(fact, groups.get(fact.id, ()), venues.get(fact.id, ()), rules.get(fact.id, ()), place, today)
        for fact in facts
    ]


def _reach(
    fact: Any,
    groups: Sequence[Any],
    venues: Sequence[Any],
    rules: Sequence[Any],
    place: Place | None,
    today: date,
) -> Reach:
    still_met = [group for group in groups if state_of(group, today) is not GroupState.FINISHED]
    objections = tuple(service_objections(fact, today))
    languages = _listed_languages(fact.languages)
    if still_met:
        languages = tuple(dict.fromkeys([*languages, *(group.language for group in still_met)]))
    return Reach(
        fact.id,
        fact.name,
        fact.type,
        fact.audience,
        languages,
        objections,
        _offers(venues, still_met, today, is_open=not objections),
        None if place is None else coverage_of(rules, place, _no_names).verdict,
        None if place is None else _nearest([*venues, *still_met], place.point),
    )


def _offers(venues: Sequence[Any], groups: Sequence[Any], today: date, *, is_open: bool) -> tuple[Offer, ...]:
    """The groups that go on; a service without any is its own. A closed service has no place in any group."""
    if not groups:
        return ITSELF[any(venue.has_step_free_access for venue in venues)]
    return tuple(_offer(group, today, is_open=is_open) for group in groups)


def _offer(group: Any, today: date, *, is_open: bool) -> Offer:
    has_place = is_open and not group_objections(group, today)
    starts_on = next_start_on(group, today) if has_place else None
    return Offer(group.day, time_of_week(group), group.delivery, bool(group.has_step_free_access), starts_on)


def time_of_week(group: Any) -> TimeOfWeek:
    """When in the week a group meets."""
    if group.day in WEEKEND:
        return TimeOfWeek.WEEKEND
    return TimeOfWeek.EVENING if group.starts_at.hour >= EVENING_FROM_HOUR else TimeOfWeek.DAYTIME


@lru_cache(maxsize=2048)
def _listed_languages(text: str) -> tuple[str, ...]:
    """Languages are names: what is listed after them in small letters is not one."""
    return tuple(part for part in map(str.strip, text.split(",")) if part[:1].isupper())


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


def _nearest(places: Sequence[Any], point: Point | None) -> float | None:
    if point is None:
        return None
    points = {(place.lat, place.lon) for place in places if place.lat is not None}
    return min((exact_miles(point, Point(lat, lon)) for lat, lon in points), default=None)


def _no_names(_kind: AreaKind, _code: str) -> str:
    """Sentences are written for the few listings that are shown, elsewhere."""
    return ""
