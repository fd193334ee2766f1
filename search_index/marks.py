"""Which words of a text answer what was asked: for showing where a listing matches. Only for the few that are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from search_index.query import wants
from search_index.schema import WORD, plain_words, stems
from search_index.synonyms import Phrase, split_by_concept

SHORTEST_BEGINNING = 2
LONGEST_KEPT = 200
"""Characters. Longer texts would fill the memory."""


@dataclass(frozen=True)
class Marks:
    """What was asked for: stems, concepts of the field, and the beginning of a word still being typed."""

    stems: frozenset[str] = frozenset()
    concepts: frozenset[str] = frozenset()
    beginning: str = ""

    def pieces(self, text: str) -> Iterator[tuple[str, bool]]:
        """The text in pieces, each with whether it is what was asked for. Together they are the text."""
        held, phrases = _kept_read(text) if len(text) <= LONGEST_KEPT else _read(text)
        end = 0
        if self.beginning or not held.isdisjoint(self.stems) or not held.isdisjoint(self.concepts):
            for start, first_ends, stop, phrase, concept in phrases:
                if self._is_asked(phrase, concept, text[start:first_ends]):
                    yield text[end:start], False
                    yield text[start:stop], True
                    end = stop
        yield text[end:], False

    def mark(self, text: str) -> bool:
        """Whether any of the text is what was asked for."""
        return any(is_asked for _, is_asked in self.pieces(text))

    def _is_asked(self, phrase: Phrase, concept: str | None, written: str) -> bool:
        if concept in self.concepts or not self.stems.isdisjoint(phrase):
            return True
        plain = plain_words(written) if self.beginning else ()
        return bool(plain) and plain[0].startswith(self.beginning)


NOTHING = Marks()


Written = tuple[int, int, int, Phrase, str | None]
"""One phrase in a text: where it starts, where its first word ends, where it ends, its stems and its concept."""


def _read(text: str) -> tuple[frozenset[str], tuple[Written, ...]]:
    """The stems and concepts that the text holds, and its phrases in their order."""
    words = [(found.span(), stem) for found in WORD.finditer(text) if (stem := _stem_of(found[0]))]
    phrases: list[Written] = []
    at = 0
    for phrase, concept in split_by_concept(tuple(stem for _, stem in words)):
        (start, first_ends), (_, stop) = words[at][0], words[at + len(phrase) - 1][0]
        phrases.append((start, first_ends, stop, phrase, concept))
        at += len(phrase)
    concepts = {concept for *_, concept in phrases if concept is not None}
    return frozenset(concepts.union(stem for _, stem in words)), tuple(phrases)


_kept_read = lru_cache(maxsize=4_096)(_read)
"""Names and summaries are shown again and again."""


@lru_cache(maxsize=16_384)
def _stem_of(word: str) -> str:
    """The stem of one word; empty where the word does not count."""
    return next(iter(stems(word)), "")


def marks_of(what: str, *, is_unfinished: bool = False) -> Marks:
    """The marks for what was typed; where it is unfinished, its last word marks what begins so."""
    asked = wants(what)
    beginning = next((want.beginning for want in reversed(asked) if is_unfinished), "")
    return Marks(
        stems=frozenset(stem for want in asked if want.concept is None for stem in want.words),
        concepts=frozenset(
            concept
            for want in asked
            for concept in (want.concept, want.may_mean if is_unfinished else None)
            if concept is not None
        ),
        beginning=beginning if len(beginning) >= SHORTEST_BEGINNING else "",
    )
