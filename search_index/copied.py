"""A finished index and the listings that changed since: together they answer as one made this moment would."""

from __future__ import annotations

import math
from collections import Counter

from search_index.counted import CountedListings
from search_index.lexicon import Lexicon
from search_index.opened import OpenedIndex
from search_index.schema import CONCEPTS, WORDS
from search_index.scoring import Scores, word_scores
from search_index.words import Words


class CopiedWords(Words):
    """The index without the listings that changed, and those as they are now. `changed` names removed ones too."""

    def __init__(self, index: OpenedIndex, listings: CountedListings, changed: frozenset[int]) -> None:
        self.index = index
        self.listings = listings
        self.changed = changed
        self._words: dict[str, Scores] = {}

    def word(self, stem: str) -> Scores:
        """The listings that hold the stem, as they are now."""
        if not self.changed:
            return self.index.word(stem)
        if stem not in self._words:
            now = word_scores(stem, self.listings.scored_by(self.index))
            self._words[stem] = self._with(now, self.index.word(stem))
        return self._words[stem]

    def concept(self, name: str) -> Scores:
        """The listings that hold the concept, as they are now."""
        now = self.listings.scored_by(self.index)(CONCEPTS, name)
        return self._with(now, self.index.concept(name))

    def lexicon(self) -> Lexicon:
        """The words of the index and those that came since. One that nobody uses any more stays till the next index."""
        known = self.index.lexicon()
        new = self.listings.holding(WORDS)
        return known if new.keys() <= known.counts.keys() else Lexicon(Counter(known.counts) + Counter(new))

    def _with(self, now: Scores, before: Scores) -> Scores:
        if not now and self.changed.isdisjoint(before):
            return before
        return {one: score for one, score in before.items() if one not in self.changed} | dict(now)


class CountedWords(Words):
    """All listings counted in memory: for as long as no index can be written."""

    def __init__(self, listings: CountedListings) -> None:
        self.listings = listings
        self._statistics = _OwnStatistics(listings)
        self._lexicon: Lexicon | None = None

    def word(self, stem: str) -> Scores:
        """The listings that hold the stem."""
        return word_scores(stem, self.listings.scored_by(self._statistics))

    def concept(self, name: str) -> Scores:
        """The listings that hold the concept."""
        return self.listings.scored_by(self._statistics)(CONCEPTS, name)

    def lexicon(self) -> Lexicon:
        """The words of all listings."""
        if self._lexicon is None:
            self._lexicon = Lexicon(self.listings.holding(WORDS))
        return self._lexicon


class _OwnStatistics:
    """BM25's figures over the listings themselves."""

    def __init__(self, listings: CountedListings) -> None:
        self._listings = listings
        self._average: dict[str, float] = {}

    def rarity(self, field: str, stem: str) -> float:
        return math.log(len(self._listings.listings) / (self._listings.number_holding(field, stem) + 1)) + 1

    def average_length(self, field: str) -> float:
        if field not in self._average:
            size = len(self._listings.listings) or 1
            self._average[field] = self._listings.total_length(field) / size or 1
        return self._average[field]
