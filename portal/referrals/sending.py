"""Why a referral cannot be sent today, in sentences: the order, the services, the group, its words, other referrals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from typing import Any

from directory_data.availability import group_objections, in_full, service_objections
from directory_data.models import Group
from directory_data.vocabulary import ReferralStatus, Step
from portal.accounts.models import User
from portal.cases import hearings
from portal.clock import day_of
from portal.referrals.models import Referral
from portal.referrals.places import as_if_a_place_were_free
from portal.rules import closing, lifecycle, wall
from portal.rules.matching.programme_dates import Timings, assessed_on, programme_dates
from portal.rules.orders import checker
from portal.rules.orders.facts import ProgrammeEstimate
from portal.rules.places_in_group import waiting_objections


def sending_objections(
    referral: Referral,
    others: Sequence[Referral],
    unfit: Sequence[str] = (),
    *,
    by: User,
    today: date,
    is_waiting: bool = False,
) -> list[str]:
    """Why the referral cannot be sent today, in sentences; the page shows them and the action refuses by them.

    `unfit` is what matching says against the group today (offers.objections); it is said where nothing plainer is.
    With `is_waiting` a full group is no objection, if the wait fits; everything else is asked as always.
    """
    case, order, service, group = referral.case, referral.order, referral.service, referral.group
    with as_if_a_place_were_free(group) if is_waiting else nullcontext():
        why = lifecycle.objections(by.role, referral.status, Step.SEND) + closing.change_objections(case)
        if order.is_struck:
            why.append("The order that this referral rests on was struck out. Look at the matches again.")
        elif order is not case.order:
            why.append("A newer order has been recorded since. Look at the matches again.")
        elif any(
            other.order_id == order.id and other.status is ReferralStatus.ORDER_ENDED for other in others
        ):
            why.append(
                "It is recorded that this order no longer applies. Record the court’s new order first."
            )
        why += checker.check(order, service, estimate_of(group, today), today).refusals(order.is_accepted)
        why += [f"{service.name}: {sentence}" for sentence in service_objections(service, today)]
        why += [f"{group.name}: {sentence}" for sentence in group_objections(group, today)]
    if is_waiting:
        why += _waiting_objections(referral, today)
    for chosen in referral.support:
        why += [
            f"{chosen.service.name}: {sentence}" for sentence in service_objections(chosen.service, today)
        ]
    if len(referral.support) < len(case.protected_people):
        why.append("No partner-support service has been chosen for the other parent. Choose the match again.")
    why = why or list(unfit)
    why += [
        f"This case already has a referral to {other.service.name}, {other.reference}. "
        "Withdraw it first, or transfer it and let this one continue it."
        for other in others
        if other is not referral and other.is_under_way and other.id != referral.transferred_from_id
    ]
    if not referral.is_written:
        why.append("Some of what the provider must read is missing.")
    return why + wall_objections(referral)


def order_as_sent(referral: Referral, today: date) -> dict[str, Any]:
    """The order as it stood at the moment of sending, for a reader years later: verdict, findings, who accepted it."""
    order = referral.order
    check = checker.check(order, referral.service, estimate_of(referral.group, today), today)
    accepted = ""
    if order.accepted_by and order.accepted_at:
        day = in_full(day_of(order.accepted_at))
        accepted = f"{order.accepted_by.name} accepted it as it stands on {day}: {order.accepted_reason}"
    return {
        "made_on": order.made_on.isoformat(),
        "verdict": check.verdict.value,
        "findings": [finding.sentence for finding in check.findings],
        "accepted": accepted,
    }


REACH = "How to reach the person"


def wall_objections(referral: Referral) -> list[str]:
    """What the programme side would read and may not."""
    texts = {
        "Why this is right for the child": referral.welfare_reason,
        "What was found or admitted": referral.abuse_summary,
        "Contact with the child": referral.contact_arrangement,
        "What staff should know": referral.risks,
        "Access, language or other needs": referral.case.participant.needs,
        "Other names the person uses": referral.case.participant.known_as,
        REACH: referral.case.participant.contact,
    }
    return words_objections(referral, texts)


def words_objections(referral: Referral, texts: Mapping[str, str]) -> list[str]:
    """Why these words cannot be shown to the programme: they name the other parent, or how to reach them."""
    people = referral.case.protected_people
    return wall.objections(
        texts,
        names=[person.name for person in people],
        contacts=[person.contact for person in people],
        known=referral.case.participant.name,
        may_hold_numbers=(REACH,),
    )


def estimate_of(group: Group, today: date) -> ProgrammeEstimate | None:
    """When somebody referred today would end; None where the provider has to be asked."""
    dates = programme_dates(group, assessed_on(today, Timings()))
    return (
        None
        if dates.ends_on is None
        else ProgrammeEstimate(ends_on=dates.ends_on, sessions=group.sessions_total)
    )


def _waiting_objections(referral: Referral, today: date) -> list[str]:
    group = referral.group
    return waiting_objections(
        group.intake,
        group.first_session_on,
        assessed_by=assessed_on(today, Timings()),
        must_start_by=hearings.next_day_of(referral.case, today),
    )
