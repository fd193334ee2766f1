"""Which arrangement for contact holds in each phase, and when somebody has to look at it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar

from directory_data.risk_vocabulary import ContactLevel, ContactPhase

AT_A_VENUE = frozenset({ContactLevel.SUPERVISED, ContactLevel.SUPPORTED})
"""Levels at which contact takes place somewhere that has to be named."""


class Arranged(Protocol):
    """What the rules ask of an arrangement."""

    @property
    def phase(self) -> ContactPhase:
        """When it holds."""

    @property
    def review_on(self) -> date:
        """When it is looked at again."""


A = TypeVar("A", bound=Arranged)


def holding(arrangements: Sequence[A]) -> dict[ContactPhase, A]:
    """The last arrangement of each phase; a phase about which nothing was decided is left out.

    That a programme was completed changes nothing here: attendance is not change (domain, section 8).
    """
    return {each.phase: each for each in arrangements}


def overdue_since(arrangements: Sequence[Arranged], today: date) -> date | None:
    """The earliest review day that has passed among those that hold; None where none has."""
    passed = [each.review_on for each in holding(arrangements).values() if each.review_on < today]
    return min(passed, default=None)


def objections(level: ContactLevel, venue: str, decided_on: date, review_on: date) -> dict[str, str]:
    """What cannot be, by the name of the field; empty where the arrangement can."""
    found = {}
    if level in AT_A_VENUE and not venue:
        found["venue"] = "Enter where contact takes place"
    if review_on <= decided_on:
        found["review_on"] = "The review must be after the day of the decision"
    return found
