"""Who there is: reads of the people who can sign in."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, scoped_session

from directory_data.vocabulary import Role
from portal.accounts.models import User

LONGEST_EMAIL = 254

Store = Session | scoped_session[Session]
"""A session of the store, or the one that each request has of its own."""


def person_by_email(session: Store, email: str) -> User | None:
    """Whoever has this e-mail address, however it was typed; None for what cannot be an address."""
    wanted = stored_form(email)
    if len(wanted) > LONGEST_EMAIL or not wanted.isprintable():
        return None
    return session.scalar(select(User).where(User.email == wanted))


def people_with(session: Store, role: Role) -> Sequence[User]:
    """The active people in a role, by name, with their provider."""
    return session.scalars(
        select(User)
        .options(joinedload(User.provider))
        .where(User.role == role, User.active)
        .order_by(User.name, User.id)
    ).all()


def stored_form(email: str) -> str:
    """An e-mail address as the store keeps it."""
    return email.strip().lower()
