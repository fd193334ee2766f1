"""Everything that puts a message into the outbox or changes who gets it when. Sending stands in sending.py."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import NAMESPACE_OID, uuid4, uuid5

from sqlalchemy import Connection, select, update

from directory_data.database import db
from portal.accounts.models import User
from portal.messages.models import MessageChoice, OutboxMessage
from portal.messages.once import insert_once
from portal.rules import outbox
from portal.rules.outbox import MessageState, Pace


def tell(connection: Connection, event: str, people: Iterable[int], *, at: datetime) -> int:
    """Put a message for each of these people (by id) into the outbox, in the transaction of the change itself.

    Told twice of the same event, somebody gets one message. Gives the number of people who had not been told.
    """
    wanted = sorted(set(people))
    chosen = select(MessageChoice.person_id, MessageChoice.pace)
    rows = connection.execute(chosen.where(MessageChoice.person_id.in_(wanted)))
    paces = {row.person_id: row.pace for row in rows}
    return sum(_put(connection, event, each, paces.get(each, Pace.AT_ONCE), at) for each in wanted)


def choose_pace(person: User, pace: Pace) -> None:
    """Keep how often this person wants messages. What waits already goes as it was going to."""
    choice = db.session.get(MessageChoice, person.id) or MessageChoice(person_id=person.id)
    choice.pace = pace
    db.session.add(choice)


def try_again(*, at: datetime) -> int:
    """Let every message that was given up be tried anew; gives their number."""
    done = db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.state == MessageState.GIVEN_UP)
        .values(state=MessageState.WAITING, attempts=0, due_at=at)
    )
    return int(done.rowcount)  # type: ignore[attr-defined]


def _put(connection: Connection, event: str, person_id: int, pace: Pace, at: datetime) -> bool:
    due_at = outbox.goes_at(pace, at)
    key = uuid4() if pace is Pace.AT_ONCE else uuid5(NAMESPACE_OID, f"digest|{person_id}|{due_at:%Y-%m-%d}")
    return insert_once(
        connection,
        OutboxMessage,
        event=event,
        person_id=person_id,
        mail_key=key.hex,
        made_at=at,
        due_at=due_at,
    )
