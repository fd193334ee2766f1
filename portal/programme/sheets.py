"""A register as a page shows it, and one person's record: who stands in it, how, and what missed sessions call for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from directory_data.models import Group
from directory_data.register_vocabulary import Attendance, OnRegister
from portal.programme import queries
from portal.programme.models import AttendanceEntry, GroupSession
from portal.programme.recording import RowEntries
from portal.referrals.models import Referral
from portal.rules import attendance


@dataclass(frozen=True)
class SheetRow:
    """One person on a register. `standing` is None for somebody who is not on it any more and was marked."""

    referral: Referral
    standing: OnRegister | None
    recorded: RowEntries
    missed: attendance.Missed | None

    @property
    def first_at(self) -> datetime | None:
        """When the row was first recorded."""
        return self.recorded.entries[0].at if self.recorded.entries else None

    @property
    def is_waited_for(self) -> bool:
        """Whether the register is not marked before this row is."""
        return self.standing is OnRegister.EXPECTED and self.recorded.current is None


@dataclass(frozen=True)
class Sheet:
    """The register of one session, the whole group on it: those who are expected first."""

    session: GroupSession
    rows: Sequence[SheetRow]

    @property
    def last_recorded(self) -> AttendanceEntry | None:
        """The entry that was written last: the register's data are as at its moment."""
        entries = [entry for row in self.rows for entry in row.recorded.entries]
        return max(entries, key=lambda entry: entry.at, default=None)

    @property
    def parts(self) -> list[tuple[OnRegister | None, list[SheetRow]]]:
        """The rows by how their people stand."""
        return [(standing, list(rows)) for standing, rows in groupby(self.rows, key=lambda row: row.standing)]

    @property
    def to_mark(self) -> int:
        """How many are expected and not marked."""
        return sum(row.is_waited_for for row in self.rows)


@dataclass(frozen=True)
class SessionOfPerson:
    """One session in a person's record: how it stands, and what stood there before."""

    session: GroupSession
    recorded: RowEntries


@dataclass(frozen=True)
class PersonRecord:
    """One person's attendance in a group."""

    referral: Referral
    sessions: Sequence[SessionOfPerson]
    figures: attendance.Figures
    missed: attendance.Missed | None
    as_at: datetime | None
    """When something was last recorded; None before anything is."""


def sheet_of(group: Group, session: GroupSession) -> Sheet:
    """The register of a session: who belongs on it, and whoever stands on it already."""
    entries = queries.entries_of(group)
    by_person = _by_person(entries)
    here = _by_person([entry for entry in entries if entry.session_id == session.id])
    rows = [
        SheetRow(
            referral,
            queries.standing_on(referral, session),
            RowEntries(here[referral.id]),
            attendance.missed_response(queries.marks_in(by_person[referral.id])),
        )
        for referral in queries.sent_to([group])[group.id]
    ]
    shown = [row for row in rows if row.standing or row.recorded.current]
    return Sheet(session, sorted(shown, key=lambda row: ORDER.index(row.standing)))


def record_of(referral: Referral, *, until: date, first_on: date = date.min) -> PersonRecord:
    """The record of one person in their group, of the sessions from the first day to the last, both included.

    It holds each session at which they were expected or stand in its register; a session that was cancelled counts as
    not offered, whatever its register held. For pages and for reports: `as_at` says how old it is.
    """
    return records_of([referral], until=until, first_on=first_on)[0]


def records_of(
    referrals: Sequence[Referral], *, until: date, first_on: date = date.min
) -> list[PersonRecord]:
    """The records of several people, each as `record_of` gives it, in two statements."""
    entries = queries.entries_for(referrals)
    sessions = queries.sessions_of({referral.group for referral in referrals})
    return [
        _record(
            referral,
            entries.get(referral.id, ()),
            [each for each in sessions[referral.group_id] if first_on <= each.held_on <= until],
        )
        for referral in referrals
    ]


def _record(
    referral: Referral, entries: Sequence[AttendanceEntry], sessions: Sequence[GroupSession]
) -> PersonRecord:
    recorded = _by_session(entries)
    theirs = [
        SessionOfPerson(each, RowEntries(recorded[each.id]))
        for each in sessions
        if recorded[each.id] or _is_expected(referral, each)
    ]
    marks = [mark for each in theirs if (mark := _mark(each)) is not None]
    return PersonRecord(
        referral,
        theirs,
        attendance.figures(marks, len(theirs)),
        attendance.missed_response(marks),
        max((entry.at for entry in entries), default=None),
    )


ORDER = (*OnRegister, None)


def _is_expected(referral: Referral, session: GroupSession) -> bool:
    return queries.standing_on(referral, session) is OnRegister.EXPECTED


def _mark(theirs: SessionOfPerson) -> attendance.Mark | None:
    """What counts: nothing of a session that was cancelled, whatever its register held before."""
    entry, session = theirs.recorded.current, theirs.session
    if session.is_cancelled:
        return attendance.Mark(session.held_on, Attendance.CANCELLED)
    return attendance.Mark(session.held_on, entry.attendance, entry.minutes) if entry else None


def _by_person(entries: Sequence[AttendanceEntry]) -> defaultdict[int, list[AttendanceEntry]]:
    found: defaultdict[int, list[AttendanceEntry]] = defaultdict(list)
    for entry in entries:
        found[entry.referral_id].append(entry)
    return found


def _by_session(entries: Sequence[AttendanceEntry]) -> defaultdict[int | None, list[AttendanceEntry]]:
    found: defaultdict[int | None, list[AttendanceEntry]] = defaultdict(list)
    for entry in entries:
        found[entry.session_id].append(entry)
    return found
