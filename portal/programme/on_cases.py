"""What the registers say in other rooms: attendance on a case's page, missed sessions in the rows of lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import g

from directory_data.database import db
from directory_data.register_vocabulary import MissedResponse
from directory_data.vocabulary import ReferralStatus, Role
from portal.cases.models import Case
from portal.cases.panels import Panel
from portal.cases.reading import Records, records_of
from portal.programme import queries, seeing
from portal.programme.models import AttendanceEntry, MissedSeen
from portal.referrals.models import Referral
from portal.referrals.queries import REFERRALS
from portal.rules import attendance
from portal.rules.work_lists import Standing, Urgency

TAGS = {MissedResponse.ALERT: "Missed sessions", MissedResponse.REVIEW: "Missed sessions: review"}
"""What an officer's list says of missed sessions; of the first one that is missed it says nothing."""
FOR_STAFF = {
    MissedResponse.CALL: "Missed a session: call the person",
    MissedResponse.ALERT: "Missed sessions: the officer has to know why",
    MissedResponse.REVIEW: "Missed sessions: decide about the place",
}
"""What the list of programme staff says of them, from the first one."""

ON_CASE = (REFERRALS, queries.ENTRIES, seeing.SEEN)
"""What the attendance on a case's page is drawn from."""


@dataclass(frozen=True)
class RecordOfOne:
    """One referral's attendance, as at the last thing that was recorded."""

    referral: Referral
    figures: attendance.Figures
    missed: attendance.Missed | None
    entries: list[AttendanceEntry]
    marks: list[attendance.Mark]
    seen: MissedSeen | None

    @property
    def calls_for_the_officer(self) -> bool:
        """Whether so much was missed that the officer has to know, and nobody has said that it was seen."""
        return bool(self.missed and self.missed.response in TAGS) and not seeing.is_seen(
            self.seen, self.marks
        )

    @property
    def concerns(self) -> list[AttendanceEntry]:
        """The rows in which a concern stands."""
        return [entry for entry in self.entries if entry.is_concern]

    @property
    def last_recorded(self) -> AttendanceEntry:
        """The entry that was written last."""
        return max(self.entries, key=lambda entry: entry.at)


def panel_of(case: Case, records: Records) -> Panel:
    """The attendance of the person in this case; on top while the officer has to know of missed sessions."""
    found = _records_in(records)
    return Panel(
        "programme/_on_case.html",
        {"records": found, "case": case},
        is_next=any(each.calls_for_the_officer for each in found),
    )


def standings_of(cases: Sequence[Case], _records: Records) -> Mapping[int, Standing]:
    """The cases whose person, on a programme now, missed so much that the officer has to know; in two statements.

    It presses while the last session was missed and nobody has said that it was seen. Else it stays among the rest.
    """
    away = queries.often_away(case.id for case in cases)
    seen = seeing.seen_of(referral.id for referral in away) if away else {}
    return {referral.case_id: standing for referral, standing in _of_missed(away, TAGS, seen)}


def of_referrals(ids: Sequence[int]) -> Mapping[int, Standing]:
    """The referrals whose person, on a programme now, missed sessions: what programme staff have to do about it."""
    if g.person.role is not Role.PROGRAMME:
        return {}
    # They stand on the list that is shown, so that the store is not asked for them again.
    marks = queries.marks_of(ids) if ids else {}
    away = {db.session.get_one(Referral, key): found for key, found in marks.items()}
    return {referral.id: standing for referral, standing in _of_missed(away, FOR_STAFF, {})}


def records_on(case: Case) -> list[RecordOfOne]:
    """The record of each referral of this case of which a register says anything, in one statement."""
    return _records_in(records_of([case.id], ON_CASE))


def _records_in(records: Records) -> list[RecordOfOne]:
    of: dict[Referral, list[AttendanceEntry]] = defaultdict(list)
    for entry in sorted(records[queries.ENTRIES], key=lambda each: (each.session.held_on, each.number)):
        of[entry.referral].append(entry)
    seen = {each.referral_id: each for each in records[seeing.SEEN]}
    return [_record(referral, entries, seen.get(referral.id)) for referral, entries in of.items()]


def _of_missed(
    away: Mapping[Referral, Sequence[attendance.Mark]],
    words: Mapping[MissedResponse, str],
    seen: Mapping[int, MissedSeen],
) -> Iterator[tuple[Referral, Standing]]:
    for referral, marks in away.items():
        missed = attendance.missed_response(marks)
        if missed and missed.response in words and referral.status is ReferralStatus.ON_PROGRAMME:
            yield (
                referral,
                _standing(
                    words[missed.response], marks, is_seen=seeing.is_seen(seen.get(referral.id), marks)
                ),
            )


def _standing(words: str, marks: Sequence[attendance.Mark], *, is_seen: bool) -> Standing:
    last = max(
        (mark for mark in marks if mark.attendance not in attendance.NOT_OFFERED), key=lambda mark: mark.on
    )
    is_away = last.attendance in attendance.MISSED
    return Standing(words, "red", Urgency.SOON if is_away and not is_seen else Urgency.REST)


def _record(referral: Referral, entries: list[AttendanceEntry], seen: MissedSeen | None) -> RecordOfOne:
    marks = queries.marks_in(entries)
    return RecordOfOne(
        referral,
        attendance.figures(marks, len(marks)),
        attendance.missed_response(marks),
        queries.as_they_stand(entries),
        marks,
        seen,
    )
