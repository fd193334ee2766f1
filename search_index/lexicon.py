"""The words that the listings use, with how many listings use each: for words begun and for words mistyped."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from string import ascii_lowercase

from search_index.schema import stems

MOST_COMPLETIONS = 60
SHORTEST_BEGINNING = 2
SHORTEST_CORRECTED = 4
MADE_AT_ONCE = 3_000
"""Words whose misspellings are written down while somebody waits: some 30 ms."""


class Lexicon:
    """Plain words (lower case, no accents, not stemmed) -> number of listings, for one state of the index."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = counts
        self._made: Mapping[str, str] | None = None
        self._is_being_made = False

    def __contains__(self, word: str) -> bool:
        return word in self.counts or self.count(word) > 0

    def count(self, word: str) -> int:
        """In how many listings the word stands, in any of its forms."""
        (stem,) = stems(word) or ("",)
        # The last letter of a stem may differ from the word's: "family", "famili".
        alike = self._slice(stem[:-1]) if len(stem) > 1 else []
        return max((self.counts[one] for one in {word, *alike} if self._is_form(one, word, stem)), default=0)

    def _is_form(self, one: str, word: str, stem: str) -> bool:
        return one in self.counts and (one == word or stems(one) == (stem,))

    def beginning_with(self, start: str) -> list[str]:
        """The words that begin so: one slice of the sorted words, the commonest MOST_COMPLETIONS of it."""
        if len(start) < SHORTEST_BEGINNING:
            return []
        return sorted(self._slice(start), key=lambda word: (-self.counts[word], word))[:MOST_COMPLETIONS]

    def stems_beginning_with(self, start: str) -> list[str]:
        """The stems of the words that begin so."""
        return list(dict.fromkeys(stem for word in self.beginning_with(start) for stem in stems(word)))

    def closest(self, word: str) -> str | None:
        """The likeliest word one edit away (a letter too many, too few, another, or two in the wrong order)."""
        if len(word) < SHORTEST_CORRECTED or word.isdecimal():
            return None
        found = {one for one in self._near(word) if one != word and is_one_edit(word, one)}
        return min(found, key=lambda one: self._likeliness(word, one), default=None)

    def _likeliness(self, typed: str, word: str) -> tuple[object, ...]:
        return word[0] != typed[0], sorted(word) != sorted(typed), -self.counts[word], word

    def _near(self, word: str) -> Iterator[str]:
        spellings = self._spellings()
        if spellings is None:
            yield from (edited for edited in edits(word) if edited in self.counts)
            return
        for key in (word, *deletions(word)):
            if key in self.counts:
                yield key
            yield from spellings.get(key, "").split()

    def _spellings(self) -> Mapping[str, str] | None:
        """The dictionary of misspellings; None while it is made for many words: nobody waits a second for it."""
        if self._made is None and len(self.counts) <= MADE_AT_ONCE:
            self._make()
        elif self._made is None and not self._is_being_made:
            self._is_being_made = True
            threading.Thread(target=self._make, daemon=True).start()
        return self._made

    def _make(self) -> None:
        self._made = _spellings_of(frozenset(self.counts))

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.counts)

    def _slice(self, start: str) -> list[str]:
        first = bisect_left(self._sorted, start)
        return self._sorted[first : bisect_left(self._sorted, f"{start}\U0010ffff")]


def deletions(word: str) -> Iterable[str]:
    """The word with one letter taken out, each in turn."""
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def edits(word: str) -> Iterator[str]:
    """Every string of small letters one edit away: ten times the work of a look-up in the dictionary."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in ascii_lowercase:
            yield before + letter + after[1:]
            yield before + letter + after


def is_one_edit(typed: str, word: str) -> bool:
    """Whether one letter more, less, changed, or two neighbours exchanged turn the one into the other."""
    if len(typed) > len(word):
        typed, word = word, typed
    at = next((at for at, letter in enumerate(typed) if letter != word[at]), len(typed))
    if len(word) > len(typed):
        return typed[at:] == word[at + 1 :]
    swapped = typed[at : at + 2][::-1] + typed[at + 2 :]
    return word[at + 1 :] == typed[at + 1 :] or word[at:] == swapped


@lru_cache(maxsize=2)
def _spellings_of(words: frozenset[str]) -> dict[str, str]:
    """Each word less one letter -> the words it came from. Kept while the words stay the same."""
    found: dict[str, str] = {}
    for word in words:
        if len(word) >= SHORTEST_CORRECTED and not word.isdecimal():
            for key in deletions(word):
                found[key] = f"{found[key]} {word}" if key in found else word
    return found
