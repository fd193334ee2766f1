"""Reminding providers of listings that nobody has confirmed for long: through the outbox, each reminder once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Row, select

from directory_data.database import db
from directory_data.models import Service
from directory_data.vocabulary import Role, ServiceStatus
from portal.accounts.models import User
from portal.messages import actions as messages
from portal.rules.freshness import reminder_due


def remind(*, at: datetime, today: date) -> int:
    """Tell the administrators of each provider whose listings have grown old; gives the number of messages.

    Listings that were confirmed on one day are one reminder. Run twice, or by several, it tells each thing once.
    """
    people = _administrators()
    connection = db.session.connection()
    told = 0
    for row in _confirmations():
        days = reminder_due(row.confirmed_on, today)
        if days is not None and row.provider_id in people:
            event = f"listing-reminder|{row.provider_id}|{row.confirmed_on or 'never'}|{days}"
            told += messages.tell(connection, event, people[row.provider_id], at=at)
    return told


def _confirmations() -> Sequence[Row[int, date | None]]:
    """On which days each provider's listings were confirmed last."""
    wanted = select(Service.provider_id, Service.confirmed_on)
    wanted = wanted.where(Service.status != ServiceStatus.CLOSED)
    return db.session.execute(wanted.distinct()).all()


def _administrators() -> dict[int, list[int]]:
    """The provider administrators who can be told, by provider."""
    found: dict[int, list[int]] = {}
    wanted = select(User.provider_id, User.id).where(User.role == Role.PROVIDER_ADMINISTRATOR, User.active)
    for provider_id, person_id in db.session.execute(wanted):
        if provider_id is not None:
            found.setdefault(provider_id, []).append(person_id)
    return found
