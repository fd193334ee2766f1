"""The word search straight over the listings' own text, for the moments in which there is no index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from sqlalchemy.orm import Session

from search_index.documents import Document, documents
from search_index.query import Want, wants
from search_index.schema import CONCEPTS, FIELD_WEIGHTS, stems
from search_index.scoring import Scores, all_wants, some_wants, want_scores, word_scores

Counts = dict[tuple[str, str], dict[int, float]]
"""(field, stem) -> service id -> how much the stem counts there, between 0 and 1."""


def search_words(session: Session, text: str, *, is_any_enough: bool = False) -> Scores | None:
    """As ServiceIndex.search_words (or search_some_words), with simpler scores and more work."""
    asked = wants(text)
    if not asked:
        return None
    counts = _count(documents(session))
    found = [_scores(want, lambda field, stem: counts.get((field, stem), {})) for want in asked]
    return some_wants(found) if is_any_enough else all_wants(found)


def _scores(want: Want, field_scores: Callable[[str, str], Scores]) -> Scores:
    return want_scores(
        want,
        lambda stem: word_scores(stem, field_scores),
        lambda concept: field_scores(CONCEPTS, concept),
    )


def _count(all_documents: Iterable[Document]) -> Counts:
    counts: Counts = {}
    for document in all_documents:
        for field in FIELD_WEIGHTS:
            words = document[field].split() if field == CONCEPTS else stems(document[field])
            for stem, times in Counter(words).items():
                counts.setdefault((field, stem), {})[int(document["id"])] = times / (times + 1)
    return counts
