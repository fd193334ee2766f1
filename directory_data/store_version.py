"""Whether anything was committed to the store since: asked before what is kept of it is used again."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Hashable
from itertools import count
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

Version = Hashable
"""Two that are equal were taken with no commit of anybody between them."""


def version_of(session: Session) -> Version | None:
    """What tells the store, as it is now, from itself before and after any commit. Take it before what is to be kept.

    None where that cannot be told: this session has changed something itself, no second connection sees the store, or
    it does not answer; whoever then reads it is told so in its own way.
    """
    engine = session.get_bind().engine
    if engine.dialect.name == "postgresql":
        return _snapshot(session)
    if engine.url.database in (None, "", ":memory:") or _has_changed_something(session):
        return None
    with _turn:
        watch = _watches.get(engine) or _watches.setdefault(engine, _Watch(engine))
    return watch.version()


def _snapshot(session: Session) -> Version | None:
    """Which transactions this one sees; the numbers are never used again."""
    seen, own = session.connection().execute(_SNAPSHOT).one()
    return None if own is not None else str(seen)


_SNAPSHOT = text("SELECT pg_current_snapshot()::text, pg_current_xact_id_if_assigned()::text")


def _has_changed_something(session: Session) -> bool:
    """Whether a transaction of its own is under way: the driver begins one with the first change, never for a look."""
    if not session.in_transaction():
        return False
    driver = session.connection().connection.dbapi_connection
    return isinstance(driver, sqlite3.Connection) and driver.in_transaction


class _Watch:
    """A connection that never changes anything: SQLite tells it a number that every commit of another one changes."""

    def __init__(self, engine: Engine) -> None:
        self._file = str(engine.url.database)
        self._turn = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._number = 0
        event.listen(engine, "engine_disposed", self._close)

    def version(self) -> Version | None:
        """The number, and that of the connection: it means nothing to another one."""
        with self._turn:
            try:
                if self._connection is None:
                    self._connection = sqlite3.connect(
                        self._file, isolation_level=None, check_same_thread=False
                    )
                    self._number = next(_numbers)
                [(version,)] = self._connection.execute("PRAGMA data_version").fetchall()
            except sqlite3.Error:
                return None
            return self._number, version

    def _close(self, _engine: Engine) -> None:
        with self._turn:
            if self._connection is not None:
                self._connection.close()
            self._connection = None


_numbers = count(1)
_turn = threading.Lock()
_watches: WeakKeyDictionary[Engine, _Watch] = WeakKeyDictionary()
