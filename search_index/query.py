"""What is asked of the search, and how typed words become what the index is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from directory_data.places import Place
from directory_data.vocabulary import ServiceType
from search_index.schema import stems
from search_index.synonyms import split_by_concept

MOST_WORDS = 32


@dataclass(frozen=True, kw_only=True)
class SearchQuery:
    """One search. `is_for_staff` adds the listings for professionals and the exact number of places."""

    what: str = ""
    place: Place | None = None
    type: ServiceType | None = None
    within_miles: int | None = None
    is_for_staff: bool = False
    page: int = 1
    per_page: int = 10


@dataclass(frozen=True)
class Want:
    """One thing a service must speak of: all these word stems, or the concept they stand for."""

    words: tuple[str, ...]
    concept: str | None = None


def wants(what: str) -> tuple[Want, ...]:
    """What the typed words ask for. Plain words only: nothing typed is ever read as an operator or a wildcard."""
    pieces = split_by_concept(stems(what)[:MOST_WORDS])
    return tuple(dict.fromkeys(Want(words, concept) for words, concept in pieces))
