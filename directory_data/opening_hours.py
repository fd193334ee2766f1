"""When somebody answers: hours as a provider writes them, read where they are written plainly. Pure.

"Monday to Friday, 9am to 5pm; Saturday, 10am to 1pm" is read. "Second Saturday of the month" is not, and is then never
guessed at: the listing shows the words alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
END_OF_DAY = time(23, 59, 59)
_DAY = rf"(?:{'|'.join(DAYS)})s?"
_TIME = r"(?:(?:1[0-2]|[1-9])(?:[:.][0-5]\d)?(?:am|pm)|noon|midday|midnight)"
_DAYS_PART = rf"every day|{_DAY} to {_DAY}|{_DAY}(?:(?:, | and ){_DAY})*"
_SPAN = re.compile(rf"({_DAYS_PART}),? (24 hours|({_TIME}) to ({_TIME}))")
_BETWEEN = re.compile(r"(?:; |, and |, | and )")


@dataclass(frozen=True, slots=True)
class Opening:
    """From one time to another on one day of the week, 0 for Monday."""

    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Hours:
    """A week's openings, in order."""

    openings: tuple[Opening, ...]

    def open_until(self, at: datetime) -> time | None:
        """When it closes, where it is open at that local moment; else None."""
        now = at.time()
        here = (each for each in self.openings if each.weekday == at.weekday())
        return next((each.ends for each in here if each.starts <= now < each.ends), None)

    def next_opening(self, at: datetime) -> datetime | None:
        """The next local moment at which it opens."""
        moments = (
            self._opens_on(at + timedelta(days=ahead), each) for ahead in range(8) for each in self.openings
        )
        return min((moment for moment in moments if moment and moment > at), default=None)

    @staticmethod
    def _opens_on(day: datetime, opening: Opening) -> datetime | None:
        if day.weekday() != opening.weekday:
            return None
        return datetime.combine(day.date(), opening.starts, day.tzinfo)


@lru_cache(maxsize=4096)
def read_hours(text: str) -> Hours | None:
    """The hours, or None where any part of the text is not plain days and times."""
    left = " ".join(text.lower().replace("–", " to ").split()).rstrip(".")
    openings: list[Opening] = []
    while left:
        if not (span := _SPAN.match(left)):
            return None
        if not (here := _openings(span)):
            return None
        openings += here
        left = left[span.end() :]
        if left:
            if not (between := _BETWEEN.match(left)):
                return None
            left = left[between.end() :]
    return Hours(tuple(sorted(openings, key=lambda each: (each.weekday, each.starts)))) if openings else None


def _openings(span: re.Match[str]) -> list[Opening]:
    starts, ends = (time(0), END_OF_DAY) if span[2] == "24 hours" else (_time(span[3]), _time(span[4]))
    if ends == time(0):
        ends = END_OF_DAY
    return [Opening(day, starts, ends) for day in _days(span[1])] if starts < ends else []


def _days(text: str) -> list[int]:
    if text == "every day":
        return list(range(7))
    named = [DAYS.index(day.rstrip("s")) for day in re.findall(_DAY, text)]
    if " to " in text:
        first, last = named
        return [day % 7 for day in range(first, last + 1 if last >= first else last + 8)]
    return named


def _time(text: str) -> time:
    if text in ("noon", "midday"):
        return time(12)
    if text == "midnight":
        return time(0)
    hour, _, minute = text[:-2].replace(".", ":").partition(":")
    return time(int(hour) % 12 + (12 if text.endswith("pm") else 0), int(minute or 0))
