"""Of two people who write one record at once, one is let: by a statement that only the first can win."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import inspect, update

from directory_data.database import Record, db


def set_once(record: Record, **facts: Any) -> bool:
    """Set columns that are empty until somebody sets them. False, with nothing changed, for whoever came second.

    The second of two transactions waits for the first, and then finds the columns filled.
    """
    return write_where(record, dict.fromkeys(facts), facts)


def step_on(record: Record, number_column: str, number: int) -> bool:
    """Count the record's number on from `number`. False, with nothing changed, where it has been counted on already."""
    return write_where(record, {number_column: number}, {number_column: number + 1})


def write_where(record: Record, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Set columns while others are as they were read. False, with nothing changed, where they are not any more."""
    db.session.flush()
    kind, identity = type(record), inspect(record).identity
    assert identity is not None, "A record that nobody has added to the session has no place in the store."
    keys = zip(inspect(kind).primary_key, identity, strict=True)
    as_read = [getattr(kind, name).is_not_distinct_from(value) for name, value in before.items()]
    statement = update(kind).where(*(column == value for column, value in keys), *as_read).values(**after)
    done = db.session.execute(statement.execution_options(synchronize_session=False))
    db.session.refresh(record, [*before, *after])
    return bool(done.rowcount)  # type: ignore[attr-defined]
