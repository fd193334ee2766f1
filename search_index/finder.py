"""The search: who serves the place comes before who is near, and nothing is cut before the distance is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from directory_data import queries
from directory_data.coverage import AreaName
from directory_data.vocabulary import CoverageVerdict, SortOrder
from search_index.asked_words import AskedWords
from search_index.hits import Results, hits_of
from search_index.marks import marks_of
from search_index.query import SearchQuery
from search_index.reach import Reach, reaches
from search_index.relaxing import Attempt, attempts
from search_index.scoring import Scores
from search_index.sentences import found_sentence
from search_index.sieve import NEARBY_MILES, Sieve
from search_index.store import ServiceIndex

MOST_NEARBY = 5
MOST_BY_ID = 500
"""So many listings are asked for by their numbers; beyond, reading them all costs no more."""
GOOD_MATCH = 0.5
"""Of the best score: less is a word in passing, and stands after what is named or meant so, however near."""
ANYWHERE_MILES = 600
"""More than the length of England and Wales."""

# Who serves and takes referrals stands first; who serves but is closed is still found, after them.
RANKS = {
    (CoverageVerdict.SERVES, True): 0,
    (CoverageVerdict.PART, True): 1,
    (CoverageVerdict.NOT_STATED, True): 2,
    (CoverageVerdict.SERVES, False): 3,
    (CoverageVerdict.PART, False): 4,
    (CoverageVerdict.NOT_STATED, False): 5,
}


def find(session: Session, index: ServiceIndex, names: AreaName, query: SearchQuery, today: date) -> Results:
    """One page of what answers the query. `names` gives an area's name (Gazetteer.area_name).

    The index only ranks: which listings may be seen is decided by the store alone, in a handful of statements.
    """
    words = AskedWords(session, index, query.what)
    found = _reached(session, query, words, today)
    serving = _serving(found)
    attempt, kept = _first_that_finds(serving, query, words)
    ordered = _in_order(kept, query, attempt.scores)
    pages = max(1, -(-len(ordered) // query.per_page))
    page = min(max(1, query.page), pages)
    shown = ordered[(page - 1) * query.per_page : page * query.per_page]
    nearby = _nearby(session, found, query, words, today, is_needed=attempt.relaxed != () or not kept)
    nearby = nearby if page == pages else []
    services = queries.services_with_ids(session, [reach.service_id for reach in [*shown, *nearby]])
    marks = marks_of(attempt.query.what, is_unfinished=words.are_unfinished and not attempt.is_corrected)
    return Results(
        serving=hits_of(shown, services, names, query, marks, today),
        nearby=hits_of(nearby, services, names, query, marks, today),
        total=len(ordered),
        page=page,
        pages=pages,
        sentence=found_sentence(query, attempt, len(ordered)),
        relaxed=attempt.relaxed,
        corrected=attempt.query.what if attempt.is_corrected else None,
        suggestion=None if attempt.is_corrected else words.suggestion,
        marks=marks,
        facets=Sieve(query).facets(_with_words(serving, attempt.scores)) if query.counts_choices else {},
    )


def _reached(session: Session, query: SearchQuery, words: AskedWords, today: date) -> list[Reach]:
    """The listings to choose from. Without a place, where few hold all the words and one of them answers everything,
    only those: a place leaves out enough."""
    nearby_miles = query.within_miles or NEARBY_MILES
    if query.place is None and words.all and len(words.all) <= MOST_BY_ID:
        sieve = Sieve(query)
        found = reaches(session, query, today, nearby_miles=nearby_miles, among=sorted(words.all))
        if any(sieve.passes(reach) for reach in _serving(found)):
            return found
    return reaches(session, query, today, nearby_miles=nearby_miles)


def _serving(found: Iterable[Reach]) -> list[Reach]:
    return [reach for reach in found if reach.verdict is not CoverageVerdict.DOES_NOT_SERVE]


def _first_that_finds(
    serving: Sequence[Reach], query: SearchQuery, words: AskedWords
) -> tuple[Attempt, list[Reach]]:
    """What the first attempt that finds anything found; where none does, nothing, as it was asked."""
    for attempt in attempts(query, words):
        sieve = Sieve(attempt.query)
        if kept := [reach for reach in _with_words(serving, attempt.scores) if sieve.passes(reach)]:
            return attempt, kept
    return Attempt(query, {}), []


def _with_words(reached: Iterable[Reach], scores: Scores | None) -> list[Reach]:
    return [reach for reach in reached if scores is None or reach.service_id in scores]


def _nearby(
    session: Session,
    found: Sequence[Reach],
    query: SearchQuery,
    words: AskedWords,
    today: date,
    *,
    is_needed: bool,
) -> list[Reach]:
    """What is near but does not serve; where nothing serves and nothing is near, the nearest there is."""
    if query.place is None:
        return []
    limit = query.within_miles or NEARBY_MILES
    near = _elsewhere(found, query, words, limit)
    if near or not is_needed or query.place.point is None:
        return near
    everywhere = reaches(session, query, today, nearby_miles=ANYWHERE_MILES)
    return _elsewhere(everywhere, replace(query, within_miles=None), words, ANYWHERE_MILES)


def _elsewhere(found: Sequence[Reach], query: SearchQuery, words: AskedWords, limit: int) -> list[Reach]:
    sieve = Sieve(query)
    near = [
        reach
        for reach in _with_words(found, words.all)
        if reach.verdict is CoverageVerdict.DOES_NOT_SERVE
        and reach.miles is not None
        and reach.miles <= limit
        and sieve.passes(reach)
    ]
    return sorted(near, key=lambda reach: (reach.miles or 0.0, reach.name))[:MOST_NEARBY]


def _in_order(kept: Iterable[Reach], query: SearchQuery, scores: Scores | None) -> list[Reach]:
    """Without a place, by words. With one, by who serves and takes referrals; then what matches well; then distance."""
    kept = list(kept)
    if query.place is None:
        return sorted(kept, key=lambda reach: _order_by_words(reach, query, scores))
    best = max((scores[reach.service_id] for reach in kept), default=0.0) if scores else 0.0
    return sorted(kept, key=lambda reach: _order_at_place(reach, query, scores, GOOD_MATCH * best))


def _order_by_words(reach: Reach, query: SearchQuery, scores: Scores | None) -> tuple[object, ...]:
    score = -scores[reach.service_id] if scores else 0.0
    by_start = (bool(reach.objections), reach.starts_on) if query.sort is SortOrder.START else ()
    return *by_start, score, reach.name, reach.service_id


def _order_at_place(
    reach: Reach, query: SearchQuery, scores: Scores | None, good_from: float
) -> tuple[object, ...]:
    score = scores[reach.service_id] if scores else 0.0
    rank = RANKS[reach.verdict or CoverageVerdict.NOT_STATED, not reach.objections]
    far = (reach.miles is None, reach.miles or 0.0)
    last = (-score, reach.name, reach.service_id)
    if query.sort is SortOrder.START:
        return rank, reach.starts_on, *far, *last
    if query.sort is SortOrder.RELEVANCE:
        return rank, -score, *far, *last
    if query.sort is SortOrder.DISTANCE:
        return rank, *far, *last
    return rank, score < good_from, *far, *last
