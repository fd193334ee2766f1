"""Everything that changes an assessment: appointments, tools, criteria, the decision, and that the person was told."""

from __future__ import annotations

from datetime import date, datetime, time

from directory_data.availability import in_full
from directory_data.referral_vocabulary import AppointmentOutcome, Finding
from directory_data.vocabulary import Step
from portal.accounts.models import User
from portal.clock import LONDON, day_of
from portal.errors import Refused
from portal.referrals.models import Appointment, Assessment, CriterionFinding, Referral, Tool
from portal.referrals.moving import Given
from portal.rules.criteria import published_criteria, unanswered

DECISIONS = (Step.FIND_SUITABLE, Step.FIND_NOT_READY, Step.FIND_NOT_SUITABLE)
ENDS = (*DECISIONS, Step.NO_ENGAGEMENT)


def note_step(referral: Referral, step: Step, given: Given, *, by: User, at: datetime) -> None:
    """Keep in the assessment what a step says of it: an appointment that was booked, a decision that was made."""
    if step is Step.BOOK and given.day is not None:
        _open_assessment(referral, at).appointments.append(
            Appointment(number=_next_number(referral), held_on=given.day, note=given.note)
        )
    elif step in ENDS:
        assessment = _open_assessment(referral, at)
        assessment.decision, assessment.reasons = step, given.note
        assessment.decided_at, assessment.decided_by = at, by
        # In the same transaction as the decision, and so before anybody can tell the participant.
        assessment.support_told_at = at


def record_outcome(
    appointment: Appointment,
    outcome: AppointmentOutcome,
    started_at: time | None,
    note: str,
    *,
    by: User,
    at: datetime,
    today: date,
) -> None:
    """What became of an appointment; recorded once. A mistake is corrected in the diary."""
    why = []
    if appointment.outcome is not None:
        why.append("What became of this appointment has been recorded already.")
    if appointment.held_on > today:
        why.append(f"The appointment is on {in_full(appointment.held_on)}. Record it from that day on.")
    if outcome is AppointmentOutcome.ATTENDED and started_at is None:
        why.append("Enter the time at which the appointment really began.")
    if started_at and appointment.held_on == today and started_at > at.astimezone(LONDON).time():
        why.append("The appointment cannot have begun at a time that is still to come.")
    if why:
        raise Refused(why)
    appointment.outcome, appointment.started_at = outcome, started_at
    # What was written when it was booked stays: where it was to be, what was agreed.
    appointment.note = "\n".join(words for words in (appointment.note, note) if words)
    appointment.recorded_at, appointment.recorded_by_id = at, by.id


def add_tool(referral: Referral, name: str, version: str) -> None:
    """A tool that was used."""
    _undecided(referral).tools.append(Tool(name=name, version=version))


def find(
    referral: Referral, criterion: str, finding: Finding, reason: str, *, by: User, at: datetime
) -> None:
    """What was found about one published criterion."""
    if criterion not in published_criteria(referral.service.admission_rule):
        raise Refused(["That is not one of the published criteria. Open the page again."])
    _undecided(referral).findings.append(
        CriterionFinding(criterion=criterion, finding=finding, reason=reason, at=at, by_id=by.id)
    )


def criteria_left(referral: Referral) -> list[str]:
    """The published criteria that the assessment under way has no answer to yet; none where no assessment is."""
    assessment = referral.assessment
    if assessment is None or assessment.decided_at is not None:
        return []
    criteria = published_criteria(referral.service.admission_rule)
    return unanswered(criteria, (each.criterion for each in assessment.findings))


def findings_on(referral: Referral, criterion: str) -> list[CriterionFinding]:
    """What the last assessment found about a criterion, the oldest first."""
    found = referral.assessment.findings if referral.assessment else []
    return [each for each in found if each.criterion == criterion]


def not_met(referral: Referral) -> list[str]:
    """The published criteria that were last found not to be met, for whoever decides."""
    last = (
        {each.criterion: each.finding for each in referral.assessment.findings} if referral.assessment else {}
    )
    return [criterion for criterion, finding in last.items() if finding is Finding.NOT_MET]


def is_to_tell(referral: Referral) -> bool:
    """Whether the last assessment is decided and the person has not been told."""
    assessment = referral.assessment
    return bool(assessment and assessment.decided_at and not assessment.participant_told_on)


def decision_objections(referral: Referral) -> list[str]:
    """Why nothing can be decided yet, in sentences."""
    assessment = referral.assessment
    if assessment is None or assessment.decided_at is not None:
        return ["No assessment is under way. Book an appointment first."]
    return [f"Say whether this criterion is met, and why: {each}" for each in criteria_left(referral)]


def tell_participant(referral: Referral, told_on: date, *, by: User, at: datetime, today: date) -> None:
    """Record that the person was told the decision. Partner support was told with the decision itself."""
    assessment, why = referral.assessment, []
    if assessment is None or assessment.decided_at is None or assessment.support_told_at is None:
        raise Refused(["Nothing has been decided yet. The person is told after the decision."])
    if assessment.participant_told_on is not None:
        why.append(
            f"It is recorded already: the person was told on {in_full(assessment.participant_told_on)}."
        )
    if told_on < day_of(assessment.support_told_at):
        first = in_full(day_of(assessment.support_told_at))
        why.append(f"Partner support was told on {first}. The person is told after that, not before.")
    if told_on > today:
        why.append("The date must be today or earlier.")
    if why:
        raise Refused(why)
    assessment.participant_told_on, assessment.participant_told_at = told_on, at
    assessment.participant_told_by_id = by.id


def _open_assessment(referral: Referral, at: datetime) -> Assessment:
    """The assessment that goes on; a new one where there is none or the last is decided."""
    if (going_on := referral.assessment) is not None and going_on.decided_at is None:
        return going_on
    rule = referral.service.admission_rule
    referral.assessments.append(Assessment(began_at=at, criteria_version=rule.version if rule else None))
    return referral.assessments[-1]


def _undecided(referral: Referral) -> Assessment:
    assessment = referral.assessment
    if assessment is None or assessment.decided_at is not None:
        raise Refused(["No assessment is under way. Book an appointment first."])
    return assessment


def _next_number(referral: Referral) -> int:
    return 1 + sum(len(each.appointments) for each in referral.assessments)
