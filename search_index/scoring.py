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
    """The weighted sum over the fields of text. It is kept for long, and few scores differ: equal ones are one."""
    total: dict[int, float] = {}
    for field, weight in FIELD_WEIGHTS.items():
        if field != CONCEPTS:
            for service_id, score in field_scores(field, word).items():
                total[service_id] = total.get(service_id, 0.0) + weight * score
    one_of_each: dict[float, float] = {}
    return {service_id: one_of_each.setdefault(score, score) for service_id, score in total.items()}


def want_scores(
    want: Want,
    word: Callable[[str], Scores],
    concept: Callable[[str], Scores],
    stems_beginning_with: Callable[[str], Iterable[str]] = lambda _: (),
) -> Scores:
    """Services that hold every word of the want, or its concept; both count together.

    Where nothing holds its last word, and the person may still be typing it, it counts as the start of one.
    """
    total = _with_concept(_in_all([word(stem) for stem in want.words]), want.concept, concept)
    if total or not want.beginning:
        return total
    completed = _best([word(stem) for stem in stems_beginning_with(want.beginning)])
    total = _in_all([*(word(stem) for stem in want.words[:-1]), completed])
    return _with_concept(total, want.may_mean, concept)


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


def _with_concept(scores: Scores, name: str | None, concept: Callable[[str], Scores]) -> Scores:
    total = dict(scores)
    for service_id, score in concept(name).items() if name is not None else ():
        total[service_id] = total.get(service_id, 0.0) + FIELD_WEIGHTS[CONCEPTS] * score
    return total


def _best(found: Iterable[Scores]) -> Scores:
    """Services in any of them, with their best score: a start of many words is not worth more than one of them."""
    best: dict[int, float] = {}
    for scores in found:
        for service_id, score in scores.items():
            best[service_id] = max(score, best.get(service_id, 0.0))
    return best


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
