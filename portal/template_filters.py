"""How dates, times, miles and counts are written in pages. One place, so that every page writes them alike."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from flask import Flask

from directory_data.availability import in_full
from directory_data.places import miles_words
from portal.clock import LONDON


def init_app(app: Flask) -> None:
    """Give the filters to the templates."""
    app.jinja_env.filters.update(
        day=day, moment=moment, clock=clock, miles=miles_words, paragraphs=paragraphs, count=count
    )


def day(value: date | None, otherwise: str = "Not given") -> str:
    """12 January 2027."""
    return otherwise if value is None else in_full(value)


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
