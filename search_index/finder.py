"""The search: who serves the place comes before who is near, and nothing is cut before the distance is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from directory_data import queries
from directory_data.coverage import AreaName, coverage_of
from directory_data.models import Service
from directory_data.vocabulary import CoverageVerdict
from search_index import without_index
from search_index.folder import IndexUnusable
from search_index.hits import Hit, Results, opening_of, places_words, why_words
from search_index.query import SearchQuery
from search_index.reach import Reach, reaches
from search_index.scoring import Scores
from search_index.store import ServiceIndex

NEARBY_MILES = 25
MOST_NEARBY = 5

# Who serves and takes referrals stands first; who serves but is closed is still found, after them.
RANKS = {
    (CoverageVerdict.SERVES, True): 0,
    (CoverageVerdict.PART, True): 1,
    (CoverageVerdict.NOT_STATED, True): 2,
    (CoverageVerdict.SERVES, False): 3,
    (CoverageVerdict.PART, False): 4,
    (CoverageVerdict.NOT_STATED, False): 5,
}


@dataclass(frozen=True)
class _Words:
    """Which listings the words allow. `scores` is None where no words were given: all of them."""

    scores: Scores | None
    is_relaxed: bool = False


def find(session: Session, index: ServiceIndex, names: AreaName, query: SearchQuery, today: date) -> Results:
    """One page of what answers the query. `names` gives an area's name (Gazetteer.area_name).

    Whoosh only ranks: which listings may be seen is decided by the store alone, in a handful of statements.
    """
    found = reaches(session, query, today, nearby_miles=query.within_miles or NEARBY_MILES)
    words = _words(session, index, query.what, frozenset(reach.service_id for reach in found))
    if words.scores is not None:
        found = [reach for reach in found if reach.service_id in words.scores]
    serving = sorted(_serving(found, query), key=lambda reach: _order(reach, query, words.scores))
    pages = max(1, -(-len(serving) // query.per_page))
    page = min(max(1, query.page), pages)
    shown = serving[(page - 1) * query.per_page : page * query.per_page]
    nearby = _nearby(found, query) if page == pages else []
    services = queries.services_with_ids(session, [reach.service_id for reach in [*shown, *nearby]])
    return Results(
        serving=_hits(shown, services, names, query, today),
        nearby=_hits(nearby, services, names, query, today),
        total=len(serving),
        page=page,
        pages=pages,
        sentence=_sentence(len(serving), query, words.is_relaxed),
        is_relaxed=words.is_relaxed,
    )


def _words(session: Session, index: ServiceIndex, what: str, visible: frozenset[int]) -> _Words:
    """Scores from the index; from a fresh one where it is damaged or lacks a listing; else without any."""
    if not what.strip():
        return _Words(None)
    try:
        if not index.knows(visible):
            raise IndexUnusable("The search index lacks a listing.")
        return _ask(index, what, visible)
    except IndexUnusable:
        return _words_from_a_fresh_index(session, index, what, visible)


def _words_from_a_fresh_index(
    session: Session, index: ServiceIndex, what: str, visible: frozenset[int]
) -> _Words:
    try:
        # Nobody waits: while another process rebuilds, this answer comes from the listings themselves.
        index.rebuild(session, wait_seconds=0)
        return _ask(index, what, visible)
    except IndexUnusable:
        scores = without_index.search_words(session, what)
        if scores is None or not visible.isdisjoint(scores):
            return _Words(scores)
        return _Words(without_index.search_words(session, what, is_any_enough=True), is_relaxed=True)


def _ask(index: ServiceIndex, what: str, visible: frozenset[int]) -> _Words:
    """All the words; where no listing that may be seen holds them all, as many of them as can be."""
    scores = index.search_words(what)
    if scores is None or not visible.isdisjoint(scores):
        return _Words(scores)
    return _Words(index.search_some_words(what), is_relaxed=True)


def _serving(found: Sequence[Reach], query: SearchQuery) -> list[Reach]:
    """What serves the place, or may: where no area is stated, what is near enough to ask."""
    if query.place is None:
        return list(found)
    limits = {
        CoverageVerdict.SERVES: query.within_miles,
        CoverageVerdict.PART: query.within_miles,
        CoverageVerdict.NOT_STATED: query.within_miles or NEARBY_MILES,
    }
    return [reach for reach in found if reach.verdict in limits and _is_within(reach, limits[reach.verdict])]


def _is_within(reach: Reach, limit: int | None) -> bool:
    """A listing without a published place is never dropped: its coming and going would say where it is."""
    return limit is None or reach.miles is None or reach.miles <= limit


def _nearby(found: Sequence[Reach], query: SearchQuery) -> list[Reach]:
    limit = query.within_miles or NEARBY_MILES
    elsewhere = [reach for reach in found if reach.verdict is CoverageVerdict.DOES_NOT_SERVE]
    near = [reach for reach in elsewhere if reach.miles is not None and reach.miles <= limit]
    return sorted(near, key=lambda reach: (reach.miles or 0.0, reach.name))[:MOST_NEARBY]


def _order(reach: Reach, query: SearchQuery, scores: Scores | None) -> tuple[object, ...]:
    score = -scores[reach.service_id] if scores else 0.0
    if query.place is None:
        return score, reach.name, reach.service_id
    rank = RANKS[reach.verdict or CoverageVerdict.NOT_STATED, not reach.objections]
    return rank, reach.miles is None, reach.miles or 0.0, score, reach.name, reach.service_id


def _hits(
    shown: Sequence[Reach], services: dict[int, Service], names: AreaName, query: SearchQuery, today: date
) -> tuple[Hit, ...]:
    return tuple(_hit(reach, services[reach.service_id], names, query, today) for reach in shown)


def _hit(reach: Reach, service: Service, names: AreaName, query: SearchQuery, today: date) -> Hit:
    coverage = None if query.place is None else coverage_of(service.coverage, query.place, names)
    opening = opening_of(service.groups, today)
    staff = query.is_for_staff
    return Hit(
        service=service,
        coverage=coverage,
        miles=reach.miles,
        objections=reach.objections,
        opening=opening,
        places_words="" if reach.objections else places_words(opening, is_for_staff=staff),
        why=why_words(
            coverage=coverage,
            miles=reach.miles,
            objections=reach.objections,
            opening=opening,
            is_for_staff=staff,
        ),
    )


def _sentence(total: int, query: SearchQuery, is_relaxed: bool) -> str:
    if not total and query.type and query.place and not query.what.strip():
        return f"No {query.type.label[:1].lower()}{query.type.label[1:]} serves {query.place.label}."
    count = "No services" if total == 0 else "1 service" if total == 1 else f"{total} services"
    verb = "serves" if total == 1 else "serve"
    where = f" {verb} {query.place.label}" if query.place is not None else " found"
    words = " with all of your words" if query.what.strip() and not (is_relaxed and total) else ""
    if is_relaxed and total:
        return f"No service has all of your words. {count}{where} and {'has' if total == 1 else 'have'} some of them."
    return f"{count}{words}{where}."
