"""Who is told about listings: a provider's administrators, and those of the directory."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from directory_data.database import db
from directory_data.vocabulary import Role
from portal.accounts.models import User


def administrators_of(provider_id: int) -> Sequence[int]:
    """The ids of those who keep the provider's listings."""
    own = User.provider_id == provider_id
    return db.session.scalars(
        select(User.id).where(User.role == Role.PROVIDER_ADMINISTRATOR, User.active, own)
    ).all()


def directory_administrators() -> Sequence[int]:
    """The ids of those who decide about changes."""
    return db.session.scalars(
        select(User.id).where(User.role == Role.DIRECTORY_ADMINISTRATOR, User.active)
    ).all()
