"""What changed in the listings since a copy of them was made: for whoever keeps such a copy."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from directory_data.models import ListingChange

KEPT_LINES = 10_000
"""Lines that stay although every copy made from now on holds them: for copies on other machines."""


@dataclass(frozen=True)
class Moment:
    """A point in the order of changes: the last line that a copy holds."""

    number: int = 0
    mark: str = ""


@dataclass(frozen=True)
class News:
    """The listings concerned by what happened after a moment; None where a copy must be made anew instead."""

    until: Moment
    service_ids: frozenset[int] | None


def latest(session: Session) -> Moment:
    """The last change of all. One statement on the table's key."""
    row = session.connection().execute(_LATEST).first()
    return Moment(row.id, row.mark) if row else Moment()


def since(session: Session, moment: Moment, *, most: int) -> News:
    """What happened after the moment; None where that is more than `most` lines or is not known any more."""
    lines = _lines().where(ListingChange.id >= moment.number).order_by(ListingChange.id)
    rows = session.execute(lines.limit(most + 2)).all()
    if not _continues(moment, rows[0].id if rows else 0, rows[0].mark if rows else ""):
        return News(latest(session), None)
    after = [row for row in rows if row.id > moment.number]
    if len(after) > most or any(row.service_id is None for row in after):
        return News(latest(session), None)
    until = Moment(rows[-1].id, rows[-1].mark) if rows else moment
    return News(until, frozenset(row.service_id for row in after if row.service_id is not None))


def number_since(session: Session, moment: Moment) -> int:
    """How many changes came after the moment."""
    return session.scalar(select(func.count(ListingChange.id)).where(ListingChange.id > moment.number)) or 0


def forget_before(session: Session, moment: Moment) -> None:
    """Remove lines that were followed long ago; the caller commits. The moment's own line always stays."""
    session.execute(delete(ListingChange).where(ListingChange.id < moment.number - KEPT_LINES))


def _lines() -> Select[int, str, int | None]:
    return select(ListingChange.id, ListingChange.mark, ListingChange.service_id)


_LATEST = _lines().order_by(ListingChange.id.desc()).limit(1)
"""Asked by every search, so put together once."""


def _continues(moment: Moment, first_number: int, first_mark: str) -> bool:
    """Whether the lines begin where the moment ended: not in a store put back, not where lines were removed."""
    if moment == Moment():
        return first_number <= 1
    return (first_number, first_mark) == (moment.number, moment.mark)
