"""The table of single postcodes that an operator loads: one look-up in a SQLite file, reopened when it is replaced."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from directory_data.gazetteer.grid import degrees_from_grid
from directory_data.places import Point

TABLE_LAYOUT = "2"
ON_NATIONAL_GRID = "national-grid"
IN_MICRODEGREES = "microdegrees"
log = logging.getLogger(__name__)
_FIND = {
    "1": "SELECT y, x, precision_m, authority, ended, NULL FROM postcode WHERE code = ?",
    TABLE_LAYOUT: "SELECT y, x, precision_m, authority, ended, others FROM postcode WHERE code = ?",
}
"""By the layout of the table. In the first, a postcode had one authority."""
_HOLDS = "SELECT 1 FROM postcode WHERE code BETWEEN ? AND ? AND length(code) = ? LIMIT 1"


@dataclass(frozen=True, slots=True)
class Unit:
    """One postcode. No point: it has no position. `ended` is yyyymm, 0 where unknown, None while in use.

    `others` are further authorities that its homes lie in, where the list says that there are several.
    """

    point: Point | None = field(repr=False)
    precision_m: int
    authority: str
    ended: int | None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Opened:
    signature: tuple[int, ...]
    connection: sqlite3.Connection
    authorities: dict[int | None, str]
    released_on: date | None
    is_on_grid: bool
    find: str
    held: dict[str, bool] = field(default_factory=dict)

    def __del__(self) -> None:
        """A thread that ends takes its connection with it."""
        self.connection.close()


class Units:
    """Look-ups in the file at `path`, which may not exist yet. Safe between threads and after a fork."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._local = threading.local()
        self._damaged: tuple[int, ...] | None = None

    @property
    def is_loaded(self) -> bool:
        return self._current() is not None

    @property
    def is_damaged(self) -> bool:
        """Whether there is a file that cannot be read."""
        return self._current() is None and self._damaged is not None

    @property
    def released_on(self) -> date | None:
        opened = self._current()
        return opened.released_on if opened else None

    def find(self, compact: str) -> Unit | None:
        """The postcode written without its space, or None."""
        opened = self._current()
        row = opened.connection.execute(opened.find, (compact,)).fetchone() if opened else None
        if row is None or opened is None:
            return None
        y, x, precision_m, authority, ended, more = row
        others = tuple([opened.authorities[int(number)] for number in more.split(",")]) if more else ()
        return Unit(_point(opened, y, x), precision_m, opened.authorities.get(authority, ""), ended, others)

    def holds(self, outcode: str) -> bool:
        """Whether the file says anything of postcodes in this district: a regional file is silent on all others."""
        opened = self._current()
        if opened is None:
            return False
        if outcode not in opened.held:
            # LS1 lies between LS10 and LS19 in the file, so the length tells LS1 0AA from LS10 1AA.
            ends = (f"{outcode}0AA", f"{outcode}9ZZ", len(outcode) + 3)
            opened.held[outcode] = opened.connection.execute(_HOLDS, ends).fetchone() is not None
        return opened.held[outcode]

    def _current(self) -> _Opened | None:
        """This thread's connection to the file as it stands now: a replaced file is opened anew."""
        if self._path is None:
            return None
        try:
            stat = os.stat(self._path)
        except FileNotFoundError:
            return None
        signature = (stat.st_ino, stat.st_mtime_ns, stat.st_size, os.getpid())
        opened: _Opened | None = getattr(self._local, "opened", None)
        if opened is None or opened.signature != signature:
            if opened is not None and opened.signature[-1] == os.getpid():
                opened.connection.close()
            opened = self._local.opened = self._opened(self._path, signature)
        return opened

    def _opened(self, path: Path, signature: tuple[int, ...]) -> _Opened | None:
        """A file that cannot be read is as good as none: the shipped tables answer, and it is said once."""
        if signature == self._damaged:
            return None
        try:
            return _open(path, signature)
        except (sqlite3.DatabaseError, ValueError):
            self._damaged = signature
            log.error("The loaded list of postcodes cannot be read: load it again.")
            return None


def _open(path: Path, signature: tuple[int, ...]) -> _Opened:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    about = dict(connection.execute("SELECT key, value FROM about"))
    find = _FIND.get(about.get("layout", ""))
    if find is None:
        raise ValueError("The table has another layout.")
    authorities: dict[int | None, str] = dict(connection.execute("SELECT id, code FROM authority").fetchall())
    released = about.get("released_on")
    return _Opened(
        signature,
        connection,
        authorities,
        date.fromisoformat(released) if released else None,
        about.get("positions") == ON_NATIONAL_GRID,
        find,
    )


def _point(opened: _Opened, y: int | None, x: int | None) -> Point | None:
    if y is None or x is None:
        return None
    return degrees_from_grid(x, y) if opened.is_on_grid else Point(y / 1e6, x / 1e6)
