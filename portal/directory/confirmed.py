"""How fresh a listing is, in words: when the provider last said that it is right."""

from __future__ import annotations

from datetime import date

from directory_data.availability import in_full
from portal.rules.freshness import FRESH_FOR


def is_overdue(confirmed_on: date | None, today: date) -> bool:
    """Whether the listing should have been confirmed again by now."""
    return confirmed_on is None or today - confirmed_on > FRESH_FOR


def confirmed_words(confirmed_on: date | None, today: date) -> str:
    """ "Confirmed on 2 November 2026"; after 90 days "Not confirmed since ..."."""
    if confirmed_on is None:
        return "Not yet confirmed by the provider: check before you rely on it"
    if is_overdue(confirmed_on, today):
        return f"Not confirmed since {in_full(confirmed_on)}: check before you rely on it"
    return f"Confirmed on {in_full(confirmed_on)}"
