"""What becomes of a group's sessions when the group gets another day, time, length or number of sessions.

Sessions still to come that nobody touched follow the new times. Those that were held, cancelled, marked or moved to
another day of the week stay, and so does everything that is no weekly session.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from directory_data.vocabulary import Weekday
from portal.rules.schedule import WEEKDAYS, Break, closed_because, weekly_days
from portal.rules.working_days import DAY, WEEK


@dataclass(frozen=True)
class Template:
    """What a group's weekly sessions are made from."""

    day: Weekday
    starts_at: time
    minutes: int
    first_on: date
    sessions: int


@dataclass(frozen=True)
class Planned:
    """One session of the group. `is_settled`: cancelled, or somebody is marked on its register."""

    number: int
    held_on: date
    starts_at: time
    minutes: int
    is_weekly: bool = True
    is_settled: bool = False
    moved_from: date | None = None


@dataclass(frozen=True)
class Following:
    """What follows the new times, as pairs of before and after, what is new, what is dropped, and what stays."""

    changed: tuple[tuple[Planned, Planned], ...] = ()
    added: tuple[Planned, ...] = ()
    dropped: tuple[Planned, ...] = ()
    staying: tuple[Planned, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether no session is another than before."""
        return not (self.changed or self.added or self.dropped)


def following(
    old: Template, new: Template, sessions: Sequence[Planned], breaks: Collection[Break], today: date
) -> Following:
    """What the sessions become. Nothing of today or before ever changes."""
    weekly = sorted((each for each in sessions if each.is_weekly), key=lambda each: each.held_on)
    to_come = [each for each in weekly if each.held_on > today]
    free = [each for each in to_come if _is_untouched(each, old)]
    staying = tuple(each for each in to_come if each not in free)
    others = [each for each in sessions if each not in free]
    wanted = max(len(free) + new.sessions - old.sessions, 0)
    closed = [*breaks, *_taken(others)]
    if len(to_come) == len(weekly) and new.first_on != old.first_on:
        slots = weekly_days(max(today + DAY, new.first_on), new.day, wanted, closed)
    else:
        slots = _slots([each.held_on for each in to_come], free, new.day, closed, today, wanted)
    kept = [
        (
            each,
            replace(each, held_on=day, starts_at=new.starts_at, minutes=new.minutes, moved_from=each.held_on),
        )
        for each, day in zip(free, slots, strict=False)
    ]
    last = max((each.number for each in sessions), default=0)
    return Following(
        tuple((before, after) for before, after in kept if _differs(before, after)),
        tuple(
            Planned(last + place, day, new.starts_at, new.minutes)
            for place, day in enumerate(slots[len(free) :], start=1)
        ),
        tuple(free[len(slots) :]),
        staying,
    )


def _is_untouched(session: Planned, old: Template) -> bool:
    as_made = (WEEKDAYS[session.held_on.weekday()], session.starts_at, session.minutes)
    return not session.is_settled and as_made == (old.day, old.starts_at, old.minutes)


def _slots(
    all_days: Sequence[date],
    free: Sequence[Planned],
    weekday: Weekday,
    closed: Sequence[Break],
    today: date,
    count: int,
) -> list[date]:
    """So many days: each in the week it was in, where that is open on the new weekday; the rest after the last one."""
    own = [_in_week_of(each.held_on, weekday) for each in free]
    slots = [
        day
        for each, day in zip(free, own, strict=True)
        if day == each.held_on or (day > today and not closed_because(day, closed))
    ][:count]
    after = max([*all_days, *slots], default=today) + DAY
    return slots + weekly_days(after, weekday, count - len(slots), closed)


def _in_week_of(day: date, weekday: Weekday) -> date:
    return day - DAY * day.weekday() + DAY * WEEKDAYS.index(weekday)


def _taken(others: Sequence[Planned]) -> list[Break]:
    """The weeks of weekly sessions that stay, and the days of all others, as time in which no further one is put."""
    weeks = [_in_week_of(each.moved_from or each.held_on, WEEKDAYS[0]) for each in others if each.is_weekly]
    found = [Break(monday, monday + WEEK - DAY) for monday in weeks]
    return found + [Break(each.held_on, each.held_on) for each in others]


def _differs(before: Planned, after: Planned) -> bool:
    return (before.held_on, before.starts_at, before.minutes) != (
        after.held_on,
        after.starts_at,
        after.minutes,
    )
