"""When somebody referred today could really begin in a group, and when the programme would then end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from directory_data.availability import in_full, is_paused
from directory_data.vocabulary import Intake
from portal.rules.matching.candidates import NOT_KNOWN, ListedGroup, PeopleWaiting
from portal.rules.matching.openings import free_place
from portal.rules.matching.timeline import Lead
from portal.rules.working_days import add_working_days, last_weekly_session_on


@dataclass(frozen=True, slots=True)
class Timings:
    """How long a provider has, in working days from the referral (domain, section 4, steps 5 and 7)."""

    acknowledgement_working_days: int = 2
    first_appointment_working_days: int = 10
    assessment_working_days: int = 30


@dataclass(frozen=True, slots=True)
class ProgrammeDates:
    """The start and the end where they are known, else why the group cannot be joined or what to ask."""

    starts_on: date | None = None
    ends_on: date | None = None
    refusal: str = ""
    would_change: str = ""
    ask: str = ""


def assessed_on(refer_on: date, timings: Timings) -> date:
    """The earliest day by which the assessment of somebody referred on `refer_on` can be expected to be done."""
    return add_working_days(refer_on, timings.assessment_working_days)


def lead_of(refer_on: date, timings: Timings) -> Lead:
    """The days that a provider has before somebody referred on `refer_on` can start."""
    return Lead(
        acknowledged_by=add_working_days(refer_on, timings.acknowledgement_working_days),
        first_appointment_by=add_working_days(refer_on, timings.first_appointment_working_days),
        assessed_by=assessed_on(refer_on, timings),
    )


def programme_dates(
    group: ListedGroup, assessed_by: date, waiting: PeopleWaiting = NOT_KNOWN
) -> ProgrammeDates:
    """The first start on or after the assessment, and the last session; a later intake is never made up."""
    if group.places_free <= 0:
        return ProgrammeDates(
            refusal="Every place in the group is taken.", would_change=free_place(group, waiting)
        )
    if is_paused(group, assessed_by) and group.paused_until is None:
        return ProgrammeDates(refusal="The group is paused.", would_change="The group opening again.")
    starts_on = _start(group, assessed_by)
    if starts_on is None:
        return _no_start(group, assessed_by)
    if is_paused(group, starts_on):
        return _paused(group, starts_on)
    if group.sessions_total < 1:
        return ProgrammeDates(
            starts_on=starts_on, ask="Ask the provider how many sessions the programme has."
        )
    return ProgrammeDates(
        starts_on=starts_on, ends_on=last_weekly_session_on(starts_on, group.sessions_total)
    )


def _start(group: ListedGroup, assessed_by: date) -> date | None:
    if group.first_session_on >= assessed_by:
        return group.first_session_on
    if (
        group.intake is Intake.ROLLING
        and group.next_intake_on is not None
        and group.next_intake_on >= assessed_by
    ):
        return group.next_intake_on
    return None


def _no_start(group: ListedGroup, assessed_by: date) -> ProgrammeDates:
    done = f"an assessment can be finished, about {in_full(assessed_by)}"
    if group.intake is Intake.ROLLING:
        known = group.next_intake_on
        last = f"The next intake on record, {in_full(known)}, is before {done}. " if known else ""
        return ProgrammeDates(
            ask=f"{last}Ask the provider for the first intake from {in_full(assessed_by)} on."
        )
    return ProgrammeDates(
        refusal=f"The start of the group, {in_full(group.first_session_on)}, is before {done}.",
        would_change="A later group, or an assessment that is finished sooner.",
    )


def _paused(group: ListedGroup, starts_on: date) -> ProgrammeDates:
    until = group.paused_until
    again = f" until {in_full(until)}" if until else ""
    return ProgrammeDates(
        refusal=f"The group is paused{again}, so nobody can start on {in_full(starts_on)}.",
        would_change=f"A start from {in_full(until)} on." if until else "The group opening again.",
    )
