"""Everything that changes a referral. Nowhere else is a step written into its diary."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import update

from directory_data.database import db
from directory_data.models import Group, Service
from directory_data.referral_vocabulary import AppointmentOutcome, TransferReason
from directory_data.vocabulary import ReferralStatus, Role, Step
from portal import audit
from portal.accounts.models import User
from portal.cases.models import Case, Order
from portal.clock import day_of
from portal.errors import Refused
from portal.partner_support import actions as partner_support
from portal.referrals import assessing, moving, queries
from portal.referrals.models import Appointment, ChosenSupport, Correction, DiaryEntry, Referral
from portal.referrals.moving import NOTHING_GIVEN, Given, return_lapsed
from portal.referrals.sending import (
    estimate_of,
    order_as_sent,
    sending_objections,
    wall_objections,
    words_objections,
)
from portal.rules import closing, lifecycle, references
from portal.rules.audit_words import Act, Thing
from portal.rules.lifecycle_table import TRANSITIONS

__all__ = [
    "Given",
    "correct",
    "decide",
    "estimate_of",
    "plan_transfer",
    "prepare",
    "record_appointment",
    "return_lapsed",
    "send",
    "sending_objections",
    "take_step",
    "take_turn",
    "wall_objections",
    "was_taken",
    "write",
]

NEWS: dict[Step, str] = {line.step: line.told.news for line in TRANSITIONS}
"""What partner support is told of each step: status, nothing else (domain, section 7). Empty: nothing."""
OFFERS_SUPPORT = frozenset(line.step for line in TRANSITIONS if line.told.offers_support)
"""Steps after which support is offered anew to whoever is not in support."""
TAKEN_ELSEWHERE = frozenset({Step.PREPARE, Step.SEND, Step.TRANSFER})


def take_turn(reference: str, *, by: User) -> None:
    """Hold the case of this referral until the transaction ends: what touches no value still makes others wait.

    Nothing is held that is not this person's: nobody else can be made to wait by a reference that was guessed.
    """
    case_id = queries.case_ids_of(by, reference).scalar_subquery()
    db.session.execute(
        update(Case).where(Case.id == case_id).values(reference=Case.reference),
        execution_options={"synchronize_session": False},
    )


def was_taken(referral: Referral, step: Step, given: Given, *, by: User) -> bool:
    """Whether this person has just taken this step with the same words: the same form, sent twice."""
    last = referral.diary[-1]
    said = (last.reason, last.day, last.note)
    return last.step is step and last.by_id == by.id and said == (given.reason or "", given.day, given.note)


def prepare(
    case: Case,
    order: Order,
    group: Group,
    supports: Sequence[Service],
    match: dict[str, Any],
    *,
    by: User,
    at: datetime,
) -> Referral:
    """A draft for this match, kept with the reasons for it. `supports` stand in the order of the protected people."""
    if why := closing.change_objections(case):
        raise Refused(why)
    referral = Referral(
        reference=references.new_reference(references.ReferenceKind.REFERRAL, secrets.choice),
        case=case,
        order=order,
        service=group.service,
        group=group,
        match=match,
        abuse_summary="\n\n".join(finding.words for finding in case.current_findings),
        support=[
            ChosenSupport(protected_person_id=person.id, service_id=service.id)
            for person, service in zip(case.protected_people, supports, strict=True)
        ],
    )
    db.session.add(referral)
    moving.move(referral, Step.PREPARE, NOTHING_GIVEN, by=by, at=at, today=day_of(at))
    return referral


def write(referral: Referral, words: dict[str, str]) -> None:
    """What the provider will read; it cannot change once the referral has been sent."""
    if referral.entry(Step.SEND):
        raise Refused(["This referral has been sent. What was sent cannot be changed."])
    for name, text in words.items():
        setattr(referral, name, text)


def send(
    referral: Referral,
    others: Sequence[Referral],
    unfit: Sequence[str] = (),
    *,
    by: User,
    at: datetime,
    today: date,
    wait_because: str = "",
) -> None:
    """Send it: a place is held, the other parent handed to partner support, all in one transaction or not at all.

    With `wait_because` the person joins the waiting list of a full group. A referral that this one continues with
    another provider ends in the same transaction, so that nobody stands between two providers.
    """
    is_waiting = bool(wait_because)
    return_lapsed(referral, at=at, today=today)
    if why := sending_objections(referral, others, unfit, by=by, today=today, is_waiting=is_waiting):
        raise Refused(why)
    referral.match = {**referral.match, "order": order_as_sent(referral, today)}
    if (earlier := referral.transferred_from) is not None and earlier.is_under_way:
        given = Given(referral.transfer_reason, note=referral.transfer_note)
        _take(earlier, Step.TRANSFER, given, by=by, at=at, today=today)
    given = Given(note=wait_because, is_waiting=is_waiting)
    moving.move(referral, Step.SEND, given, by=by, at=at, today=today)
    for chosen in referral.support:
        person = next(
            each for each in referral.case.protected_people if each.id == chosen.protected_person_id
        )
        partner_support.hand_off(person, referral.case, chosen.service, at=at)
    audit.record(Act.SENT, Thing.REFERRAL, referral.reference, by=by, at=at)


def take_step(
    referral: Referral, step: Step, given: Given = NOTHING_GIVEN, *, by: User, at: datetime, today: date
) -> None:
    """Take any step that the table knows, but for those that have an action of their own."""
    if step in TAKEN_ELSEWHERE:
        raise Refused(["This step has a page of its own."])
    _take(referral, step, given, by=by, at=at, today=today)


def decide(
    referral: Referral,
    step: Step,
    given: Given,
    *,
    conditions: str,
    alternatives: str,
    by: User,
    at: datetime,
    today: date,
) -> None:
    """Record what the assessment found, with its conditions and what else could be done."""
    if why := assessing.decision_objections(referral):
        raise Refused(why)
    _take(referral, step, given, by=by, at=at, today=today)
    if (assessment := referral.assessment) is not None:
        assessment.conditions, assessment.alternatives = conditions, alternatives


def record_appointment(
    referral: Referral,
    appointment: Appointment,
    outcome: AppointmentOutcome,
    started_at: time | None,
    note: str,
    *,
    by: User,
    at: datetime,
    today: date,
) -> None:
    """What became of an appointment. The first one that the person attends begins the assessment."""
    assessing.record_outcome(appointment, outcome, started_at, note, by=by, at=at, today=today)
    if outcome is AppointmentOutcome.ATTENDED and referral.status is ReferralStatus.ASSESSMENT_BOOKED:
        _take(referral, Step.ASSESS, Given(day=appointment.held_on), by=by, at=at, today=today)


def plan_transfer(earlier: Referral, draft: Referral, reason: TransferReason, note: str, *, by: User) -> None:
    """Let a draft continue an earlier referral with another provider. Sending the draft then ends the earlier one."""
    why = lifecycle.objections(by.role, earlier.status, Step.TRANSFER)
    if draft.case_id != earlier.case_id or draft.entry(Step.SEND) or draft.id == earlier.id:
        why.append("Choose a draft of the same case that has not been sent.")
    if why := why or words_objections(earlier, {"Anything the provider it leaves should know?": note}):
        raise Refused(why)
    draft.transferred_from, draft.transfer_reason, draft.transfer_note = earlier, reason, note


def correct(entry: DiaryEntry, words: str, *, by: User, at: datetime) -> None:
    """Put beside an entry what is right. Only the side that wrote it can; what it says stays."""
    if (entry.by.role is Role.PROGRAMME) is not (by.role is Role.PROGRAMME):
        raise Refused(["Only the side that wrote this entry can correct it. Tell them what is wrong."])
    if by.role is not Role.PROGRAMME and (
        why := words_objections(entry.referral, {"What is right instead?": words})
    ):
        raise Refused(why)
    entry.corrections.append(Correction(words=words, at=at, by=by))


def tell_support(referral: Referral, words: str, *, at: datetime) -> None:
    """Tell partner support what programme staff recorded of the person, in words of ours: the way through the wall."""
    partner_support.tell(referral.case, words, at=at)


def _take(referral: Referral, step: Step, given: Given, *, by: User, at: datetime, today: date) -> None:
    was_sent = referral.entry(Step.SEND) is not None
    # Never a provider's words: what was turned away would tell a guesser which name is right.
    if by.role is not Role.PROGRAMME and (why := words_objections(referral, {"What you wrote": given.note})):
        raise Refused(why)
    moving.move(referral, step, given, by=by, at=at, today=today)
    if was_sent and NEWS[step]:
        # Partner support first: the participant is told afterwards, and the assessment keeps both moments.
        partner_support.tell(referral.case, NEWS[step], at=at, offers_support=step in OFFERS_SUPPORT)
    assessing.note_step(referral, step, given, by=by, at=at)
