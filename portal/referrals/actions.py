"""Everything that changes a referral. Nowhere else is a step written into its diary."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from directory_data import group_places
from directory_data.availability import group_objections, service_objections
from directory_data.database import db
from directory_data.models import Group, Service
from directory_data.vocabulary import Step, Word
from portal.accounts.models import User
from portal.cases.models import Case, Order
from portal.errors import Refused
from portal.partner_support import actions as partner_support
from portal.referrals.models import ChosenSupport, DiaryEntry, Referral
from portal.rules import lifecycle, references, wall
from portal.rules.lifecycle import PlaceEffect
from portal.rules.matching.programme_dates import Timings, assessed_on, programme_dates
from portal.rules.orders import checker
from portal.rules.orders.facts import ProgrammeEstimate

NEWS = {
    Step.DECLINE: "The provider declined the referral. Support can still be offered.",
    Step.WITHDRAW: "Cafcass withdrew the referral. Support can still be offered.",
    Step.ACKNOWLEDGE: "The provider acknowledged the referral and will arrange an assessment.",
}
"""What partner support is told of each step: status, nothing else (domain, section 7)."""


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
    referral = Referral(
        reference=references.new_reference(references.ReferenceKind.REFERRAL, secrets.choice),
        case=case,
        order=order,
        service=group.service,
        group=group,
        match=match,
        abuse_summary="\n\n".join(finding.words for finding in case.findings),
        support=[
            ChosenSupport(protected_person_id=person.id, service_id=service.id)
            for person, service in zip(case.protected_people, supports, strict=True)
        ],
    )
    db.session.add(referral)
    _take(referral, Step.PREPARE, by=by, at=at)
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
) -> None:
    """Send it: a place is held and the other parent handed to partner support, all in one transaction or not at all."""
    if why := sending_objections(referral, others, unfit, by=by, today=today):
        raise Refused(why)
    _take(referral, Step.SEND, by=by, at=at)
    for chosen in referral.support:
        person = next(
            each for each in referral.case.protected_people if each.id == chosen.protected_person_id
        )
        partner_support.hand_off(person, referral.case, chosen.service, at=at)


def answer(
    referral: Referral, step: Step, *, by: User, at: datetime, reason: Word | None = None, note: str = ""
) -> None:
    """Acknowledge, decline or withdraw."""
    was_sent = referral.entry(Step.SEND) is not None
    # Never a provider's note: what was turned away would tell a guesser which name is right.
    if step is Step.WITHDRAW and (
        why := _wall_objections(referral, {"Anything the provider should know?": note})
    ):
        raise Refused(why)
    _take(referral, step, by=by, at=at, reason=reason, note=note)
    if was_sent:
        partner_support.tell(referral.case, NEWS[step], at=at)


def sending_objections(
    referral: Referral, others: Sequence[Referral], unfit: Sequence[str] = (), *, by: User, today: date
) -> list[str]:
    """Why the referral cannot be sent today, in sentences; the page shows them and the action refuses by them.

    `unfit` is what matching says against the group today (offers.objections); it is said where nothing plainer is.
    """
    case, order, service, group = referral.case, referral.order, referral.service, referral.group
    why = lifecycle.objections(by.role, referral.status, Step.SEND)
    if order is not case.order:
        why.append("A newer order has been recorded since. Look at the matches again.")
    why += checker.check(order, service, estimate_of(group, today), today).refusals(order.is_accepted)
    why += [f"{service.name}: {sentence}" for sentence in service_objections(service, today)]
    why += [f"{group.name}: {sentence}" for sentence in group_objections(group, today)]
    for chosen in referral.support:
        why += [
            f"{chosen.service.name}: {sentence}" for sentence in service_objections(chosen.service, today)
        ]
    if len(referral.support) < len(case.protected_people):
        why.append("No partner-support service has been chosen for the other parent. Choose the match again.")
    why = why or list(unfit)
    why += [
        f"This case already has a referral to {other.service.name}, {other.reference}. Withdraw it first."
        for other in others
        if other is not referral and other.is_live and other.entry(Step.SEND)
    ]
    if not referral.is_written:
        why.append("Some of what the provider must read is missing.")
    return why + wall_objections(referral)


def wall_objections(referral: Referral) -> list[str]:
    """What the programme side would read and may not."""
    texts = {
        "Why this is right for the child": referral.welfare_reason,
        "What was found or admitted": referral.abuse_summary,
        "Contact with the child": referral.contact_arrangement,
        "What staff should know": referral.risks,
        "Access, language or other needs": referral.case.participant.needs,
        "Other names the person uses": referral.case.participant.known_as,
    }
    return _wall_objections(referral, texts)


def _wall_objections(referral: Referral, texts: Mapping[str, str]) -> list[str]:
    people = referral.case.protected_people
    return wall.objections(
        texts,
        names=[person.name for person in people],
        contacts=[person.contact for person in people],
        known=referral.case.participant.name,
    )


def estimate_of(group: Group, today: date) -> ProgrammeEstimate | None:
    """When somebody referred today would end; None where the provider has to be asked."""
    dates = programme_dates(group, assessed_on(today, Timings()))
    return (
        None
        if dates.ends_on is None
        else ProgrammeEstimate(ends_on=dates.ends_on, sessions=group.sessions_total)
    )


def _take(
    referral: Referral, step: Step, *, by: User, at: datetime, reason: Word | None = None, note: str = ""
) -> None:
    status = referral.status if referral.diary else None
    why = lifecycle.objections(by.role, status, step)
    why += lifecycle.reason_objections(status, step, reason)
    line = lifecycle.transition(status, step)
    if why or line is None:
        raise Refused(why)
    _move_place(referral, line.place)
    number = len(referral.diary) + 1
    referral.diary.append(DiaryEntry(number=number, step=step, at=at, by=by, reason=reason or "", note=note))
    # The store turns away the second of two people who take the next step at once.
    db.session.flush()


def _move_place(referral: Referral, effect: PlaceEffect) -> None:
    if effect is PlaceEffect.TAKES and not group_places.take(db.session(), referral.group_id):
        raise Refused([f"The last place in {referral.group.name} has just been taken. Choose another match."])
    if effect is PlaceEffect.RELEASES:
        group_places.give_back(db.session(), referral.group_id)
