"""Working hours: when somebody at a desk has had so many hours with something."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from portal.rules.working_days import DAY, is_working_day

LONDON = ZoneInfo("Europe/London")
OPENS, CLOSES = time(9), time(17)
"""The hours of a working day, in England's time."""


def after_working_hours(start: datetime, hours: int) -> datetime:
    """The moment when so many working hours have passed since `start` (aware in, its zone out); at once for none."""
    if hours == 0:
        return start
    local, left = start.astimezone(LONDON), timedelta(hours=hours)
    day = local.date()
    while True:
        opens, closes = datetime.combine(day, OPENS, LONDON), datetime.combine(day, CLOSES, LONDON)
        begins = max(local, opens)
        if is_working_day(day) and begins < closes:
            if left <= closes - begins:
                return (begins + left).astimezone(start.tzinfo)
            left -= closes - begins
        day += DAY
