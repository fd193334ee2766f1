"""Giving and returning places in a group. Each is one conditional statement, so that no place is given twice.

Two officers, two processes, one last place: the store decides, in SQLite and in PostgreSQL, by the changed rows.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

from directory_data.models import Group


def take(session: Session, group_id: int) -> bool:
    """Hold one place for a referral; False where the last one has just gone."""
    free = Group.places_taken + Group.places_held < Group.places_max
    return _changed(session, group_id, free, places_held=Group.places_held + 1)


def give_back(session: Session, group_id: int) -> bool:
    """Return a place that a referral held; False where none was held."""
    return _changed(session, group_id, Group.places_held > 0, places_held=Group.places_held - 1)


def set_sizes(session: Session, group_id: int, *, places_max: int, places_taken: int) -> bool:
    """Set the size and how many the provider enrolled; False where referrals hold more than would be left."""
    fits = Group.places_held + places_taken <= places_max
    return _changed(session, group_id, fits, places_max=places_max, places_taken=places_taken)


def _changed(session: Session, group_id: int, condition: ColumnElement[bool], **values: Any) -> bool:
    statement = update(Group).where(Group.id == group_id, condition).values(**values).returning(Group.id)
    changed = session.scalars(statement.execution_options(synchronize_session=False)).one_or_none()
    if (group := session.identity_map.get(identity_key(Group, group_id))) is not None:
        session.expire(group)
    return changed is not None
