"""The ladder that an undecided change in risk climbs: the officer, the duty officer, the manager, each by the clock."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from directory_data.vocabulary import Word
from portal.rules.working_days import working_days_between
from portal.rules.working_hours import after_working_hours

FILE = Path(__file__).with_name("risk_ladder.toml")


class Rung(Word):
    """Who is to decide, the nearest first."""

    OFFICER = "officer", "the officer"
    DUTY_OFFICER = "duty-officer", "the duty officer"
    MANAGER = "manager", "the manager"


@dataclass(frozen=True)
class Climb:
    """When a report comes before whoever stands on a rung."""

    rung: Rung
    at: datetime


def read(path: Path = FILE) -> dict[bool, tuple[str, dict[Rung, int]]]:
    """The table by whether anybody is in danger now; what it lacks raises KeyError."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        is_danger: (row["hours"], {rung: row[rung.value] for rung in Rung})
        for is_danger, row in ((True, rows["danger"]), (False, rows["other"]))
    }


LADDER = read()


def read_tasks(path: Path = FILE) -> dict[Rung, int]:
    """After how many working days something that was not done in time comes before whom."""
    row = tomllib.loads(path.read_text(encoding="utf-8"))["task"]
    return {Rung(name): days for name, days in row.items()}


TASKS = read_tasks()


def climbs(raised_at: datetime, *, is_danger: bool) -> list[Climb]:
    """When a report made at this moment reaches each rung if nobody decides."""
    hours, rungs = LADDER[is_danger]
    return [Climb(rung, _after(raised_at, hours, number)) for rung, number in rungs.items()]


def reached(raised_at: datetime, at: datetime, *, is_danger: bool) -> list[Rung]:
    """The rungs that it has reached by now."""
    return [climb.rung for climb in climbs(raised_at, is_danger=is_danger) if climb.at <= at]


def reached_by_task(due_on: date, today: date) -> list[Rung]:
    """The rungs that something to do has reached whose day is over; none while it is not."""
    late = working_days_between(due_on, today)
    return [rung for rung, days in TASKS.items() if today > due_on and late >= days]


def next_climb(raised_at: datetime, at: datetime, *, is_danger: bool) -> Climb | None:
    """The next rung and when it is reached; None where it stands on the last one."""
    ahead = (climb for climb in climbs(raised_at, is_danger=is_danger) if climb.at > at)
    return next(ahead, None)


def told(reached: Iterable[Rung], staffed: Iterable[Rung]) -> list[Rung]:
    """Who is told: the rungs that were reached, and above one where nobody stands the next on which somebody does."""
    found, there = set(reached), set(staffed)
    for rung, above in zip(tuple(Rung), tuple(Rung)[1:], strict=False):
        if rung in found and rung not in there:
            found.add(above)
    return [rung for rung in Rung if rung in found & there]


def _after(raised_at: datetime, hours: str, number: int) -> datetime:
    return (
        after_working_hours(raised_at, number) if hours == "working" else raised_at + timedelta(hours=number)
    )
