"""Who there is: reads of the people who can sign in."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

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


def stored_form(email: str) -> str:
    """An e-mail address as the store keeps it."""
    return email.strip().lower()
