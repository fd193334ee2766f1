"""The field's synonyms, read from synonyms.txt: which phrases of word stems stand for which concept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from search_index.schema import stems

FILE = Path(__file__).with_name("synonyms.txt")

Phrase = tuple[str, ...]


@lru_cache(maxsize=1)
def concepts() -> dict[Phrase, str]:
    """Each phrase, as stems, with the concept it stands for."""
    found: dict[Phrase, str] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            concept, _, phrases = line.partition(":")
            found.update({stems(phrase): concept.strip() for phrase in phrases.split(",")})
    return found


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
