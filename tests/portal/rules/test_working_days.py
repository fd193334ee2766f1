"""Working days, with the bank holidays of England and Wales."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.working_days import (
    add_working_days,
    is_working_day,
    last_weekly_session_on,
    working_days_between,
)

DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2040, 1, 1))


@pytest.mark.parametrize(
    "day, count, expected",
    [
        (date(2027, 1, 4), 2, date(2027, 1, 6)),
        (date(2027, 1, 7), 2, date(2027, 1, 11)),
        (date(2027, 3, 25), 1, date(2027, 3, 30)),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2027, 1, 9), 1, date(2027, 1, 11)),
        (date(2027, 1, 9), 0, date(2027, 1, 9)),
        (date(2027, 1, 11), -1, date(2027, 1, 8)),
    ],
)
def test_weekends_and_bank_holidays_do_not_count(day: date, count: int, expected: date) -> None:
    assert add_working_days(day, count) == expected


def test_a_substitute_day_is_a_bank_holiday() -> None:
    assert not is_working_day(date(2026, 12, 28))


@given(day=DAYS, count=st.integers(min_value=1, max_value=90))
def test_adding_and_counting_agree(day: date, count: int) -> None:
    later = add_working_days(day, count)

    assert is_working_day(later)
    assert working_days_between(day, later) == count
    assert working_days_between(later, day) == -count


@given(start=DAYS, days=st.integers(min_value=0, max_value=800))
def test_counting_is_counting_day_by_day(start: date, days: int) -> None:
    passed = [start + timedelta(days=n + 1) for n in range(days)]

    assert working_days_between(start, start + timedelta(days=days)) == sum(map(is_working_day, passed))


def test_a_mistyped_year_is_counted_too() -> None:
    assert working_days_between(date(1, 1, 1), date(1, 1, 8)) == 5
    assert working_days_between(date(9999, 12, 24), date.max) == 5
    assert working_days_between(date.min, date.max) > 2_600_000


def test_a_session_that_falls_on_a_bank_holiday_is_held_at_the_end() -> None:
    mondays = date(2027, 3, 1)

    assert last_weekly_session_on(mondays, 4) == date(2027, 3, 22)
    assert last_weekly_session_on(mondays, 5) == date(2027, 4, 5)


def test_a_programme_without_sessions_is_refused() -> None:
    with pytest.raises(ValueError, match="not 0"):
        last_weekly_session_on(date(2027, 3, 1), 0)


@given(first_on=DAYS, sessions=st.integers(min_value=1, max_value=40))
def test_a_programme_never_ends_before_its_sessions_fit(first_on: date, sessions: int) -> None:
    assert last_weekly_session_on(first_on, sessions) >= first_on + timedelta(weeks=sessions - 1)
