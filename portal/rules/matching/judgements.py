"""What each hard rule of matching looks at, and the sentence in which it passes, fails or asks."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from directory_data.availability import in_full, service_objections
from directory_data.vocabulary import Accreditation, DeliveryMode, OrderVerdict, ServiceType
from portal.rules.freshness import FRESH_FOR, OUT_AFTER
from portal.rules.matching import (
    access,
    admission,
    disqualifiers,
    journeys,
    partner_pairing,
    separation,
    standing,
)
from portal.rules.matching.area import area_doubt, is_outside
from portal.rules.matching.candidates import Candidate, CaseNeeds
from portal.rules.matching.openings import opening
from portal.rules.matching.outcomes import Outcome, Result, asks, fails, passes
from portal.rules.matching.overrides import accepted
from portal.rules.matching.programme_dates import programme_dates
from portal.rules.matching.timeline import Lead
from portal.rules.orders.final import gap_in_cover
from portal.rules.orders.monitoring import Cover

ASK_AFTER, HIDE_AFTER = FRESH_FOR, OUT_AFTER
"""A listing that nobody confirmed for so long is asked about, then left out (domain, section 10)."""

ADULT = 18
CAN_BE_ORDERED = passes("This is an activity that a court can order.")
ORDER_ALLOWS = passes("The order allows the referral.")


class Situation(NamedTuple):
    """A case's needs, with what is worked out from them once for all candidates."""

    needs: CaseNeeds
    lead: Lead
    age: int | None

    @property
    def assessed_by(self) -> date:
        """The day by which the assessment can be expected to be done."""
        return self.lead.assessed_by


def judge_service(candidate: Candidate, situation: Situation) -> Outcome:
    """H1: open to referrals, recently confirmed, and serving the case's area (area.py says which area that is)."""
    service, today = candidate.service, situation.needs.refer_on
    closed = service_objections(service, today)
    if closed:
        return fails(f"The service takes no referrals. {' '.join(closed)}", opening(candidate, today))
    if is_outside(candidate):
        return fails(candidate.coverage_sentence, "The provider being commissioned for this area.")
    if service.confirmed_on is not None and today - service.confirmed_on > HIDE_AFTER:
        return fails(
            f"The listing was last confirmed on {in_full(service.confirmed_on)}.",
            "The provider confirming it.",
        )
    doubts = _doubts(candidate, today)
    return asks(" ".join(doubts)) if doubts else passes(candidate.coverage_sentence)


def judge_provider(candidate: Candidate, situation: Situation) -> Outcome:
    """H2: accredited, or holding Safe Minimum Practice, which is said to be something else; and in date."""
    held = candidate.accreditation
    if held is Accreditation.NONE:
        return fails(f"{candidate.provider_name} is not accredited.", "The provider becoming accredited.")
    return _accredited(held, candidate.accreditation_expires_on, situation.needs.refer_on)


@lru_cache(maxsize=1024)
def _accredited(held: Accreditation, until: date | None, refer_on: date) -> Outcome:
    if until is None:
        return asks(f"{held.label}, but no end date is recorded. Ask the provider until when.")
    if until < refer_on:
        return fails(f"{held.label}, but that ended on {in_full(until)}.", "The provider renewing it.")
    note = " This is not accreditation." if held is Accreditation.SAFE_MINIMUM_PRACTICE else ""
    return passes(f"{held.label} until {in_full(until)}.{note}")


def judge_journey(candidate: Candidate, situation: Situation) -> Outcome:
    """H3: the venue lies within the journey the person can reasonably make, or an officer accepted a longer one."""
    needs = situation.needs
    if candidate.group is not None and candidate.group.delivery is DeliveryMode.REMOTE:
        return asks("Sessions are remote. Ask whether the exception that allows this was approved.")
    if candidate.miles is None:
        known = needs.participant_place_known
        return asks(
            separation.WHERE_IT_MEETS
            if known
            else "Record where the participant lives, to measure the journey."
        )
    doubts = journeys.doubts(candidate, needs)
    too_far = journeys.too_far(candidate, needs)
    if too_far:
        reason = accepted(needs.longer_journeys, candidate.service.slug)
        if reason is None:
            return fails(too_far, journeys.A_LONGER_ONE)
        return (
            asks(" ".join((too_far, reason.sentence, *doubts)))
            if doubts
            else passes(f"{too_far} {reason.sentence}")
        )
    return asks(" ".join(doubts)) if doubts else passes(journeys.within(candidate, needs))


def judge_partner_support(candidate: Candidate, situation: Situation) -> Outcome:
    """H4: a parallel service for each person to protect, in their own area, taking people on."""
    return partner_pairing.judge(candidate.partner_services, situation.needs.protected_authorities)


def judge_admission(candidate: Candidate, situation: Situation) -> Outcome:
    """H5: the programme's published admission rule."""
    return admission.judge(candidate.admission, age=situation.age, gender=situation.needs.participant_gender)


def judge_type(candidate: Candidate, situation: Situation) -> Outcome:
    """H7: a programme. A court cannot order mediation or treatment (section 11A(6))."""
    if candidate.service.type is ServiceType.DVPP:
        return CAN_BE_ORDERED
    return fails(
        f"{candidate.service.type.label} is not a programme for behaviour towards a partner.",
        "Another kind of order.",
    )


def judge_place(candidate: Candidate, situation: Situation) -> Outcome:
    """H8: a place from a date after the assessment, and an end that monitoring still covers (R8)."""
    if candidate.group is None:
        return asks("The programme lists no group. Ask the provider when the next one starts.")
    dates = programme_dates(candidate.group, situation.assessed_by, candidate.waiting)
    if dates.refusal:
        return fails(dates.refusal, dates.would_change)
    if dates.starts_on is None or dates.ends_on is None:
        return asks(dates.ask)
    monitored_until = situation.needs.monitoring_ends_on
    if monitored_until is not None:
        cover = Cover(monitored_until, dates.ends_on)
        for gap in gap_in_cover(cover):
            return fails(gap, f"Monitoring that lasts until {in_full(cover.final_report_on)}.")
    return passes(
        f"A place is free from {in_full(dates.starts_on)}, and the programme ends {in_full(dates.ends_on)}."
    )


def judge_access(candidate: Candidate, situation: Situation) -> Outcome:
    """H10: the access needs that are recorded can be met."""
    return access.judge(candidate, situation.needs)


def judge_disqualifiers(candidate: Candidate, situation: Situation) -> Outcome:
    """H11: nothing that the programme declares as a bar applies."""
    return disqualifiers.judge(candidate.admission, situation.needs.answers)


def judge_separation(candidate: Candidate, _: Situation) -> Outcome:
    """H9: nobody is put at risk by who else is there or by where it is."""
    group = candidate.group
    is_remote = group is not None and group.delivery is DeliveryMode.REMOTE
    return separation.judge(candidate.separation, is_remote=is_remote)


def judge_order(candidate: Candidate, situation: Situation) -> Outcome:
    """H6: an order that is GREEN, or AMBER and accepted with a reason, about somebody who can be ordered."""
    needs = situation.needs
    if needs.order_verdict in (OrderVerdict.RED, OrderVerdict.BLOCK):
        return fails(
            "Nothing can be referred on the order as it stands.", "The court putting the order right."
        )
    stands = standing.judge(needs.ordered_as, needs.standing)
    if stands.result is Result.FAIL:
        return stands
    found = stands.sentence if stands.result is Result.ASK else ""
    if needs.order_verdict is None:
        return asks(f"There is no order yet. This shows what could be put to the court. {found}".strip())
    if needs.order_verdict is OrderVerdict.AMBER and not needs.is_amber_accepted:
        return asks(
            f"The order leaves something out. Ask the court to amend it, or record why it is accepted. {found}".strip()
        )
    if situation.age is not None and situation.age < ADULT:
        return asks(
            "The participant is under 18. An activity can be ordered only if they are the child’s parent."
        )
    return asks(found) if found else ORDER_ALLOWS


def _doubts(candidate: Candidate, today: date) -> list[str]:
    """What of the listing the provider has to be asked about."""
    confirmed_on = candidate.service.confirmed_on
    doubts = [doubt] if (doubt := area_doubt(candidate)) else []
    if confirmed_on is None:
        doubts.append("Nobody has confirmed this listing yet. Ask the provider whether it is right.")
    elif today - confirmed_on > ASK_AFTER:
        doubts.append(
            f"The listing was last confirmed on {in_full(confirmed_on)}. Ask whether it is still right."
        )
    return doubts
