"""A document as PostgreSQL's full text keeps it: core tsvector, made of the same stems as every other engine's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from search_index.documents import Document
from search_index.schema import CONCEPTS, FIELD_WEIGHTS, WORDS, stems

MOST_POSITIONS = 16_383
"""PostgreSQL counts no further."""

LABELS = {"A": 2.5, "B": 1.8, "C": 1.15, "D": 0.0}
"""PostgreSQL knows four weights: a field has the first label whose least weight it reaches."""


def label_of(field: str) -> str:
    """The label under which the field's stems stand."""
    return next(label for label, least in LABELS.items() if FIELD_WEIGHTS[field] >= least)


def rank_weights() -> list[float]:
    """What the labels count, from D to A as ts_rank wants them: the middle of their fields, the highest being 1."""
    highest = max(FIELD_WEIGHTS.values())
    weights = {
        label: [
            weight
            for field, weight in FIELD_WEIGHTS.items()
            if label_of(field) == label and field != CONCEPTS
        ]
        for label in LABELS
    }
    return [sum(weights[label]) / len(weights[label]) / highest for label in reversed(LABELS)]


def words_vector(document: Document) -> str:
    """The stems of all fields with their places and labels; a concept stands among them with a sign before it."""
    found: dict[str, list[str]] = defaultdict(list)
    position = 0
    for field in FIELD_WEIGHTS:
        label = label_of(field)
        for stem in _stems_in(document, field):
            position = min(position + 1, MOST_POSITIONS)
            found[stem].append(f"{position}{label}")
    return " ".join(f"{lexeme(stem)}:{','.join(places)}" for stem, places in found.items())


def spellings_vector(document: Document) -> str:
    """The listing's words as they are written."""
    return " ".join(lexeme(word) for word in document[WORDS].split())


def concept_stem(name: str) -> str:
    """No word of a text begins so."""
    return f"={name}"


def lexeme(stem: str) -> str:
    """As it is written in a tsvector or a tsquery."""
    return "'" + stem.replace("\\", "\\\\").replace("'", "''") + "'"


def _stems_in(document: Document, field: str) -> Iterable[str]:
    if field == CONCEPTS:
        return [concept_stem(name) for name in document[field].split()]
    return stems(document[field])
