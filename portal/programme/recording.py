"""Everything that is written into a register. Each row stands on its own: one that fails takes no other with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from directory_data.database import db
from directory_data.register_vocabulary import Attendance
from portal.accounts.models import User
from portal.messages.once import insert_each_once
from portal.programme.models import AttendanceEntry, GroupSession
from portal.programme.telling import tell_of_changed, tell_of_missed
from portal.rules import attendance
from portal.rules.register_rows import RowAnswers


@dataclass(frozen=True)
class FilledRow:
    """A row as it was sent: whose, the answers, the entry it was based on (0 for none), and why it changes."""

    referral_id: int
    answers: RowAnswers
    based_on: int
    why: str = ""


@dataclass(frozen=True)
class RowEntries:
    """What stands in the store for a row, the oldest first."""

    entries: Sequence[AttendanceEntry] = ()

    @property
    def current(self) -> AttendanceEntry | None:
        """How the row stands."""
        return self.entries[-1] if self.entries else None

    @property
    def number(self) -> int:
        """The number of the entry that stands; 0 for none."""
        return self.entries[-1].number if self.entries else 0


@dataclass(frozen=True)
class Outcome:
    """What became of the rows, each by the id of its referral."""

    saved: tuple[int, ...]
    conflicts: tuple[int, ...]
    """Rows that somebody else changed in the meantime."""


def save(
    session: GroupSession,
    rows: Sequence[FilledRow],
    before: Mapping[int, RowEntries],
    *,
    by: User,
    at: datetime,
) -> Outcome:
    """Write the rows that say something new. What stands already is left, so a form sent twice is written once.

    Whose officer has to know of missed sessions by now is told in the same transaction.
    """
    changed = [row for row in rows if not _stands(row, before[row.referral_id].current, session)]
    stale = [row for row in changed if row.based_on != before[row.referral_id].number]
    fresh = [row for row in changed if row not in stale]
    lost = _write(session, fresh, by=by, at=at)
    away = {row.referral_id for row in fresh if row.answers.attendance in attendance.MISSED} - lost
    if away:
        tell_of_missed(session, away, by=by, at=at)
    tell_of_changed({row.referral_id for row in fresh if _counts_anew(row, before)} - lost, by=by, at=at)
    conflicts = {row.referral_id for row in stale} | lost
    return Outcome(
        saved=tuple(row.referral_id for row in fresh if row.referral_id not in lost),
        conflicts=tuple(sorted(conflicts)),
    )


def _write(session: GroupSession, rows: Sequence[FilledRow], *, by: User, at: datetime) -> set[int]:
    """Write these rows in one statement; the rows for which somebody was faster."""
    if not rows:
        return set()
    # In one order, so that two who save the same register never wait for each other.
    entries = [_entry(session, row, by=by, at=at) for row in sorted(rows, key=lambda row: row.referral_id)]
    table = AttendanceEntry.__table__
    written = insert_each_once(db.session.connection(), AttendanceEntry, entries, table.c.referral_id)
    return {row.referral_id for row in rows} - {referral_id for (referral_id,) in written}


def _entry(session: GroupSession, row: FilledRow, *, by: User, at: datetime) -> dict[str, Any]:
    answers = row.answers
    return {
        "session_id": session.id,
        "referral_id": row.referral_id,
        "number": row.based_on + 1,
        "attendance": answers.attendance,
        "minutes": _minutes(answers, session),
        "participation": answers.participation,
        "note": answers.note,
        "is_concern": answers.is_concern,
        "why": row.why,
        "at": at,
        "by_id": by.id,
    }


def _stands(row: FilledRow, current: AttendanceEntry | None, session: GroupSession) -> bool:
    if current is None:
        return False
    answers = row.answers
    return (
        current.attendance is answers.attendance
        and current.minutes == _minutes(answers, session)
        and current.participation is answers.participation
        and current.note == answers.note
        and current.is_concern is answers.is_concern
    )


def _counts_anew(row: FilledRow, before: Mapping[int, RowEntries]) -> bool:
    """Whether a row that was recorded is counted as something else now."""
    was = before[row.referral_id].current
    return was is not None and was.attendance is not row.answers.attendance


def _minutes(answers: RowAnswers, session: GroupSession) -> int:
    if answers.attendance not in attendance.PRESENT:
        return 0
    if answers.minutes is None and answers.attendance is Attendance.ATTENDED:
        return session.minutes
    return answers.minutes or 0
