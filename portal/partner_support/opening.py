"""Opening a record out of turn: who may, how long it lasts, who is told, and who looks into it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from directory_data.database import db
from directory_data.support_vocabulary import GlassReason
from directory_data.vocabulary import Role
from portal import audit
from portal.accounts.models import User
from portal.cases.models import Case
from portal.messages import actions as messages
from portal.partner_support.models import HandOff, Opening
from portal.rules.audit_words import Act, Thing

LASTS = timedelta(minutes=30)
"""How long it can be read after the reason was given."""


def open_record(
    handed: HandOff, case: Case, reason: GlassReason, why: str, *, by: User, at: datetime
) -> Opening:
    """Open it for a short while. Somebody else is told that there is something to look into (`who_looks_into`)."""
    opening = Opening(
        number=secrets.token_urlsafe(12), hand_off=handed, at=at, by_id=by.id, reason=reason, why=why
    )
    db.session.add(opening)
    told = who_looks_into(case, by=by)
    messages.tell(db.session.connection(), f"opening|{opening.number}", told, at=at)
    audit.record(Act.GLASS_BROKEN, Thing.HAND_OFF, handed.reference, by=by, at=at, reason=reason)
    return opening


def who_looks_into(case: Case, *, by: User) -> Sequence[int]:
    """Who is told of an opening, by id: the other managers of the area; where there is none, those of every other
    area; where there is no other manager at all, the administrators, who read it in the audit log."""
    others = select(User.id).where(User.role == Role.MANAGER, User.active, User.id != by.id)
    administrators = select(User.id).where(User.role == Role.DIRECTORY_ADMINISTRATOR, User.active)
    for people in (others.where(User.cafcass_area == case.cafcass_area), others, administrators):
        if found := db.session.scalars(people).all():
            return found
    return []


def is_open(opening: Opening, at: datetime) -> bool:
    """Whether it can still be read."""
    return at - opening.at < LASTS


def look_into(opening: Opening, *, by: User, at: datetime) -> None:
    """A manager has looked into it; the first who did stays named."""
    if opening.seen_at is None:
        opening.seen_at, opening.seen_by_id = at, by.id
        audit.record(Act.GLASS_SEEN, Thing.HAND_OFF, opening.hand_off.reference, by=by, at=at)
