"""How dates, times, miles and counts are written in pages. One place, so that every page writes them alike."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from flask import Flask

from directory_data.availability import in_full, status_on
from directory_data.places import miles_words
from portal.clock import LONDON

NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def init_app(app: Flask) -> None:
    """Give the filters to the templates."""
    app.jinja_env.filters.update(
        day=day,
        ahead=ahead,
        moment=moment,
        clock=clock,
        miles=miles_words,
        paragraphs=paragraphs,
        count=count,
        status_on=status_on,
    )


def day(value: date | str | None, otherwise: str = "Not given") -> str:
    """12 January 2027. A date that was stored as text (2027-01-12) is read again."""
    if value is None:
        return otherwise
    return in_full(date.fromisoformat(value) if isinstance(value, str) else value)


def ahead(value: date, today: date) -> str:
    """How far off a date is: today; tomorrow; in 13 days; yesterday; 4 days ago."""
    days = (value - today).days
    if days in NEAR:
        return NEAR[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def moment(value: datetime | None, otherwise: str = "Not yet") -> str:
    """12 January 2027 at 6:30pm, in England's time."""
    if value is None:
        return otherwise
    local = value.astimezone(LONDON)
    return f"{in_full(local.date())} at {clock(local.time())}"


def clock(value: time) -> str:
    """6:30pm; 7pm; midday."""
    if (value.hour, value.minute) == (12, 0):
        return "midday"
    hour = value.hour % 12 or 12
    minutes = f":{value.minute:02}" if value.minute else ""
    return f"{hour}{minutes}{'am' if value.hour < 12 else 'pm'}"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text; the page escapes each one."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def count(number: int, one: str, many: str | None = None) -> str:
    """1 place; 4 places; no places."""
    many = many or one + "s"
    return f"{number or 'no'} {one if number == 1 else many}"
