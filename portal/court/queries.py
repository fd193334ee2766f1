"""Reads of what was put to the court, and of everybody on whom nobody may report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from directory_data.database import db
from directory_data.models import Service
from directory_data.vocabulary import Step
from portal.accounts.models import User
from portal.cases import queries as cases
from portal.cases.models import Case, Order
from portal.court.models import Considerations, CourtRequest, GapDecision
from portal.referrals.actions import estimate_of
from portal.referrals.models import DiaryEntry, Referral
from portal.rules.orders import checker
from portal.rules.orders.unmonitored import Gap, gap_of


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
    wanted = select(CourtRequest).where(CourtRequest.case_id == case.id).order_by(CourtRequest.id.desc())
    return db.session.scalars(
        wanted.options(joinedload(CourtRequest.document), joinedload(CourtRequest.sent_by))
    ).all()


def request_of(case: Case, number: int) -> CourtRequest:
    """That request of the case, or 404."""
    return next((each for each in requests_of(case) if each.id == number), None) or abort(404)


def referral_sent_for(case: Case) -> Referral | None:
    """The last referral of the case that was sent, with what a letter about it says."""
    sent = Referral.diary.any(DiaryEntry.step == Step.SEND)
    wanted = select(Referral).where(Referral.case_id == case.id, sent).order_by(Referral.id.desc()).limit(1)
    service = joinedload(Referral.service)
    return db.session.scalars(
        wanted.options(service.joinedload(Service.provider), service.selectinload(Service.admission_rules))
    ).one_or_none()


def open_gaps(person: User, today: date) -> list[OpenGap]:
    """Everybody this person may see who is on a programme while nobody may report, the longest gap first.

    A line goes when the order leaves no gap any more, when the referral has ended, or by a manager's decision.
    """
    decided = select(GapDecision.order_id)
    wanted = (
        select(Referral)
        .join(Referral.case)
        .where(cases.visible_to(person), Referral.diary.any(DiaryEntry.step == Step.SEND))
        .options(
            joinedload(Referral.case).selectinload(Case.orders).selectinload(Order.elements),
            joinedload(Referral.case).joinedload(Case.participant),
            joinedload(Referral.case).joinedload(Case.officer),
            joinedload(Referral.service).joinedload(Service.provider),
            joinedload(Referral.group),
            selectinload(Referral.diary),
        )
    )
    settled = set(db.session.scalars(decided))
    live = [each for each in db.session.scalars(wanted).unique() if each.is_live]
    requests = _last_requests([each.case_id for each in live])
    found = [
        (each, gap_for(each, today)) for each in live if each.case.order and each.case.order.id not in settled
    ]
    gaps = [OpenGap(each, gap, requests.get(each.case_id)) for each, gap in found if gap is not None]
    return sorted(gaps, key=lambda each: each.gap.since)


def gap_for(referral: Referral, today: date) -> Gap | None:
    """The gap that the order in force leaves for this referral."""
    order = referral.case.order
    if order is None:
        return None
    estimate = estimate_of(referral.group, today)
    return gap_of(checker.check(order, None, estimate, today), order.made_on)


def _last_requests(case_ids: Sequence[int]) -> dict[int, CourtRequest]:
    wanted = select(CourtRequest).where(CourtRequest.case_id.in_(case_ids)).order_by(CourtRequest.id)
    return {each.case_id: each for each in db.session.scalars(wanted)}
