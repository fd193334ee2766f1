"""What a published admission rule asks, one criterion at a time, so that each is answered with its own reason."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol


class PublishedRule(Protocol):
    """An admission rule as published."""

    @property
    def text(self) -> str: ...
    @property
    def minimum_age(self) -> int | None: ...
    @property
    def by_court_order(self) -> str: ...


def published_criteria(rule: PublishedRule | None) -> list[str]:
    """The criteria of the rule, in its own words, one sentence each; the age where a number is published beside it.

    What the rule says of people whom a court has ordered to come is among them: every referral here is one.
    """
    if rule is None:
        return []
    published = f"{rule.text}\n{rule.by_court_order}"
    sentences = [part.strip() for part in re.split(r"(?<=[.!?])\s+|\n+", published) if part.strip()]
    if rule.minimum_age is not None:
        sentences.append(f"Aged {rule.minimum_age} or over.")
    return sentences


def unanswered(criteria: Iterable[str], answered: Iterable[str]) -> list[str]:
    """The criteria that nothing has been said about yet."""
    said = set(answered)
    return [each for each in criteria if each not in said]
