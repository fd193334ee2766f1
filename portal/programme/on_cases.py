"""What the registers say to the officer: attendance on the case's page and in its row of the list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from directory_data.register_vocabulary import MissedResponse
from directory_data.vocabulary import ReferralStatus
from portal.cases.models import Case
from portal.cases.panels import Panel
from portal.programme import queries
from portal.programme.models import AttendanceEntry
from portal.referrals.models import Referral
from portal.rules import attendance
from portal.rules.work_lists import Standing, Urgency

TAGS = {MissedResponse.ALERT: "Missed sessions", MissedResponse.REVIEW: "Missed sessions: review"}
"""What an officer's list says of missed sessions; of the first one that is missed it says nothing."""


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
        is_next=any(each.missed and each.missed.response in TAGS for each in records),
    )


def standings_of(cases: Sequence[Case]) -> Mapping[int, Standing]:
    """The cases whose person, on a programme now, missed so much that the officer has to know; in two statements.

    It presses while the last session was missed. Once the person comes again it stays to be read, among the rest.
    """
    wanted = queries.often_away(case.id for case in cases)
    people = {each.id: each for each in wanted if each.status is ReferralStatus.ON_PROGRAMME}
    found: dict[int, Standing] = {}
    for referral_id, marks in (queries.marks_of(people) if people else {}).items():
        missed = attendance.missed_response(marks)
        if missed and missed.response in TAGS:
            found[people[referral_id].case_id] = _standing(missed, marks)
    return found


def records_on(case: Case) -> list[RecordOfOne]:
    """The record of each referral of this case of which a register says anything, in one statement."""
    of: dict[Referral, list[AttendanceEntry]] = defaultdict(list)
    for entry in queries.entries_on(case):
        of[entry.referral].append(entry)
    return [_record(referral, entries) for referral, entries in of.items()]


def _standing(missed: attendance.Missed, marks: Sequence[attendance.Mark]) -> Standing:
    last = max(
        (mark for mark in marks if mark.attendance not in attendance.NOT_OFFERED), key=lambda mark: mark.on
    )
    is_away = last.attendance in attendance.MISSED
    return Standing(TAGS[missed.response], "red", Urgency.SOON if is_away else Urgency.REST)


def _record(referral: Referral, entries: list[AttendanceEntry]) -> RecordOfOne:
    marks = queries.marks_in(entries)
    return RecordOfOne(
        referral,
        attendance.figures(marks, len(marks)),
        attendance.missed_response(marks),
        queries.as_they_stand(entries),
    )
