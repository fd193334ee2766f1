"""Work in hand in the sample portal: the West Yorkshire officer's referrals, one drafted and one sent."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask
from sqlalchemy import select

from directory_data import queries
from directory_data.database import db
from directory_data.models import Group, Service
from portal.accounts.models import User
from portal.cases.models import Case
from portal.referrals import actions
from portal.referrals.models import Referral
from portal.referrals.needs import candidates_for, needs_of
from portal.rules.matches import Match
from portal.rules.matching import match

PROGRAMME = "aire-valley-dvpp"
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
        of_officer = select(Case).where(Case.officer_id == officer.id, Case.orders.any())
        case = db.session.scalars(of_officer.order_by(Case.id)).first()
        assert case is not None, "The sample has no case with an order."
        offered = _offered(app, case, day)
        sent = _prepared(case, offered[0], by=officer, at=at)
        actions.write(sent, WRITTEN)
        actions.send(sent, [], by=officer, at=at, today=day)
        _prepared(case, offered[-1], by=officer, at=at)
        db.session.commit()


def _offered(app: Flask, case: Case, day: date) -> list[Match]:
    """The groups of the sample programme that fit the case."""
    programmes = queries.programmes_for_matching(db.session())
    candidates = candidates_for(case, programmes, app.extensions["gazetteer"], day)
    offered = [each for each in match(needs_of(case, day), candidates).offered if _is_of_programme(each)]
    assert offered, f"No group of {PROGRAMME} fits the first case of {OFFICER}."
    return offered


def _is_of_programme(each: Match) -> bool:
    return isinstance(each.candidate.group, Group) and each.candidate.group.service.slug == PROGRAMME


def _prepared(case: Case, chosen: Match, *, by: User, at: datetime) -> Referral:
    group = chosen.candidate.group
    assert isinstance(group, Group)
    assert case.order is not None
    slugs = [partner.slug for partner in chosen.partner_support]
    supports = db.session.scalars(select(Service).where(Service.slug.in_(slugs))).all()
    return actions.prepare(case, case.order, group, supports, {"chosen": chosen.as_record()}, by=by, at=at)
