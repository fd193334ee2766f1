"""What is asked of the search, and how typed words become what the index is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from directory_data.places import Place
from directory_data.vocabulary import ServiceType, SortOrder
from search_index.filters import NO_FILTERS, Filters
from search_index.schema import plain_words, stems
from search_index.synonyms import Phrase, begun, split_by_concept

MOST_WORDS = 32


@dataclass(frozen=True, kw_only=True)
class SearchQuery:
    """One search. `is_for_staff` adds the listings for professionals and the exact number of places.

    `counts_choices` counts what each choice would find, for the form. `types_left_out` are never shown, whatever else
    is relaxed: a programme is no help for somebody who was hurt.
    """

    what: str = ""
    place: Place | None = None
    type: ServiceType | None = None
    within_miles: int | None = None
    filters: Filters = NO_FILTERS
    types_left_out: frozenset[ServiceType] = frozenset()
    sort: SortOrder | None = None
    is_for_staff: bool = False
    counts_choices: bool = False
    page: int = 1
    per_page: int = 10


@dataclass(frozen=True)
class Want:
    """One thing a service must speak of: all these word stems, or the concept they stand for.

    `beginning` is the last word as typed, where the person may still be typing it; `may_mean` is the concept whose
    phrase the words begin.
    """

    words: Phrase
    concept: str | None = None
    beginning: str = ""
    may_mean: str | None = None


def wants(what: str) -> tuple[Want, ...]:
    """What the typed words ask for. Plain words only: nothing typed is ever read as an operator or a wildcard."""
    pieces = list(split_by_concept(stems(what)[:MOST_WORDS]))
    asked = [Want(words, concept) for words, concept in pieces]
    if asked and asked[-1].concept is None:
        asked = _open_ended(asked, plain_words(what)[:MOST_WORDS])
    return tuple(dict.fromkeys(asked))


def _open_ended(asked: list[Want], typed: Phrase) -> list[Want]:
    """The last word, and the words before it that begin a phrase with it, as one want that may go on."""
    count, concept = begun(typed) or (1, None)
    last = asked[-count:]
    if any(want.concept or len(want.words) > 1 for want in last):
        count, concept, last = 1, None, asked[-1:]
    words = tuple(word for want in last for word in want.words)
    return [*asked[:-count], Want(words, beginning=typed[-1], may_mean=concept)]
