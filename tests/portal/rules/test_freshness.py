"""How old a confirmation may grow, and on which days its provider is reminded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.rules.freshness import Freshness, freshness, reminder_due

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("age_days", "stands", "reminder"),
    [
        (0, Freshness.FRESH, None),
        (59, Freshness.FRESH, None),
        (60, Freshness.AGEING, 60),
        (75, Freshness.AGEING, 75),
        (90, Freshness.AGEING, 90),
        (91, Freshness.STALE, 90),
        (180, Freshness.STALE, 90),
        (181, Freshness.OUT, 90),
    ],
)
def test_each_age_has_its_word_and_its_reminder(age_days, stands, reminder):
    confirmed_on = TODAY - timedelta(days=age_days)

    assert freshness(confirmed_on, TODAY) is stands
    assert reminder_due(confirmed_on, TODAY) == reminder


def test_what_nobody_ever_confirmed_is_reminded_of_once():
    assert freshness(None, TODAY) is Freshness.NEVER
    assert reminder_due(None, TODAY) == 90
