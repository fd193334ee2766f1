"""When a group meets: its weekly days made from a template, and what a moved session takes with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from directory_data.availability import in_full
from directory_data.vocabulary import Weekday
from portal.rules.working_days import DAY, SATURDAY, WEEK, bank_holidays

SHORTEST_MINUTES, LONGEST_MINUTES = 120, 150
FURTHEST = timedelta(days=730)
"""How far ahead a session can be put."""
EVENING_FROM = time(17)
WEEKDAYS = tuple(Weekday)


@dataclass(frozen=True)
class Break:
    """A gap in which the group does not meet, both days included."""

    starts_on: date
    ends_on: date

    def covers(self, day: date) -> bool:
        """Whether the group rests that day."""
        return self.starts_on <= day <= self.ends_on


def weekly_days(first_on: date, weekday: Weekday, count: int, breaks: Collection[Break] = ()) -> list[date]:
    """So many weekly days from `first_on` on. None is on a bank holiday or in a break: it moves to the end."""
    day = first_on + DAY * ((WEEKDAYS.index(weekday) - first_on.weekday()) % 7)
    days: list[date] = []
    while len(days) < count:
        if not closed_because(day, breaks):
            days.append(day)
        day += WEEK
    return days


def closed_because(day: date, breaks: Collection[Break] = ()) -> list[str]:
    """Why the group cannot meet that day, in sentences; empty where it can."""
    why = []
    if day in bank_holidays(day.year):
        why.append(f"{in_full(day)} is a bank holiday.")
    why += [
        f"The group has a break from {in_full(each.starts_on)} to {in_full(each.ends_on)}."
        for each in breaks
        if each.covers(day)
    ]
    return why


def usual_weekday(days: Iterable[date]) -> Weekday:
    """The day of the week on which most of these days fall. Raises ValueError where there are none."""
    counted = Counter(day.weekday() for day in days).most_common(1)
    if not counted:
        raise ValueError("no days, no usual weekday")
    return WEEKDAYS[counted[0][0]]


def after_move(moved_to: date, later: int, breaks: Collection[Break] = ()) -> list[date]:
    """The days of a session that moves and of those `later` ones that follow it, week by week."""
    return [moved_to, *weekly_days(moved_to + WEEK, WEEKDAYS[moved_to.weekday()], later, breaks)]


def after_break(days: Sequence[date], breaks: Collection[Break]) -> list[date]:
    """The days of sessions to come once the breaks are kept: as many as before, on the same day of the week."""
    return weekly_days(min(days), usual_weekday(days), len(days), breaks) if days else []


def move_objections(
    moved_to: date, *, moved_from: date, others: Collection[date], breaks: Collection[Break], today: date
) -> list[str]:
    """Why a session cannot move to that day, in sentences; empty where it can."""
    why = closed_because(moved_to, breaks)
    if moved_to == moved_from:
        why.append(f"The session is on {in_full(moved_to)} already.")
    elif moved_to in others:
        why.append(f"The group already meets on {in_full(moved_to)}.")
    if moved_to < today:
        why.append(f"{in_full(moved_to)} is in the past.")
    return why + too_far(moved_to, today)


def too_far(day: date, today: date) -> list[str]:
    """Why a session cannot be put so far ahead, in a sentence; empty where it can."""
    return ["Choose a day within the next 2 years."] if day - today > FURTHEST else []


def timing_notes(weekday: Weekday, starts_at: time, minutes: int) -> list[str]:
    """What is unusual about the template: length, or working time (mission R5). It is said, not refused."""
    notes = []
    if not SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES:
        notes.append(f"A session lasts {minutes} minutes. The usual length is 120 to 150 minutes.")
    if WEEKDAYS.index(weekday) < SATURDAY and starts_at < EVENING_FROM:
        notes.append(
            "The group meets in working hours. Sessions are usually in the evening or at the weekend."
        )
    return notes


def listing_notes(weekday: Weekday, listed: Weekday) -> list[str]:
    """What to do where a group meets on another day of the week than its listing says; empty where it does not."""
    if weekday is listed:
        return []
    return [
        f"The sessions to come are on {weekday.label}s. The listing, which officers and the public read, says "
        f"{listed.label}. Ask your provider administrator to change it."
    ]


def minutes_between(starts_at: time, ends_at: time) -> int:
    """The length of a session in minutes; one that ends after midnight counts on."""
    day = date(2000, 1, 1)
    length = datetime.combine(day, ends_at) - datetime.combine(day, starts_at)
    return (length % timedelta(days=1)).seconds // 60
