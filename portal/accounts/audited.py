"""What the audit log says of accounts: noticed in the records, so that no page or command can forget it."""

from __future__ import annotations

from typing import Any

from flask import g, has_request_context
from sqlalchemy import Connection, event, inspect

from portal import audit
from portal.accounts.models import User
from portal.clock import now
from portal.rules.audit_words import Act, Thing

REACH = ("role", "provider_id", "cafcass_area", "email")
"""What decides whose records somebody reads, and who can sign in as them."""


@event.listens_for(User, "after_insert")
def _somebody_was_added(_mapper: Any, _connection: Connection, person: User) -> None:
    _record(Act.ACCOUNT_MADE, person)


@event.listens_for(User, "after_update")
def _somebody_was_changed(_mapper: Any, _connection: Connection, person: User) -> None:
    if _changed(person, *REACH):
        _record(Act.ACCOUNT_CHANGED, person)
    if _changed(person, "active"):
        _record(Act.ACCOUNT_OPENED if person.active else Act.ACCOUNT_CLOSED, person)
    elif _changed(person, "fs_uniquifier") and person.password is None:
        _record(Act.LINK_RENEWED, person)


def _changed(person: User, *columns: str) -> bool:
    state = inspect(person)
    return any(state.attrs[column].history.has_changes() for column in columns)


def _record(act: Act, person: User) -> None:
    by = g.get("person") if has_request_context() else None
    audit.record(act, Thing.ACCOUNT, str(person.id), by=by, at=now())
