"""Adding to the log: what was recorded goes into the store with the change that it speaks of, or neither does.

Entries wait in the session until it commits, and are chained then. So the log's one row is locked last and for as
short as can be, and two writers never wait for each other in a circle.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from sqlalchemy import event, insert, update
from sqlalchemy.orm import Session

from directory_data.database import db
from directory_data.vocabulary import Role, Word
from portal.audit.models import AuditEntry, AuditHead
from portal.rules.audit_chain import Head, Link, Said, after
from portal.rules.audit_words import Act, Thing

_WAITING = "audit entries"


class Actor(Protocol):
    """Somebody with an account."""

    @property
    def id(self) -> int: ...
    @property
    def role(self) -> Role: ...


def record(
    act: Act,
    thing: Thing,
    reference: str = "",
    *,
    by: Actor | None,
    at: datetime,
    reason: Word | None = None,
) -> None:
    """Record an act with the transaction that is going on; `by` is None for an operator's command or a stranger.

    Raises ValueError where the reference is not a plain code: words that people typed do not belong here.
    """
    role = by.role.value if by else ""
    said = Said(at, by.id if by else None, role, act.value, thing.value, reference, str(reason or ""))
    db.session().info.setdefault(_WAITING, []).append(said)


@event.listens_for(Session, "before_commit")
def _chain(session: Session) -> None:
    if _WAITING not in session.info or session.in_nested_transaction():
        return
    # What the session still holds back goes first: the log's row is the last one to be locked.
    session.flush()
    connection = session.connection()
    # It changes nothing, and still makes every other writer wait until this transaction has ended.
    taken = update(AuditHead).values(number=AuditHead.number).returning(AuditHead.number, AuditHead.digest)
    last = Head(*connection.execute(taken).one())
    links: list[Link] = []
    for said in session.info.pop(_WAITING):
        links.append(after(Head(links[-1].number, links[-1].digest) if links else last, said))
    connection.execute(insert(AuditEntry), [_row(link) for link in links])
    connection.execute(update(AuditHead).values(number=links[-1].number, digest=links[-1].digest))


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(_WAITING, None)


def _row(link: Link) -> dict[str, object]:
    said = link.said
    return {
        "number": link.number,
        "at": said.at,
        "actor_id": said.actor_id,
        "role": said.role,
        "act": Act(said.act),
        "thing": Thing(said.thing),
        "reference": said.reference,
        "reason": said.reason,
        "digest": link.digest,
    }
