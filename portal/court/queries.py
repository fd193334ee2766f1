"""Reads of what was put to the court, and of everybody on whom nobody may report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from directory_data.database import db
from directory_data.gazetteer import Gazetteer
from directory_data.models import Service
from directory_data.vocabulary import Step
from portal.accounts.models import User
from portal.cases import queries as cases
from portal.cases.fitting import fitting_of
from portal.cases.models import Case, Order
from portal.cases.reading import THE_CASES, OfCase, records_of
from portal.clock import day_of
from portal.court.models import Considerations, CourtRequest, GapDecision
from portal.documents.models import Document
from portal.referrals.actions import estimate_of
from portal.referrals.models import DiaryEntry, Referral
from portal.referrals.needs import candidates_for, needs_of
from portal.referrals.offers import programmes
from portal.referrals.queries import REFERRALS
from portal.rules.matching.answers import Matching
from portal.rules.matching.matcher import match
from portal.rules.orders import checker
from portal.rules.orders.checker import OrderCheck
from portal.rules.orders.facts import ProgrammeEstimate
from portal.rules.orders.mark import mark_of
from portal.rules.orders.unmonitored import Gap, gap_of

MOST_DECISIONS = 50

REQUESTS = OfCase(
    CourtRequest,
    CourtRequest.case_id.in_(THE_CASES),
    options=(joinedload(CourtRequest.document), joinedload(CourtRequest.sent_by)),
    order_by=(CourtRequest.id.desc(),),
)
"""What was asked of the court in a case, the newest first."""
DECISIONS = OfCase(
    GapDecision,
    GapDecision.order_id.in_(select(Order.id).where(Order.case_id.in_(THE_CASES)).correlate(None)),
)
"""What managers decided about the gaps of a case's orders."""


@dataclass(frozen=True)
class OpenGap:
    """One line of the register: the referral, the gap, and the last thing that was asked of the court about it."""

    referral: Referral
    gap: Gap
    request: CourtRequest | None


def considerations_of(case: Case) -> Considerations | None:
    """What was last put to the court about the person."""
    return db.session.get(Considerations, case.id)


def requests_of(case: Case) -> Sequence[CourtRequest]:
    """What was asked of the court, the newest first."""
    return records_of([case.id], [REQUESTS])[REQUESTS]


def request_of(case: Case, number: int) -> CourtRequest:
    """That request of the case, or 404."""
    return next((each for each in requests_of(case) if each.id == number), None) or abort(404)


def request_by(document: Document) -> CourtRequest | None:
    """The record that this letter was sent, if there is one."""
    return db.session.scalars(
        select(CourtRequest).where(CourtRequest.document_id == document.id)
    ).one_or_none()


def referral_under_way(case: Case) -> Referral | None:
    """The referral of the case that was sent and has not ended, with what a letter about it says."""
    return last_under_way(records_of([case.id], [REFERRALS])[REFERRALS])


def last_under_way(referrals: Sequence[Referral]) -> Referral | None:
    """The last of these, of which the oldest stands first, that was sent and has not ended."""
    return next((each for each in reversed(referrals) if each.entry(Step.SEND) and each.is_live), None)


def open_gaps(person: User, today: date) -> list[OpenGap]:
    """Everybody this person may see who is on a programme while nobody may report, the longest gap first."""
    found = gaps_of(person, today)
    requests = _last_requests([each.case for each, _ in found])
    gaps = [OpenGap(each, gap, requests.get(each.case_id)) for each, gap in found]
    return sorted(gaps, key=lambda each: each.gap.since)


def gaps_of(person: User, today: date) -> list[tuple[Referral, Gap]]:
    """Who that is, and the gap of each.

    A line goes when the order leaves no gap any more, when the referral has ended, or by a manager's decision.
    """
    wanted = (
        select(Referral)
        .join(Referral.case)
        .where(cases.visible_to(person), Referral.diary.any(DiaryEntry.step == Step.SEND))
        .options(
            joinedload(Referral.case).selectinload(Case.recorded_orders).joinedload(Order.elements),
            joinedload(Referral.case).joinedload(Case.participant),
            joinedload(Referral.case).joinedload(Case.officer),
            joinedload(Referral.service).joinedload(Service.provider),
            joinedload(Referral.group),
            joinedload(Referral.diary),
        )
    )
    settled = _settled()
    live = [each for each in db.session.scalars(wanted).unique() if each.is_live]
    found = [(each, gap_for(each, today)) for each in live if not _is_settled(each.case.order, settled)]
    return [(each, gap) for each, gap in found if gap is not None]


def decisions_of(person: User) -> Sequence[GapDecision]:
    """The decisions about gaps that this person may see, the newest first."""
    wanted = (
        select(GapDecision)
        .join(GapDecision.order)
        .join(Order.case)
        .where(cases.visible_to(person))
        .order_by(GapDecision.id.desc())
        .limit(MOST_DECISIONS)
    )
    order = joinedload(GapDecision.order)
    return db.session.scalars(
        wanted.options(
            order.joinedload(Order.case).joinedload(Case.participant),
            order.selectinload(Order.elements),
            joinedload(GapDecision.by),
        )
    ).all()


def gap_for(referral: Referral, today: date) -> Gap | None:
    """The gap that the order in force leaves for this referral."""
    order = referral.case.order
    if order is None:
        return None
    return gap_of(check_of(order, referral, today), order.made_on)


def check_of(order: Order | None, referral: Referral | None, today: date) -> OrderCheck:
    """The order held against the programme that somebody was sent to, as it stood on the day of sending."""
    return checker.check(order, None, estimate_for(referral) if referral else None, today)


def check_of_case(case: Case, today: date) -> OrderCheck:
    """The order in force against the programme under way, where there is one; else against a usual programme."""
    return check_of(case.order, referral_under_way(case), today)


def offered_whatever_the_order(case: Case, gazetteer: Gazetteer, today: date) -> Matching:
    """What the directory offers for the case: papers that ask for an order, or a better one, must not wait for it."""
    fitting = fitting_of(case)
    candidates = candidates_for(case, programmes(), gazetteer, today, fitting)
    # Monitoring that ends too soon is what such a paper asks to mend, and would hide every group that is there.
    needs = replace(needs_of(case, today, fitting), order_verdict=None, monitoring_ends_on=None)
    return match(needs, candidates)


def estimate_for(referral: Referral) -> ProgrammeEstimate | None:
    """When the programme of a referral ends: as it was matched, else reckoned from the day it was sent.

    Never from today: the end would move on with every day that somebody waits.
    """
    if matched := referral.match.get("chosen", {}).get("ends_on"):
        return ProgrammeEstimate(date.fromisoformat(matched), referral.group.sessions_total)
    sent = referral.entry(Step.SEND)
    return estimate_of(referral.group, day_of(sent.at)) if sent else None


def gap_of_case(case: Case, today: date) -> Gap | None:
    """The gap of this case, decided about or not; None where nobody is on a programme or somebody may report."""
    referral = referral_under_way(case)
    return gap_for(referral, today) if referral else None


def is_settled(order: Order | None) -> bool:
    """Whether a manager has decided about this order as it reads now."""
    return _is_settled(order, _settled(order))


def is_settled_by(decisions: Sequence[GapDecision], order: Order | None) -> bool:
    """Whether one of these decisions is about this order as it reads now."""
    return _is_settled(order, {(each.order_id, each.order_mark) for each in decisions})


def _is_settled(order: Order | None, settled: set[tuple[int, str]]) -> bool:
    return order is not None and (order.id, mark_of(order)) in settled


def _settled(order: Order | None = None) -> set[tuple[int, str]]:
    wanted = select(GapDecision.order_id, GapDecision.order_mark)
    if order is not None:
        wanted = wanted.where(GapDecision.order_id == order.id)
    return {(order_id, mark) for order_id, mark in db.session.execute(wanted)}


def _last_requests(cases_asked: Sequence[Case]) -> dict[int, CourtRequest]:
    """The last thing that was asked about the order in force: a letter about an earlier order has had its answer."""
    made_on = {case.id: case.order.made_on for case in cases_asked if case.order}
    wanted = select(CourtRequest).where(CourtRequest.case_id.in_(list(made_on))).order_by(CourtRequest.id)
    return {
        each.case_id: each for each in db.session.scalars(wanted) if each.sent_on >= made_on[each.case_id]
    }
