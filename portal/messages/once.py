"""Rows that are written once, whoever else writes them at the same moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection
from sqlalchemy.dialects import postgresql, sqlite

from directory_data.database import Record

INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert_once(connection: Connection, record: type[Record], **values: Any) -> bool:
    """Write the row and say so; False where the table's UNIQUE constraint holds one like it already."""
    return bool(insert_each_once(connection, record, [values], *record.__table__.primary_key))


def insert_each_once(
    connection: Connection,
    record: type[Record],
    rows: Sequence[Mapping[str, Any]],
    *columns: ColumnElement[Any],
) -> list[Any]:
    """Write the rows in one statement; these columns of those written, without those that a UNIQUE constraint held."""
    insert: Any = INSERTS[connection.dialect.name]
    written = insert(record.__table__).values(list(rows)).on_conflict_do_nothing()
    # Not its rowcount: where the driver asks for the new id by itself, that says nothing.
    return list(connection.execute(written.returning(*columns)))
