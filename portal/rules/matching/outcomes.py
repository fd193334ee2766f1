"""What a hard rule answers: it passes, it fails, or it asks what the directory does not know."""

from __future__ import annotations

from typing import NamedTuple

from directory_data.vocabulary import Word


class Result(Word):
    """Missing data neither passes nor fails: it asks."""

    PASS = "pass", "Met"
    FAIL = "fail", "Not met"
    ASK = "ask", "To be asked"


class Outcome(NamedTuple):
    """The result, its sentence for the officer, and what would change a failure."""

    result: Result
    sentence: str
    would_change: str = ""


def passes(sentence: str) -> Outcome:
    """The rule is met."""
    return Outcome(Result.PASS, sentence)


def asks(sentence: str) -> Outcome:
    """Somebody has to be asked; the sentence says who and what."""
    return Outcome(Result.ASK, sentence)


def fails(sentence: str, would_change: str) -> Outcome:
    """The candidate is left out."""
    return Outcome(Result.FAIL, sentence, would_change)
