"""Whether somebody answers now, in words; nothing where the provider's hours cannot be read for certain."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from directory_data.opening_hours import END_OF_DAY, read_hours
from portal.rules.working_days import bank_holidays
from portal.template_filters import clock


def open_words(hours_text: str, at: datetime) -> str:
    """ "Open now, until 5pm." or "Closed now. Opens on Monday at 9am.", at a moment of England's clocks."""
    hours = read_hours(hours_text)
    if hours is None:
        return ""
    if at.date() in bank_holidays(at.year):
        return "Today is a bank holiday: the hours may be different."
    if until := hours.open_until(at):
        return f"Open now, until {_time_words(until)}."
    opens = hours.next_opening(at)
    return f"Closed now. Opens {_day_words(opens, at)} at {clock(opens.time())}." if opens else "Closed now."


def _time_words(until: time) -> str:
    return "midnight" if until == END_OF_DAY else clock(until)


def _day_words(opens: datetime, at: datetime) -> str:
    if opens.date() == at.date():
        return "today"
    if opens.date() == at.date() + timedelta(days=1):
        return "tomorrow"
    return f"on {opens:%A}"
