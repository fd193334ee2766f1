"""The outbox: one message for each event and person, without a word of what happened."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from portal.accounts.models import User
from portal.rules.outbox import MessageState, Pace


class OutboxMessage(Record):
    """That somebody is to be told of an event. `event` names a line of a diary by its number and holds no fact.

    Messages with one `mail_key` go out as one mail, whose Message-ID it is. `failure` is a sentence of ours, never what
    the other server said: that may repeat an address.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (UniqueConstraint("event", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person_account.id", ondelete="CASCADE"), index=True)
    mail_key: Mapped[str] = mapped_column(index=True)
    made_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[MessageState] = mapped_column(default=MessageState.WAITING, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    claim: Mapped[str] = mapped_column(default="")
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(default="")

    person: Mapped[User] = relationship()


class MessageChoice(Record):
    """How often somebody wants messages. Who has no row wants them at once."""

    __tablename__ = "message_choice"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person_account.id", ondelete="CASCADE"), primary_key=True
    )
    pace: Mapped[Pace]
