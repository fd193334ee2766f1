"""AuditEntry: one line of the log; AuditHead: how far the chain goes, and whose turn it is to add to it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Connection, Index, Table, event, insert
from sqlalchemy.orm import Mapped, mapped_column

from directory_data.database import Record
from portal.rules.audit_chain import BEGINNING, Link, Said
from portal.rules.audit_words import Act, Thing


class CannotChange(Exception):
    """A line of the audit log was to be altered or removed."""


class AuditEntry(Record):
    """One line. `actor_id` is an account's number without a foreign key: the line outlives the account.

    `reference` names a record by what stands in its address, `reason` is a code. Neither holds words that somebody
    typed, so nothing here has to be sealed or forgotten.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_actor_id_number", "actor_id", "number"),
        Index("ix_audit_entry_thing_reference_number", "thing", "reference", "number"),
        Index("ix_audit_entry_act_number", "act", "number"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[int | None]
    role: Mapped[str]
    act: Mapped[Act]
    thing: Mapped[Thing]
    reference: Mapped[str]
    reason: Mapped[str]
    digest: Mapped[str]

    @property
    def link(self) -> Link:
        """The entry as a link of the chain."""
        said = Said(self.at, self.actor_id, self.role, self.act, self.thing, self.reference, self.reason)
        return Link(self.number, said, self.digest)


class AuditHead(Record):
    """One row alone. Whoever writes to it first adds to the log first, and the others wait: so no number is missing."""

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    digest: Mapped[str]


@event.listens_for(AuditHead.__table__, "after_create")
def _begin(table: Table, connection: Connection, **_: Any) -> None:
    """Where the tables are made without the migrations, which put the row in themselves."""
    connection.execute(insert(table).values(id=1, number=0, digest=BEGINNING))


@event.listens_for(AuditEntry, "before_update")
@event.listens_for(AuditEntry, "before_delete")
def _refuse(_mapper: Any, _connection: Any, entry: AuditEntry) -> None:
    raise CannotChange(f"Entry {entry.number} of the audit log has been written.")
