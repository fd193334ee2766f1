"""Working days in England and Wales: the one door to the bank holidays."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
SATURDAY = 5
CALENDAR = holidays.country_holidays("GB", subdiv="ENG")


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of a year, substitute days included (England and Wales have the same ones)."""
    if not CALENDAR.start_year <= year <= CALENDAR.end_year:
        return frozenset()
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Whether courts and offices work that day: Monday to Friday and no bank holiday."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def add_working_days(day: date, count: int) -> date:
    """The day `count` working days after `day`, not counting `day` itself; a negative count goes back."""
    step = DAY if count > 0 else -DAY
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start` up to and with `end`; negative when `end` is the earlier."""
    if end < start:
        return -working_days_between(end, start)
    missed = sum(
        start < day <= end and day.weekday() < SATURDAY
        for year in range(start.year, end.year + 1)
        for day in bank_holidays(year)
    )
    return _weekdays_until(end) - _weekdays_until(start) - missed


def _weekdays_until(day: date) -> int:
    """From the first day that a date can be, which is a Monday, up to and with this one."""
    weeks, more = divmod(day.toordinal(), 7)
    return weeks * SATURDAY + min(more, SATURDAY)


@lru_cache(maxsize=4096)
def last_weekly_session_on(first_on: date, sessions: int) -> date:
    """The day of the last of so many weekly sessions. None is held on a bank holiday: it moves to the end.

    Raises ValueError when there is no session at all.
    """
    if sessions < 1:
        raise ValueError(f"a programme has at least one session, not {sessions}")
    day = first_on
    for _ in range(sessions - 1):
        day += WEEK
        while day in bank_holidays(day.year):
            day += WEEK
    return day
