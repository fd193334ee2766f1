"""Sealing everything anew with the key that seals now: in portions, each kept as it is done, so that it can be cut off
at any moment and taken up again. What is still sealed with an older key is itself what remains to be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, or_, select, tuple_, update
from sqlalchemy.orm import Session, scoped_session

from portal.sealing.fields import SealedClass, SealedText, sealed_classes
from portal.sealing.keys import CannotOpen, KeyRing

AT_A_TIME = 100
Store = Session | scoped_session[Session]


def left_to_seal(session: Store, keys: KeyRing) -> int:
    """How many records hold something that is not sealed with the key that seals now."""
    return sum(
        session.scalar(select(func.count()).select_from(each.record).where(_is_old(each, keys))) or 0
        for each in sealed_classes()
    )


def seal_anew(session: Store, keys: KeyRing) -> Iterator[int]:
    """Seal every record anew, and commit after each portion; gives how many records of it were done.

    What does not open stays as it is, and counts as left. What somebody changes meanwhile is not overwritten.
    """
    for each in sealed_classes():
        key_columns = each.record.__mapper__.primary_key
        waiting = session.execute(
            select(*key_columns).where(_is_old(each, keys)).order_by(*key_columns)
        ).all()
        for start in range(0, len(waiting), AT_A_TIME):
            portion = [tuple(row) for row in waiting[start : start + AT_A_TIME]]
            records = session.scalars(select(each.record).where(tuple_(*key_columns).in_(portion))).all()
            done = sum(_seal_one(session, each.fields, record, keys) for record in records)
            session.commit()
            session.expunge_all()
            yield done


def _seal_one(session: Store, fields: Sequence[SealedText], record: Any, keys: KeyRing) -> bool:
    mapper = record.__mapper__
    columns = mapper.columns
    try:
        anew = {columns[field.column]: field.resealed(record, keys) for field in fields}
    except CannotOpen:
        return False
    unchanged = [columns[field.column] == getattr(record, field.column) for field in fields]
    itself = [column == getattr(record, column.key) for column in mapper.primary_key]
    done = session.execute(update(mapper.local_table).where(and_(*itself, *unchanged)).values(anew))
    return bool(done.rowcount)  # type: ignore[attr-defined]


def _is_old(each: SealedClass, keys: KeyRing) -> ColumnElement[bool]:
    columns = (each.record.__mapper__.columns[field.column] for field in each.fields)
    return or_(*(not_(column.startswith(f"{keys.seals_with}.", autoescape=True)) for column in columns))
