"""What a search gives back: the listings found, each with the one line that says why it is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from directory_data.availability import Cohort, group_objections, next_start_on, state_of
from directory_data.cards import Card
from directory_data.coverage import AreaName, Coverage, coverage_of
from directory_data.places import Point
from directory_data.search_facts import GroupFacts, PlaceFacts
from directory_data.vocabulary import AreaKind, CoverageVerdict, GroupState
from search_index.distance import exact_miles
from search_index.kept_entries import Entry
from search_index.marks import NOTHING, Marks
from search_index.meaning import Known, Reach
from search_index.query import SearchQuery
from search_index.sentences import areas_reason, site_words, why_words, words_reason
from search_index.sieve import Facets


@dataclass(frozen=True)
class Opening:
    """What a programme's groups offer: the next start somebody could have, or only a waiting list."""

    next_start_on: date | None
    places_free: int
    is_full: bool


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One listing found. `objections` say why it takes no referrals; `opening` is None where there are no groups."""

    service: Card
    coverage: Coverage | None
    miles: float | None
    objections: tuple[str, ...]
    opening: Opening | None
    places_words: str
    why: str

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is here only because it is near: it does not serve the place."""
        return self.coverage is not None and self.coverage.verdict is CoverageVerdict.DOES_NOT_SERVE


@dataclass(frozen=True, kw_only=True)
class Results:
    """One page of a search. `total` counts what serves the place; `nearby` is close but does not serve it."""

    serving: tuple[Hit, ...]
    nearby: tuple[Hit, ...]
    total: int
    page: int
    pages: int
    sentence: str
    relaxed: tuple[str, ...] = ()
    """What was left out of the question, because nothing answered all of it."""
    corrected: str | None = None
    """The words that were searched for in place of those typed, which nothing holds."""
    suggestion: str | None = None
    """Words that may have been meant."""
    marks: Marks = NOTHING
    facets: Facets = field(default_factory=dict)


def hits_of(
    shown: Sequence[Reach],
    found: Mapping[int, Entry],
    names: AreaName,
    query: SearchQuery,
    marks: Marks,
    today: date,
) -> tuple[Hit, ...]:
    """The listings of a page in full."""
    return tuple(
        _hit(reach, found[reach.service_id], names, query, marks, today)
        for reach in shown
        if reach.service_id in found
    )


def _hit(reach: Reach, entry: Entry, names: AreaName, query: SearchQuery, marks: Marks, today: date) -> Hit:
    coverage = None if query.place is None else coverage_of(entry.coverage, query.place, names)
    opening = opening_of(entry.groups, today)
    places = "" if reach.objections else places_words(opening, is_for_staff=query.is_for_staff)
    return Hit(
        service=entry.card,
        coverage=coverage,
        miles=reach.miles,
        objections=reach.objections,
        opening=opening,
        places_words=places,
        why=why_words(
            coverage=coverage,
            reasons=_reasons(entry, names, query, marks) if coverage is None else (),
            miles=reach.miles,
            site=_nearest_site(entry.known, query.place.point, names) if query.place else "",
            objections=reach.objections,
            start=opening.next_start_on if opening else None,
            places=places,
        ),
    )


def _nearest_site(known: Known, here: Point | None, names: AreaName) -> str:
    """The name of the nearest of several published places; empty where there is one alone, or none."""
    if here is None or len(known.points) < 2:
        return ""
    nearest = min(known.points, key=lambda point: exact_miles(here, point))
    met_at: tuple[PlaceFacts | GroupFacts, ...] = (*known.facts.places, *known.facts.groups)
    site = next(site for site in met_at if (site.lat, site.lon) == (nearest.lat, nearest.lon))
    town = names(AreaKind.LOCAL_AUTHORITY, site.site_authority) if site.site_authority else ""
    return site_words(site.site or "", town)


def _reasons(entry: Entry, names: AreaName, query: SearchQuery, marks: Marks) -> list[str]:
    """Why the listing is there, where no place was asked about."""
    by_words = [words_reason(entry.card, marks)] if query.what.strip() and marks != NOTHING else []
    return [*by_words, areas_reason(entry.coverage, names)]


def opening_of(groups: Sequence[Cohort], today: date) -> Opening | None:
    """The earliest start with a free place, over the groups that are not finished."""
    states = [state_of(group, today) for group in groups]
    if not groups or all(state is GroupState.FINISHED for state in states):
        return None
    starts = [
        (start, -group.places_free)
        for group in groups
        if not group_objections(group, today) and (start := next_start_on(group, today)) is not None
    ]
    if starts:
        start, places_taken = min(starts)
        return Opening(next_start_on=start, places_free=-places_taken, is_full=False)
    return Opening(next_start_on=None, places_free=0, is_full=GroupState.FULL in states)


def places_words(opening: Opening | None, *, is_for_staff: bool) -> str:
    """Places as the reader may know them: the public is not told the number, and nobody is promised one."""
    if opening is None:
        return ""
    if opening.next_start_on is None:
        return "Full: ask about the waiting list" if opening.is_full else "No group is open to new people"
    if not is_for_staff:
        return "Places available"
    return "1 place" if opening.places_free == 1 else f"{opening.places_free} places"
