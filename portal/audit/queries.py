"""Reads of the log: a page of what was asked for, and the whole chain for who verifies it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, func, select

from directory_data.database import db
from portal.audit.models import AuditEntry, AuditHead
from portal.clock import midnight
from portal.rules.audit_chain import Head, Link
from portal.rules.audit_words import Act, Thing

ON_A_PAGE = 50
AT_A_TIME = 1_000


@dataclass(frozen=True)
class Asked:
    """What entries somebody wants to see. None and empty leave it open; both days are included, in England's time."""

    actor_ids: Collection[int] | None = None
    act: Act | None = None
    thing: Thing | None = None
    reference: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Found:
    """One page of entries, the newest first, and how many there are in all."""

    entries: Sequence[AuditEntry]
    number: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.number // ON_A_PAGE))


def entries(asked: Asked, page: int) -> Found:
    """The page with that number, from 1; past the last one, the last."""
    wanted = _asked_for(asked)
    number = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    page = min(max(1, page), max(1, -(-number // ON_A_PAGE)))
    newest_first = wanted.order_by(AuditEntry.number.desc()).limit(ON_A_PAGE).offset((page - 1) * ON_A_PAGE)
    return Found(db.session.scalars(newest_first).all(), number, page)


def chain() -> Iterator[Link]:
    """Every entry in order, read in portions."""
    last = 0
    while True:
        wanted = select(AuditEntry).where(AuditEntry.number > last).order_by(AuditEntry.number)
        portion = db.session.scalars(wanted.limit(AT_A_TIME)).all()
        if not portion:
            return
        for entry in portion:
            yield entry.link
            last = entry.number
        db.session.expunge_all()


def head() -> Head:
    """How far the log says that it goes."""
    row = db.session.execute(select(AuditHead.number, AuditHead.digest)).one()
    return Head(row.number, row.digest)


def _asked_for(asked: Asked) -> Select[AuditEntry]:
    wanted = select(AuditEntry)
    if asked.actor_ids is not None:
        wanted = wanted.where(AuditEntry.actor_id.in_(asked.actor_ids))
    if asked.act:
        wanted = wanted.where(AuditEntry.act == asked.act)
    if asked.thing:
        wanted = wanted.where(AuditEntry.thing == asked.thing)
    if asked.reference:
        wanted = wanted.where(AuditEntry.reference == asked.reference)
    if asked.since:
        wanted = wanted.where(AuditEntry.at >= midnight(asked.since))
    if asked.until:
        wanted = wanted.where(AuditEntry.at < midnight(asked.until + timedelta(days=1)))
    return wanted
