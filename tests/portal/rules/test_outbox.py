"""When a message goes out, and when a try that failed is made again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from portal.rules.outbox import LONDON, Pace, goes_at, tries_again_at

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_message_at_once_goes_at_once():
    assert goes_at(Pace.AT_ONCE, AT) == AT


@pytest.mark.parametrize(
    "told, goes",
    [
        ((2026, 11, 23, 12, 0), (2026, 11, 24, 8)),
        ((2026, 11, 23, 6, 59), (2026, 11, 23, 8)),
        ((2026, 11, 23, 7, 1), (2026, 11, 24, 8)),
        ((2027, 3, 27, 20, 0), (2027, 3, 28, 8)),
        ((2027, 10, 30, 20, 0), (2027, 10, 31, 8)),
    ],
)
def test_a_digest_goes_at_eight_in_england_also_when_the_clocks_have_changed(told, goes):
    told_at = datetime(*told, tzinfo=LONDON).astimezone(UTC)

    assert goes_at(Pace.DAILY, told_at) == datetime(*goes, tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize("hours", range(49))
def test_a_digest_is_never_late_by_more_than_a_day_and_an_hour(hours):
    told_at = datetime(2027, 3, 27, tzinfo=UTC) + timedelta(hours=hours)

    assert timedelta() < goes_at(Pace.DAILY, told_at) - told_at <= timedelta(hours=25)


def test_a_try_that_failed_is_made_again_later_and_later_and_then_no_more():
    waits = [again_at - AT for n in range(1, 6) if (again_at := tries_again_at(n, AT))]

    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (timedelta(minutes=1), timedelta(hours=12))
    assert tries_again_at(6, AT) is None
