"""Listings counted in memory: those that changed since the index was made, or all of them where there is no index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Protocol

from whoosh.scoring import bm25
from whoosh.util.numeric import byte_to_length, length_to_byte

from search_index.documents import Document
from search_index.schema import CONCEPTS, FIELD_WEIGHTS, WORDS, stems
from search_index.scoring import FieldScores, Scores

B, K1 = 0.75, 1.2
"""BM25 as the index reckons it."""

CountedFields = Mapping[str, Counter[str]]
"""Field -> stem -> how often it stands there."""


class Statistics(Protocol):
    """What BM25 must know of all listings together."""

    def rarity(self, field: str, stem: str) -> float: ...
    def average_length(self, field: str) -> float: ...


def counted(document: Document) -> CountedFields:
    """The document's stems by field; what is written as words of its own is not cut to stems."""
    split = {CONCEPTS, WORDS}
    fields = (*FIELD_WEIGHTS, WORDS)
    return {
        name: Counter(document[name].split() if name in split else stems(document[name])) for name in fields
    }


class CountedListings:
    """Service id -> its counted fields. Never changed: one with more listings is made from it."""

    def __init__(self, listings: Mapping[int, CountedFields]) -> None:
        self.listings = listings
        self._postings: dict[tuple[str, str], dict[int, int]] = {}
        self._lengths: dict[tuple[str, int], int] = {}
        for service_id, fields in listings.items():
            for field, counts in fields.items():
                # The index keeps a length as one byte: with the same rounding the scores are the same.
                self._lengths[field, service_id] = byte_to_length(length_to_byte(counts.total()))
                for stem, times in counts.items():
                    self._postings.setdefault((field, stem), {})[service_id] = times

    def scored_by(self, statistics: Statistics) -> FieldScores:
        """(field, stem) -> the listings that hold it, scored as the index scores its own."""
        return lambda field, stem: self._scores(field, stem, statistics)

    def holding(self, field: str) -> dict[str, int]:
        """Each stem that stands in the field, with the number of listings that hold it."""
        return {stem: len(held) for (name, stem), held in self._postings.items() if name == field}

    def number_holding(self, field: str, stem: str) -> int:
        """In how many listings the stem stands in the field."""
        return len(self._postings.get((field, stem), ()))

    def total_length(self, field: str) -> int:
        """How many stems the field holds in all listings together."""
        return sum(fields[field].total() for fields in self.listings.values())

    def _scores(self, field: str, stem: str, statistics: Statistics) -> Scores:
        holding = self._postings.get((field, stem))
        if not holding:
            return {}
        rarity, average = statistics.rarity(field, stem), statistics.average_length(field)
        return {
            service_id: bm25(rarity, times, self._lengths[field, service_id], average, B, K1)
            for service_id, times in holding.items()
        }
