"""Who is on duty in an area: a list that the manager keeps, and the one who is on it today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from directory_data.database import db
from directory_data.vocabulary import Role
from portal.accounts.models import User
from portal.risk.models import DutyTurn


def officer_on_duty(area: str, day: date) -> User | None:
    """Who is on duty there on that day, if anybody who still works here was named."""
    turns = (turn for turn in turns_of(area, day) if turn.from_on <= day)
    latest = max(turns, key=lambda turn: turn.id, default=None)
    return latest.officer if latest else None


def turns_of(area: str, day: date) -> Sequence[DutyTurn]:
    """The turns of an area that are not over on that day, the earliest first."""
    wanted = select(DutyTurn).join(DutyTurn.officer)
    wanted = wanted.where(DutyTurn.area == area, DutyTurn.until_on >= day, User.active)
    wanted = wanted.options(joinedload(DutyTurn.officer), joinedload(DutyTurn.named_by))
    return db.session.scalars(wanted.order_by(DutyTurn.from_on, DutyTurn.id)).all()


def may_be_named(area: str) -> Sequence[User]:
    """The officers and managers of an area who can be put on duty."""
    wanted = select(User).where(User.active, User.cafcass_area == area)
    return db.session.scalars(
        wanted.where(User.role.in_((Role.OFFICER, Role.MANAGER))).order_by(User.name)
    ).all()


def name(officer: User, from_on: date, until_on: date, *, by: User, at: datetime) -> None:
    """Put an officer on duty in the manager's area. The same turn named twice in a row stands once."""
    area = by.cafcass_area or ""
    last = db.session.scalars(
        select(DutyTurn).where(DutyTurn.area == area).order_by(DutyTurn.id.desc()).limit(1)
    ).one_or_none()
    if last and (last.officer_id, last.from_on, last.until_on) == (officer.id, from_on, until_on):
        return
    db.session.add(
        DutyTurn(
            area=area,
            officer_id=officer.id,
            from_on=from_on,
            until_on=until_on,
            named_at=at,
            named_by_id=by.id,
        )
    )
