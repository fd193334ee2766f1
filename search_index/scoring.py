"""How good a match is: the scores of single words, put together for everything that was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from search_index.query import Want
from search_index.schema import CONCEPTS, FIELD_WEIGHTS

Scores = Mapping[int, float]
"""Service id -> score; only services that match stand in it."""

FieldScores = Callable[[str, str], Scores]
"""(field, stem) -> the scores of the services that hold the stem in the field."""


def word_scores(word: str, field_scores: FieldScores) -> Scores:
    """The weighted sum over the fields of text."""
    total: dict[int, float] = {}
    for field, weight in FIELD_WEIGHTS.items():
        if field != CONCEPTS:
            for service_id, score in field_scores(field, word).items():
                total[service_id] = total.get(service_id, 0.0) + weight * score
    return total


def want_scores(want: Want, word: Callable[[str], Scores], concept: Callable[[str], Scores]) -> Scores:
    """Services that hold every word of the want, or its concept; both count together."""
    total = dict(_in_all([word(stem) for stem in want.words]))
    if want.concept is not None:
        for service_id, score in concept(want.concept).items():
            total[service_id] = total.get(service_id, 0.0) + FIELD_WEIGHTS[CONCEPTS] * score
    return total


def all_wants(found: list[Scores]) -> Scores:
    """Services that answer everything that was asked."""
    return _in_all(found)


def some_wants(found: list[Scores]) -> Scores:
    """Services that answer as many as can be answered together of what was asked, never none."""
    answered: dict[int, list[float]] = {}
    for scores in found:
        for service_id, score in scores.items():
            answered.setdefault(service_id, []).append(score)
    most = max((len(scores) for scores in answered.values()), default=0)
    return {service_id: sum(scores) for service_id, scores in answered.items() if len(scores) == most}


def _in_all(found: Iterable[Scores]) -> Scores:
    first, *others = sorted(found, key=len)
    total = dict(first)
    for scores in others:
        total = {
            service_id: score + scores[service_id]
            for service_id, score in total.items()
            if service_id in scores
        }
    return total
