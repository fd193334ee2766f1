"""A provider's groups side by side: their weeks, where two of them get in each other's way, and too few people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import combinations

from directory_data.availability import in_full
from directory_data.vocabulary import Weekday
from portal.rules.schedule import WEEKDAYS, Break, weekly_days

WEEK = timedelta(weeks=1)
QUORUM_ASKED_BEFORE = timedelta(days=28)
"""How long before its first session a group with too few people is warned of."""


@dataclass(frozen=True)
class Run:
    """One group as it is planned. `venue` is empty where it meets at none; `paused_until` is the first day after."""

    name: str
    day: Weekday
    starts_at: time
    ends_at: time
    first_on: date
    sessions: int
    venue: str
    facilitators: frozenset[str]
    people: int
    places_min: int
    paused_from: date | None = None
    paused_until: date | None = None
    kept: Mapping[date, tuple[time, time]] | None = None
    """From when to when it meets on each day, as its sessions stand; None while nobody has touched one of them."""

    @property
    def days(self) -> list[date]:
        """When it meets: as its sessions stand; else weekly, no bank holiday, and not in its break."""
        made = weekly_days(self.first_on, self.day, self.sessions, self._breaks)
        return [
            day
            for day in (made if self.kept is None else sorted(self.kept))
            if self.paused_from is None or self.paused_until is not None or day < self.paused_from
        ]

    def hours(self, day: date) -> tuple[time, time]:
        """From when to when it meets that day."""
        return (self.kept or {}).get(day, (self.starts_at, self.ends_at))

    @property
    def _breaks(self) -> tuple[Break, ...]:
        if self.paused_from is None or self.paused_until is None:
            return ()
        return (Break(self.paused_from, self.paused_until - timedelta(days=1)),)


@dataclass(frozen=True)
class PlannedWeek:
    """One week from its Monday, with what is held in it in order of time."""

    monday: date
    sessions: tuple[tuple[date, Run], ...]

    def on(self, weekday: Weekday) -> list[tuple[date, Run]]:
        """What is held on that day of the week."""
        return [each for each in self.sessions if WEEKDAYS[each[0].weekday()] is weekday]


def weeks(runs: Sequence[Run], today: date, count: int) -> list[PlannedWeek]:
    """So many weeks from this one on. A week without a session is there too."""
    first = today - timedelta(days=today.weekday())
    held = sorted(
        ((day, run) for run in runs for day in run.days if first <= day < first + count * WEEK),
        key=lambda each: (each[0], each[1].hours(each[0]), each[1].name),
    )
    mondays = [first + number * WEEK for number in range(count)]
    return [
        PlannedWeek(monday, tuple(each for each in held if monday <= each[0] < monday + WEEK))
        for monday in mondays
    ]


def days_used(planned: Sequence[PlannedWeek]) -> list[Weekday]:
    """The days of the week on which anything is held in these weeks, Monday first."""
    return [day for day in WEEKDAYS if any(week.on(day) for week in planned)]


def clashes(runs: Sequence[Run], today: date) -> list[str]:
    """Where two groups share a venue or a facilitator at one time, in sentences, from the first such day on."""
    found = []
    for one, other in combinations(runs, 2):
        shared = _first_shared_day(one, other, today)
        if shared is None:
            continue
        both = f"{one.name} and {other.name}"
        if one.venue and one.venue == other.venue:
            found.append(f"{both} meet at the same time at {one.venue}, first on {in_full(shared)}.")
        for person in sorted(one.facilitators & other.facilitators):
            found.append(f"{both} meet at the same time with {person}, first on {in_full(shared)}.")
    return found


def quorum_warnings(runs: Sequence[Run], today: date) -> list[str]:
    """Which groups are about to start with too few people, in sentences."""
    return [
        f"{run.name} starts on {in_full(run.first_on)} with {run.people} of the {run.places_min} people it needs."
        for run in runs
        if today <= run.first_on <= today + QUORUM_ASKED_BEFORE and run.people < run.places_min
    ]


def _first_shared_day(one: Run, other: Run, today: date) -> date | None:
    if not ((one.venue and one.venue == other.venue) or one.facilitators & other.facilitators):
        return None
    shared = (day for day in set(one.days) & set(other.days) if day >= today)
    return min((day for day in shared if _overlap(one.hours(day), other.hours(day))), default=None)


def _overlap(one: tuple[time, time], other: tuple[time, time]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
