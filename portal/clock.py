"""The clock. Read in routes and commands only; everything below them is told the day and the moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from flask import current_app

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, in UTC. Where PORTAL_TODAY is set, that day at this time of day."""
    moment = datetime.now(UTC)
    believed: date | None = current_app.config["TODAY"]
    if believed is None:
        return moment
    return datetime.combine(
        believed, moment.astimezone(LONDON).time().replace(tzinfo=None), LONDON
    ).astimezone(UTC)


def today() -> date:
    """Today's date in England."""
    return now().astimezone(LONDON).date()


def day_of(moment: datetime) -> date:
    """The date in England of a moment."""
    return moment.astimezone(LONDON).date()


def midnight(day: date) -> datetime:
    """The moment at which a date begins in England."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)
