"""Work in hand in the sample portal: the West Yorkshire officer's referrals, one drafted and one sent."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask
from sqlalchemy import select

from directory_data.database import db
from directory_data.models import Group, Service
from portal.accounts.models import User
from portal.cases.models import Case
from portal.referrals import actions
from portal.referrals.models import Referral

PROGRAMME, SUPPORT = "aire-valley-dvpp", "aire-valley-partner-support"
OFFICER = "officer@demo.example"
WRITTEN = {
    "welfare_reason": "The child sees both parents and says that shouting frightens them.",
    "abuse_summary": "He admitted that on two occasions he pushed the other parent.",
    "contact_arrangement": "Supervised, once a week, in a contact centre.",
    "risks": "",
}


def add_work_in_hand(app: Flask, day: date, at: datetime) -> None:
    """Send one referral, with its hand-off to partner support, and leave another one as a draft."""
    with app.app_context():
        officer = db.session.scalars(select(User).where(User.email == OFFICER)).one()
        case = db.session.scalars(
            select(Case).where(Case.officer_id == officer.id, Case.orders.any()).order_by(Case.id)
        ).first()
        assert case is not None, "The sample has no case with an order."
        sent = _prepared(case, officer, at)
        actions.write(sent, WRITTEN)
        actions.send(sent, [], by=officer, at=at, today=day)
        _prepared(case, officer, at)
        db.session.commit()


def _prepared(case: Case, officer: User, at: datetime) -> Referral:
    group = db.session.scalars(
        select(Group)
        .join(Service)
        .where(Service.slug == PROGRAMME, Group.places_taken + Group.places_held < Group.places_max - 1)
        .order_by(Group.first_session_on.desc())
    ).first()
    assert group is not None, "The sample programme has no group with places."
    assert case.order is not None
    supports = db.session.scalars(select(Service).where(Service.slug == SUPPORT)).all()
    return actions.prepare(case, case.order, group, supports, {}, by=officer, at=at)
