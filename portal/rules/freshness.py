"""How old a listing's confirmation may grow: when its provider is reminded, and what follows when nobody answers."""

from __future__ import annotations

from datetime import date, timedelta

from directory_data.vocabulary import Word

FRESH_FOR = timedelta(days=90)
OUT_AFTER = timedelta(days=180)
"""After this long without a word no programme is matched (rules/matching, H1; domain, section 10)."""


class Freshness(Word):
    """How far a confirmation is to be relied on."""

    FRESH = "fresh", "Confirmed"
    AGEING = "ageing", "Confirm it soon"
    STALE = "stale", "Not confirmed for more than 90 days"
    OUT = "out", "Not confirmed for more than 180 days: left out of matching"
    NEVER = "never", "Never confirmed"


REMINDERS_AFTER_DAYS = (60, 75, 90)
"""A provider's administrators are told on these days after the last confirmation, once each."""


def freshness(confirmed_on: date | None, today: date) -> Freshness:
    """How far a listing that was confirmed on that day is to be relied on today."""
    if confirmed_on is None:
        return Freshness.NEVER
    age = today - confirmed_on
    if age > OUT_AFTER:
        return Freshness.OUT
    if age > FRESH_FOR:
        return Freshness.STALE
    return Freshness.AGEING if age.days >= REMINDERS_AFTER_DAYS[0] else Freshness.FRESH


def reminder_due(confirmed_on: date | None, today: date) -> int | None:
    """The last reminder that should have gone out by today, by its number of days; None where none should.

    A listing that nobody ever confirmed is reminded of as one that is 90 days old.
    """
    if confirmed_on is None:
        return REMINDERS_AFTER_DAYS[-1]
    age_days = (today - confirmed_on).days
    return max((days for days in REMINDERS_AFTER_DAYS if age_days >= days), default=None)
