"""When a message goes out: at once or with the day's others, and when a try that failed is made again."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from directory_data.vocabulary import Word

LONDON = ZoneInfo("Europe/London")
DIGEST_AT = time(8)
"""When the day's messages go out, in England's time."""
CLOSED_BEFORE = timedelta(hours=1)
"""How long before that a day's digest takes nothing more, so that none changes once it is being sent."""
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
"""How long to wait after each failed try. After the one that follows the last wait the message is given up."""
CLAIM_LASTS = timedelta(minutes=10)
"""After this long without an outcome a worker is taken to have died, and another one tries."""


class MessageState(Word):
    """Where a message stands."""

    WAITING = "waiting", "Waiting"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed, and will be tried again"
    GIVEN_UP = "given-up", "Given up"


class Pace(Word):
    """How often somebody wants to hear that there is something to read."""

    AT_ONCE = "at-once", "At once, each time"
    DAILY = "daily", "Once a day, at 8am"


def goes_at(pace: Pace, told_at: datetime) -> datetime:
    """The moment from which a message may be sent (UTC in, UTC out, across changes of the clock)."""
    if pace is Pace.AT_ONCE:
        return told_at
    local = (told_at + CLOSED_BEFORE).astimezone(LONDON)
    day = local.date() + timedelta(days=local.timetz().replace(tzinfo=None) > DIGEST_AT)
    return datetime.combine(day, DIGEST_AT, LONDON).astimezone(told_at.tzinfo)


def tries_again_at(attempts: int, failed_at: datetime) -> datetime | None:
    """The next try after so many that failed; None when there is to be none."""
    return failed_at + WAITS[attempts - 1] if attempts <= len(WAITS) else None
