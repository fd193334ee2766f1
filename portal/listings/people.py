"""The people of a provider: invited, given a new link, and closed when they leave. The mail holds a link, no more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask import abort
from sqlalchemy import func, select

from directory_data.database import db
from directory_data.models import Provider
from directory_data.vocabulary import Role
from portal import audit
from portal.accounts import actions as accounts
from portal.accounts.models import User
from portal.errors import Refused
from portal.messages import actions as messages
from portal.rules import leaving
from portal.rules.audit_words import Act, Thing


def colleagues_of(provider_id: int) -> Sequence[User]:
    """Everybody who ever had an account with the provider, those who still have one first, by name."""
    wanted = select(User).where(User.provider_id == provider_id)
    return db.session.scalars(wanted.order_by(User.active.desc(), User.name, User.id)).all()


def colleague(provider_id: int, person_id: int) -> User:
    """That person of the provider, or 404."""
    found = next((each for each in colleagues_of(provider_id) if each.id == person_id), None)
    return found or abort(404)


def invite(provider: Provider, *, email: str, name: str, role: Role, by: User, at: datetime) -> User:
    """Add somebody of this provider; the mail that tells them holds a link to set a password. Raises Refused."""
    session = db.session()
    person = accounts.create_user(session, email=email, name=name, role=role, provider=provider, at=at).person
    _send_link(person, at)
    audit.record(Act.ACCOUNT_MADE, Thing.ACCOUNT, str(person.id), by=by, at=at)
    return person


def renew(person: User, *, by: User, at: datetime) -> None:
    """A new link for somebody whose link ran out or who is locked out: password and second factor begin again."""
    if not person.active:
        raise Refused([f"The account of {person.name} is closed."])
    accounts.renew(db.session(), person)
    _send_link(person, at)
    audit.record(Act.LINK_RENEWED, Thing.ACCOUNT, str(person.id), by=by, at=at)


def close(person: User, *, by: User, at: datetime) -> None:
    """End somebody's account and their sign-ins at once. Raises Refused for the last administrator."""
    assert person.provider_id is not None
    if why := leaving.objections(person, colleagues_of(person.provider_id)):
        raise Refused(why)
    accounts.deactivate(person)
    audit.record(Act.ACCOUNT_CLOSED, Thing.ACCOUNT, str(person.id), by=by, at=at)


def keepers() -> dict[int, int]:
    """How many people keep each provider's listings: administrators who have set their password."""
    wanted = select(User.provider_id, func.count()).where(
        User.role == Role.PROVIDER_ADMINISTRATOR, User.active, User.password.is_not(None)
    )
    rows = db.session.execute(wanted.group_by(User.provider_id))
    return {provider_id: number for provider_id, number in rows if provider_id is not None}


def invited() -> dict[int, datetime]:
    """When an administrator who has not set a password yet was last invited, by provider."""
    wanted = select(User.provider_id, func.max(User.created_at)).where(
        User.role == Role.PROVIDER_ADMINISTRATOR, User.active, User.password.is_(None)
    )
    rows = db.session.execute(wanted.group_by(User.provider_id))
    return {provider_id: at for provider_id, at in rows if provider_id is not None}


def _send_link(person: User, at: datetime) -> None:
    event = f"invitation|{person.id}|{person.fs_uniquifier[:8]}"
    messages.tell(db.session.connection(), event, [person.id], at=at)
