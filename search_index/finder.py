"""The search: who serves the place comes before who is near, and nothing is cut before the distance is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from heapq import nsmallest

from sqlalchemy.orm import Session

from directory_data.coverage import AreaName
from directory_data.vocabulary import CoverageVerdict, SortOrder
from search_index.asked_words import AskedWords
from search_index.hits import Results, hits_of
from search_index.kept_entries import entries
from search_index.kept_listings import Listings
from search_index.marks import marks_of
from search_index.meaning import Reach
from search_index.query import SearchQuery
from search_index.reach import reaches
from search_index.relaxing import Attempt, attempts
from search_index.scoring import Scores
from search_index.sentences import found_sentence
from search_index.sieve import NEARBY_MILES, Sieve
from search_index.store import ServiceIndex

MOST_NEARBY = 5
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

    The index only ranks: which listings may be seen is decided by what the store says of them.
    """
    words = AskedWords(session, index, query.what)
    listings = index.listings.on(session, today)
    found = _reached(listings, query, words)
    serving = _serving(found, query)
    attempt, kept = _first_that_finds(serving, query, words)
    pages = max(1, -(-len(kept) // query.per_page))
    page = min(max(1, query.page), pages)
    shown = _first(page * query.per_page, kept, query, attempt.scores)[(page - 1) * query.per_page :]
    nearby = _nearby(listings, found, query, words, is_needed=attempt.relaxed != () or not kept)
    nearby = nearby if page == pages else []
    found_entries = entries(
        session, index.entries, listings, [*shown, *nearby], is_for_staff=query.is_for_staff
    )
    marks = marks_of(attempt.query.what, is_unfinished=words.are_unfinished and not attempt.is_corrected)
    return Results(
        serving=hits_of(shown, found_entries, names, query, marks, today),
        nearby=hits_of(nearby, found_entries, names, query, marks, today),
        total=len(kept),
        page=page,
        pages=pages,
        sentence=found_sentence(query, attempt, len(kept)),
        relaxed=attempt.relaxed,
        corrected=attempt.query.what if attempt.is_corrected else None,
        suggestion=None if attempt.is_corrected else words.suggestion,
        marks=marks,
        facets=Sieve(query).facets(_with_words(serving, attempt.scores)) if query.counts_choices else {},
    )


def _reached(listings: Listings, query: SearchQuery, words: AskedWords) -> list[Reach]:
    """The listings to choose from: those that hold words that count. Where no word means anything here, a typing
    error put right may still answer everything; if it does not, the words are left out, and any listing may be found.
    """
    nearby_miles = query.within_miles or NEARBY_MILES
    meant = words.all or words.some or {}
    named = {*meant, *words.corrected}
    if meant:
        return reaches(listings, query, nearby_miles=nearby_miles, among=named)
    if named and query.place is None:
        sieve = Sieve(query)
        found = reaches(listings, query, nearby_miles=nearby_miles, among=named)
        if any(sieve.passes(reach) for reach in found):
            return found
    return reaches(listings, query, nearby_miles=nearby_miles)


def _serving(found: list[Reach], query: SearchQuery) -> list[Reach]:
    if query.place is None:
        return found
    return [reach for reach in found if reach.verdict is not CoverageVerdict.DOES_NOT_SERVE]


def _first_that_finds(
    serving: list[Reach], query: SearchQuery, words: AskedWords
) -> tuple[Attempt, list[Reach]]:
    """What the first attempt that finds anything found; where none does, nothing, as it was asked."""
    for attempt in attempts(query, words):
        if kept := Sieve(attempt.query).of(_with_words(serving, attempt.scores)):
            return attempt, kept
    return Attempt(query, {}), []


def _with_words(reached: list[Reach], scores: Scores | None) -> list[Reach]:
    return reached if scores is None else [reach for reach in reached if reach.service_id in scores]


def _nearby(
    listings: Listings,
    found: list[Reach],
    query: SearchQuery,
    words: AskedWords,
    *,
    is_needed: bool,
) -> list[Reach]:
    """What is near but does not serve; where nothing serves and nothing is near, the nearest there is."""
    if query.place is None or words.all == {}:
        return []
    limit = query.within_miles or NEARBY_MILES
    near = _elsewhere(found, query, words, limit)
    if near or not is_needed or query.place.point is None:
        return near
    anywhere = replace(query, within_miles=None)
    passing = Sieve(anywhere).passes
    everywhere = reaches(listings, query, nearby_miles=ANYWHERE_MILES, among=words.all, passing=passing)
    return _elsewhere(everywhere, anywhere, words, ANYWHERE_MILES)


def _elsewhere(found: list[Reach], query: SearchQuery, words: AskedWords, limit: int) -> list[Reach]:
    sieve = Sieve(query)
    near = [
        reach
        for reach in _with_words(found, words.all)
        if reach.verdict is CoverageVerdict.DOES_NOT_SERVE
        and reach.miles is not None
        and reach.miles <= limit
        and sieve.passes(reach)
    ]
    return sorted(near, key=lambda reach: (reach.miles or 0.0, reach.name, reach.service_id))[:MOST_NEARBY]


def _first(count: int, kept: Sequence[Reach], query: SearchQuery, scores: Scores | None) -> list[Reach]:
    """Without a place, by words. With one, by who serves and takes referrals; then what matches well; then distance."""
    if query.place is None and scores is None and query.sort is not SortOrder.START:
        return list(kept[:count])
    if query.place is None:
        return nsmallest(count, kept, key=lambda reach: _order_by_words(reach, query, scores))
    best = max((scores[reach.service_id] for reach in kept), default=0.0) if scores else 0.0
    return nsmallest(count, kept, key=lambda reach: _order_at_place(reach, query, scores, GOOD_MATCH * best))


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
