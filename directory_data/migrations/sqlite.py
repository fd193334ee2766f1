"""What SQLite needs so that a change of its tables happens whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection


class BrokenReferences(Exception):
    """A change of the tables would have left rows that name rows which are not there."""


@contextmanager
def as_one_change(connection: Connection) -> Iterator[None]:
    """One transaction, committed at the end. Elsewhere than on SQLite the caller's own transactions are enough.

    SQLite changes a table by making it anew, which it takes for the removal of every row that others name: so the
    references are not asked meanwhile, and all of them afterwards (https://sqlite.org/lang_altertable.html, section 7).
    """
    if connection.dialect.name != "sqlite":
        yield
        connection.commit()
        return
    asks = connection.exec_driver_sql("PRAGMA foreign_keys").scalar()
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield
        if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise BrokenReferences(f"Rows of {broken[0]} would name rows of {broken[2]} that are not there.")
        connection.commit()
    finally:
        connection.rollback()
        connection.exec_driver_sql(f"PRAGMA foreign_keys={asks}")
