"""Reads across cases and listings: counts and listings, no participant's name, nothing of a protected person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from directory_data.database import db
from directory_data.models import Provider, Service
from directory_data.vocabulary import ReferralStatus, Role
from portal.accounts.models import User
from portal.cases import queries as cases
from portal.cases.models import Case
from portal.referrals.models import DiaryEntry, Referral
from portal.rules import lifecycle

STALE_AFTER = timedelta(days=90)


def referrals_by_provider(person: User) -> list[tuple[str, Counter[ReferralStatus]]]:
    """For each provider's name, how many referrals stand where: a manager's area, or for an administrator all."""
    wanted = (
        select(Provider.name, Referral.id, DiaryEntry.step)
        .join(Referral.case)
        .join(Referral.service)
        .join(Service.provider)
        .join(Referral.diary)
        .order_by(Provider.name, Referral.id, DiaryEntry.number)
    )
    if person.role is Role.MANAGER:
        wanted = wanted.where(cases.visible_to(person))
    counts: dict[str, Counter[ReferralStatus]] = {}
    for (name, _), entries in groupby(db.session.execute(wanted), key=lambda row: (row[0], row[1])):
        status = lifecycle.status_after(step for _, _, step in entries)
        counts.setdefault(name, Counter())[status or ReferralStatus.DRAFT] += 1
    return list(counts.items())


def stale_services(today: date) -> Sequence[Service]:
    """Services that nobody has confirmed for more than 90 days, the oldest first."""
    old = (Service.confirmed_on.is_(None)) | (Service.confirmed_on < today - STALE_AFTER)
    wanted = select(Service).where(old).order_by(Service.confirmed_on, Service.name)
    return db.session.scalars(wanted.options(joinedload(Service.provider))).all()


def services_by_type() -> dict[str, int]:
    """How many services there are of each type, by its label."""
    rows = db.session.execute(select(Service.type, func.count()).group_by(Service.type)).all()
    return {kind.label: number for kind, number in sorted(rows, key=lambda row: row[0].label)}


def people() -> Sequence[User]:
    """Everybody who can sign in, by role and name."""
    wanted = select(User).options(joinedload(User.provider)).order_by(User.role, User.name)
    return db.session.scalars(wanted).all()


def colleagues_of(former: User, area: str) -> Sequence[User]:
    """The officers of the area to whom a case can be given, by name."""
    wanted = select(User).where(User.active, User.role == Role.OFFICER, User.cafcass_area == area)
    return db.session.scalars(wanted.where(User.id != former.id).order_by(User.name)).all()


def other_open_cases(case: Case) -> Sequence[Case]:
    """The further open cases of the officer who holds this one, in its area."""
    wanted = select(Case).where(
        Case.officer_id == case.officer_id, Case.id != case.id, Case.closed_at.is_(None)
    )
    loaded = wanted.options(selectinload(Case.protected_people), selectinload(Case.history))
    return db.session.scalars(loaded.where(Case.cafcass_area == case.cafcass_area).order_by(Case.id)).all()


def open_cases(person: User) -> int:
    """How many open cases this person oversees."""
    wanted = select(func.count(Case.id)).where(Case.closed_at.is_(None))
    is_manager = person.role is Role.MANAGER
    return db.session.scalar(wanted.where(cases.visible_to(person)) if is_manager else wanted) or 0
