"""The field's synonyms, read from synonyms.txt: which phrases of word stems stand for which concept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from search_index.schema import plain_words, stems

FILE = Path(__file__).with_name("synonyms.txt")

Phrase = tuple[str, ...]


@lru_cache(maxsize=1)
def concepts() -> dict[Phrase, str]:
    """Each phrase, as stems, with the concept it stands for."""
    return {stems(phrase): concept for phrase, concept in _phrases()}


@lru_cache(maxsize=1)
def field_words() -> frozenset[str]:
    """Every single word of the phrases."""
    return frozenset(word for phrase, _ in _phrases() for word in plain_words(phrase))


def begun(words: Phrase) -> tuple[int, str] | None:
    """How many of the last words begin a phrase of several, and the concept, where they can begin no other's."""
    for start in range(len(words) - 1):
        typed = " ".join(words[start:])
        meant = {concept for phrase, concept in _plain_phrases() if phrase.startswith(typed)}
        if len(meant) == 1:
            return len(words) - start, meant.pop()
    return None


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[str, str], ...]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    rows = [line.partition(":") for line in lines if line and not line.startswith("#")]
    return tuple(
        (phrase.strip(), concept.strip()) for concept, _, phrases in rows for phrase in phrases.split(",")
    )


@lru_cache(maxsize=1)
def _plain_phrases() -> tuple[tuple[str, str], ...]:
    return tuple((" ".join(plain_words(phrase)), concept) for phrase, concept in _phrases())


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(len(phrase) for phrase in concepts())


def split_by_concept(words: Phrase) -> Iterator[tuple[Phrase, str | None]]:
    """The words in pieces, the longest known phrase first: each piece with its concept, or a single word with None."""
    start = 0
    while start < len(words):
        piece, concept = _piece_at(words, start)
        yield piece, concept
        start += len(piece)


def _piece_at(words: Phrase, start: int) -> tuple[Phrase, str | None]:
    for length in range(min(_longest(), len(words) - start), 0, -1):
        piece = words[start : start + length]
        if piece in concepts():
            return piece, concepts()[piece]
    return words[start : start + 1], None
