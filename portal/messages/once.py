"""A row that is written once, whoever else writes it at the same moment."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from directory_data.database import Record

INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert_once(connection: Connection, record: type[Record], **values: Any) -> bool:
    """Write the row and say so; False where the table's UNIQUE constraint holds one like it already."""
    insert: Any = INSERTS[connection.dialect.name]
    row = insert(record.__table__).values(**values).on_conflict_do_nothing()
    # Not its rowcount: where the driver asks for the new id by itself, that says nothing.
    return connection.execute(row.returning(*record.__table__.primary_key)).first() is not None
