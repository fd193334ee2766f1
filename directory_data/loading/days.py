"""Days in a feed: a date, or a number of days counted from the day of loading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from directory_data.vocabulary import Weekday


@dataclass(frozen=True)
class FromLoading:
    """So many days after the day of loading; before it, if negative. Written +42 or -10."""

    days: int


Day: TypeAlias = date | FromLoading


def settled(day: Day, today: date) -> date:
    """The date that is meant when the feed is loaded on `today`."""
    return today + timedelta(days=day.days) if isinstance(day, FromLoading) else day


def settled_to_weekday(day: Day, weekday: Weekday, today: date) -> date:
    """The date that is meant; a counted day moves forward to the group's day, a written date stays."""
    settled_day = settled(day, today)
    if not isinstance(day, FromLoading):
        return settled_day
    return settled_day + timedelta(days=(list(Weekday).index(weekday) - settled_day.weekday()) % 7)


def weekday_of(day: date) -> Weekday:
    """The day of the week, in the field's word."""
    return list(Weekday)[day.weekday()]
