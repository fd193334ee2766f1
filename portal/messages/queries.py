"""Reads of the outbox: counts and failures, nothing that a message is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from directory_data.database import db
from portal.accounts.models import User
from portal.messages.models import MessageChoice, OutboxMessage
from portal.rules.outbox import MessageState, Pace

TROUBLES_SHOWN = 100
UNSENT = (MessageState.WAITING, MessageState.SENDING, MessageState.FAILED)


def counts() -> dict[MessageState, int]:
    """How many messages stand where, each state named."""
    rows = db.session.execute(select(OutboxMessage.state, func.count()).group_by(OutboxMessage.state))
    found = {row[0]: row[1] for row in rows}
    return {state: found.get(state, 0) for state in MessageState}


def troubles() -> Sequence[OutboxMessage]:
    """What failed or was given up, the newest first."""
    wanted = select(OutboxMessage).where(
        OutboxMessage.state.in_((MessageState.FAILED, MessageState.GIVEN_UP))
    )
    wanted = wanted.options(joinedload(OutboxMessage.person)).order_by(OutboxMessage.id.desc())
    return db.session.scalars(wanted.limit(TROUBLES_SHOWN)).all()


def oldest_unsent_seconds(at: datetime) -> int | None:
    """For how many seconds the message that is due longest has been due; None where nothing is due."""
    first = db.session.scalar(
        select(func.min(OutboxMessage.due_at)).where(
            OutboxMessage.state.in_(UNSENT), OutboxMessage.made_at <= at, OutboxMessage.due_at <= at
        )
    )
    return None if first is None else int((at - first).total_seconds())


def pace_of(person: User) -> Pace:
    """How often this person wants messages."""
    choice = db.session.get(MessageChoice, person.id)
    return choice.pace if choice else Pace.AT_ONCE
