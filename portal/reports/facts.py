"""What a report says without anybody typing it: read from the records on the day it is signed, each with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app

from directory_data.availability import in_full
from directory_data.vocabulary import Step
from portal.cases.models import Case, Finding
from portal.cases.panels import board_of
from portal.clock import day_of
from portal.programme import sheets
from portal.programme.sheets import PersonRecord
from portal.referrals.models import DiaryEntry, Referral
from portal.reports.models import Report
from portal.rules import wall
from portal.rules.report_parts import PARTS, PROGRAMME_REPORTS
from portal.rules.reports import Checked

CHRONICLED = frozenset(
    {
        Step.SEND,
        Step.ACKNOWLEDGE,
        Step.DECLINE,
        Step.FIND_SUITABLE,
        Step.FIND_NOT_READY,
        Step.FIND_NOT_SUITABLE,
        Step.NO_ENGAGEMENT,
        Step.START,
        Step.SUSPEND,
        Step.REINSTATE,
        Step.COMPLETE,
        Step.END_PLACE,
        Step.WITHDRAW,
        Step.TRANSFER,
        Step.TELL_COURT,
    }
)
"""The steps of a referral that a court reads of."""
NOT_PRINTED = ". The words stand in the diary and are not for a paper."


@dataclass(frozen=True)
class Event:
    """What happened on a day, and what says so."""

    on: date
    words: str
    source: str


@dataclass(frozen=True)
class Quoted:
    """A finding in its own words, with what it rests on. It is quoted and never retyped."""

    words: str
    basis: str
    source: str
    dated_on: date
    last_checked_on: date | None
    standing: str = ""
    """Where it stands and why, for what is not relied on any more."""

    @property
    def checked(self) -> Checked:
        """As the rule about old facts reads it."""
        return Checked(self.words, self.last_checked_on)


def record_of(referral: Referral, today: date) -> PersonRecord | None:
    """What the registers say of this person up to today; None while they say nothing."""
    return next(iter(records_of([referral], today)), None)


def records_of(referrals: Sequence[Referral], today: date) -> list[PersonRecord]:
    """What the registers say of the people of these referrals up to today, of whom they say anything."""
    return [record for record in sheets.records_of(referrals, until=today) if record.as_at]


def quoted(case: Case) -> list[Quoted]:
    """The findings of the case that stand, oldest first."""
    return [_quoted(each) for each in case.current_findings]


def fallen(case: Case) -> list[Quoted]:
    """What was recorded and does not stand any more, oldest first: a report says so and does not rely on it."""
    found = [_quoted(each) for each in case.findings if not each.is_current]
    return sorted(found, key=lambda each: each.dated_on)


def changed_since_signed(report: Report) -> dict[str, date]:
    """The findings that a signed report to the court quotes and that were changed after it, in their words now, with
    the day."""
    if report.kind in PROGRAMME_REPORTS:
        return {}
    quoted_as = {quote.finding_id: quote.number for quote in report.quotes}
    return {
        each.words: day_of(each.recorded_at)
        for each in report.case.findings
        if each.recorded_at and each.number > quoted_as.get(each.id, each.number)
    }


def chronology(case: Case, referrals: Sequence[Referral]) -> list[Event]:
    """Hearings, orders and the steps of each referral, oldest first. Nothing of the other parent's."""
    events = [
        Event(each.held_on, f"{each.kind.label}. {each.outcome}".strip(), "Record of hearings")
        for each in case.hearings
        if each.outcome
    ]
    events += [
        Event(each.made_on, f"The court made an order ({each.stage.label.lower()}).", f"Order {each.number}")
        for each in case.orders
    ]
    for referral in referrals:
        events += [
            Event(
                entry.day or day_of(entry.at),
                _with_corrections(entry, case),
                f"Referral {referral.reference}",
            )
            for entry in referral.diary
            if entry.step in CHRONICLED
        ]
    return sorted(events, key=lambda each: each.on)


def put_right(case: Case) -> list[str]:
    """What was corrected in papers of this case that had left, as their readers were told."""
    told = (lines_of([case]).get(case.id, []) for lines_of in board_of(current_app).corrections)
    return [line for lines in told for line in lines]


def _with_corrections(entry: DiaryEntry, case: Case) -> str:
    """What the diary says, and beside it what was said later to be right, which nobody can change any more."""
    later = [
        f"Corrected on {in_full(day_of(each.at))}{NOT_PRINTED if _names(case, each.words) else f': {each.words}'}"
        for each in entry.corrections
    ]
    return " ".join([entry.words, *later])


def _quoted(finding: Finding) -> Quoted:
    checked_on = day_of(finding.checked_at) if finding.checked_at else None
    standing = "" if finding.is_current else f"{finding.status.label}. {finding.reason}".strip()
    return Quoted(finding.words, finding.rests_on, finding.document, finding.dated_on, checked_on, standing)


def naming(case: Case, programme: Sequence[Sequence[Report]]) -> list[str]:
    """Which words that others typed would name the other parent, or hold a postcode or a mobile number, on the paper.

    The person's own comment is left out of this: it is printed unedited.
    """
    texts = [(f"the hearing of {in_full(each.held_on)}", each.outcome) for each in case.hearings]
    for *_, report in programme:
        which = f"the programme’s {report.kind.label.split()[0].lower()} report"
        words = report.words
        texts += [(f"“{part.title}” in {which}", words.get(part.key, "")) for part in PARTS[report.kind]]
    return [
        f"What stands under {where} names the other parent, or holds a postcode or a mobile number. "
        "Have it corrected there, and sign then."
        for where, words in texts
        if _names(case, words)
    ]


def _names(case: Case, words: str) -> bool:
    people = case.protected_people
    why = wall.objections(
        {"": words},
        names=[person.name for person in people],
        contacts=[person.contact for person in people],
        known=case.participant.name,
    )
    return bool(why)


def data_as_at(records: Sequence[PersonRecord]) -> datetime | None:
    """When the registers were last written in."""
    return max((record.as_at for record in records if record.as_at), default=None)
