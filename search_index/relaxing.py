"""What to ask when nothing answers everything: which condition to leave out first, and how that is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from search_index.asked_words import AskedWords
from search_index.filters import NO_FILTERS
from search_index.query import SearchQuery
from search_index.scoring import Scores

WORDS, DISTANCE, TYPE, FILTERS = "words", "distance", "type", "filters"


@dataclass(frozen=True)
class Attempt:
    """One way to ask. `scores` None: any listing. `relaxed` names what was left out; `is_corrected`: other words."""

    query: SearchQuery
    scores: Scores | None
    relaxed: tuple[str, ...] = ()
    is_corrected: bool = False


def attempts(query: SearchQuery, words: AskedWords) -> Iterator[Attempt]:
    """As asked; with the words put right; without one condition; without the words and one more, one by one."""
    yield Attempt(query, words.all)
    if words.correction:
        yield Attempt(replace(query, what=words.correction), words.corrected, is_corrected=True)
    fewer_words = _fewer_words(query, words)
    yield from fewer_words
    wider = _wider(query)
    for name, relaxed in wider:
        yield Attempt(relaxed, words.all, (name,))
    for attempt in fewer_words:
        asked, names = query, attempt.relaxed
        for name, _ in wider:
            asked, names = _without(asked, name), (*names, name)
            yield Attempt(asked, attempt.scores, names)


def _fewer_words(query: SearchQuery, words: AskedWords) -> list[Attempt]:
    """Some of the words; none where they mean nothing here and something else was asked too."""
    if not words.are_given:
        return []
    some = words.some
    if some:
        return [Attempt(query, some, (WORDS,))]
    has_more = query.place is not None or query.type is not None or query.filters.are_on
    return [Attempt(query, None, (WORDS,))] if has_more else []


def _wider(query: SearchQuery) -> list[tuple[str, SearchQuery]]:
    """The query without each condition that it has, in the order in which they are given up."""
    has = {
        DISTANCE: query.place is not None and query.within_miles is not None,
        TYPE: query.type is not None,
        FILTERS: query.filters.are_on,
    }
    return [(name, _without(query, name)) for name, is_asked in has.items() if is_asked]


def _without(query: SearchQuery, name: str) -> SearchQuery:
    if name == DISTANCE:
        return replace(query, within_miles=None)
    return replace(query, type=None) if name == TYPE else replace(query, filters=NO_FILTERS)
