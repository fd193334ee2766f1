"""What the index keeps of a service: its fields, their weights, and how text becomes word stems."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from whoosh.analysis import STOP_WORDS, IDTokenizer
from whoosh.fields import ID, TEXT, Schema
from whoosh.lang.porter import stem
from whoosh.support.charset import accent_map
from whoosh.system import pack_uint

SCHEMA_VERSION = 3
"""Raised with every change to the fields, the stems or the synonyms' form; an index of another version is rebuilt."""

CONCEPTS = "concepts"
WORDS = "words"
"""The listing's words as they are written, for completing and correcting what is typed: kept beside the index."""

FIELD_WEIGHTS = {
    "name": 3.0,
    CONCEPTS: 2.5,
    "former_names": 2.0,
    "type_words": 2.0,
    "provider": 1.5,
    "areas": 1.2,
    "languages": 1.2,
    "needs": 1.1,
    "text": 1.0,
    "places_served": 0.8,
}
"""BM25 is reckoned field by field and summed with these weights."""

LONGEST_WORD = 40
WORD = re.compile(r"[^\W_]+")
SHORTEST_WORD = 2
_stem = lru_cache(maxsize=65_536)(stem)


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words that count, in their order: "Programmes for men" -> ("programm", "men")."""
    return tuple(map(_stem, plain_words(text)))


@lru_cache(maxsize=4096)
def plain_words(text: str) -> tuple[str, ...]:
    """As `stems`, before they are cut to stems: one for each of those, in the same order."""
    # Written out: Whoosh's chain of filters, which gives the same, takes three times as long.
    found = WORD.findall(text.lower()) if text.isascii() else map(_without_accents, WORD.findall(text))
    return tuple(
        word for word in found if SHORTEST_WORD <= len(word) <= LONGEST_WORD and word not in STOP_WORDS
    )


class Stems(TEXT):  # type: ignore[misc]
    """A field given as stems, with how often each stands there. No positions: nobody asks for phrases."""

    def __init__(self) -> None:
        super().__init__(analyzer=IDTokenizer(), phrase=False)

    def index(self, value: Iterable[str], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """As the library's own, which takes three times as long to find the same words again."""
        for one, times in Counter(value).items():
            yield one.encode(), times, float(times), pack_uint(times)


def schema() -> Schema:
    """The fields of a document, given as stems. No positions, numbers or places: those are answered by the store."""
    return Schema(id=ID(stored=True, unique=True), **{name: Stems() for name in FIELD_WEIGHTS})


def _without_accents(word: str) -> str:
    return word.lower().translate(accent_map)
