"""What the registers say to the officer: attendance on the case's page, with what missed sessions call for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from directory_data.register_vocabulary import MissedResponse
from portal.cases.models import Case
from portal.cases.panels import Panel
from portal.programme import queries
from portal.programme.models import AttendanceEntry
from portal.referrals.models import Referral
from portal.rules import attendance

FOR_THE_OFFICER = frozenset({MissedResponse.ALERT, MissedResponse.REVIEW})


@dataclass(frozen=True)
class RecordOfOne:
    """One referral's attendance, as at the last thing that was recorded."""

    referral: Referral
    figures: attendance.Figures
    missed: attendance.Missed | None
    entries: list[AttendanceEntry]

    @property
    def concerns(self) -> list[AttendanceEntry]:
        """The rows in which a concern stands."""
        return [entry for entry in self.entries if entry.is_concern]

    @property
    def last_recorded(self) -> AttendanceEntry:
        """The entry that was written last."""
        return max(self.entries, key=lambda entry: entry.at)


def panel_of(case: Case) -> Panel:
    """The attendance of the person in this case; on top while the officer has to know of missed sessions."""
    records = records_on(case)
    return Panel(
        "programme/_on_case.html",
        {"records": records},
        is_next=any(each.missed and each.missed.response in FOR_THE_OFFICER for each in records),
    )


def records_on(case: Case) -> list[RecordOfOne]:
    """The record of each referral of this case of which a register says anything, in one statement."""
    of: dict[Referral, list[AttendanceEntry]] = defaultdict(list)
    for entry in queries.entries_on(case):
        of[entry.referral].append(entry)
    return [_record(referral, entries) for referral, entries in of.items()]


def _record(referral: Referral, entries: list[AttendanceEntry]) -> RecordOfOne:
    marks = queries.marks_in(entries)
    return RecordOfOne(
        referral,
        attendance.figures(marks, len(marks)),
        attendance.missed_response(marks),
        queries.as_they_stand(entries),
    )
