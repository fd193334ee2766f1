"""What a register takes: whether it is open, what a row must hold, when a correction needs its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from directory_data.availability import in_full
from directory_data.register_vocabulary import Attendance, Participation
from portal.rules.attendance import PRESENT
from portal.rules.working_days import add_working_days

ADDED_FREELY_FOR = timedelta(hours=24)
POSTED_WITHIN_WORKING_DAYS = 2
"""How long a register may wait after its session (domain, section 4, step 11)."""
TIMED = frozenset({Attendance.LATE, Attendance.LEFT_EARLY})
"""The minutes have to be said; somebody who attended was there throughout unless they are."""


@dataclass(frozen=True)
class RowAnswers:
    """A row of a register as it was filled in. Minutes and participation may be left open."""

    attendance: Attendance
    minutes: int | None = None
    participation: Participation | None = None
    note: str = ""
    is_concern: bool = False


def row_objections(answers: RowAnswers, session_minutes: int) -> dict[str, str]:
    """What is missing or cannot be in a row: field -> sentence; empty where it will do."""
    was_there, minutes = answers.attendance in PRESENT, answers.minutes
    checks = (
        (
            answers.attendance in TIMED and minutes is None,
            "minutes",
            "Enter how many minutes the person was there",
        ),
        (
            was_there and minutes is not None and not 0 < minutes <= session_minutes,
            "minutes",
            f"Minutes must be from 1 to {session_minutes}",
        ),
        (
            not was_there and bool(minutes),
            "minutes",
            "Leave the minutes empty for somebody who was not there",
        ),
        (
            not was_there and answers.participation is not None,
            "participation",
            "Leave participation empty for somebody who was not there",
        ),
        (answers.is_concern and not answers.note, "note", "Say in the note what the concern is"),
    )
    return {field: sentence for is_wrong, field, sentence in checks if is_wrong}


def correction_objections(
    first_at: datetime, now: datetime, why: str, *, is_replacing: bool = False
) -> list[str]:
    """Why a row that was recorded at `first_at` cannot be changed so, in sentences; empty where it can.

    What replaces something that stands needs its reason at any time; what only adds to it, a day later.
    """
    if why:
        return []
    if is_replacing:
        return ["Say why this changes. What was recorded stays beside it"]
    if now - first_at < ADDED_FREELY_FOR:
        return []
    return ["Say why this is added, since the row was recorded more than 24 hours ago"]


def opening_objections(held_on: date, today: date, *, is_cancelled: bool) -> list[str]:
    """Why the register of a session is not open, in sentences; empty where it is."""
    if is_cancelled:
        return ["This session was cancelled, so it has no register."]
    if held_on > today:
        return [f"This register opens on {in_full(held_on)}, the day of the session."]
    return []


def due_on(held_on: date) -> date:
    """The day by which the register of a session is to be marked."""
    return add_working_days(held_on, POSTED_WITHIN_WORKING_DAYS)
