"""An operator's postcode file made into the table of single postcodes, beside the old one, then put in its place."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directory_data.gazetteer.columns import UnusableFile
from directory_data.gazetteer.entries import ENDED, LIVE, REPEATED, SHARED, EntryReader
from directory_data.gazetteer.sources import PostcodeSource, postcode_source
from directory_data.gazetteer.units import IN_MICRODEGREES, ON_NATIONAL_GRID, TABLE_LAYOUT

LEAST_SHARE_OF_PREVIOUS = 0.9
_LAYOUT = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE authority (id INTEGER PRIMARY KEY, code TEXT NOT NULL);
CREATE TABLE postcode (
  code TEXT PRIMARY KEY, y INTEGER, x INTEGER, precision_m INTEGER, authority INTEGER, ended INTEGER, others TEXT
) WITHOUT ROWID;
"""
# A postcode that stands there again adds its authority, where it is another one and both rows are of one in use.
_STORE = """
INSERT INTO postcode (code, y, x, precision_m, authority, ended) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (code) DO UPDATE SET others = coalesce(others || ',', '') || excluded.authority
WHERE ended IS NULL AND excluded.ended IS NULL AND authority <> excluded.authority
AND instr(',' || coalesce(others, '') || ',', ',' || excluded.authority || ',') = 0
"""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of each row of the file, by reason."""

    counts: dict[str, int]
    located: int
    released_on: date | None


def load_postcodes(
    source: Path,
    target: Path,
    force: bool = False,
    progress: Callable[[float], None] | None = None,
    ended: Path | None = None,
) -> LoadReport:
    """Build the table from Code-Point Open, ONSPD, NSPL or a CSV and swap it in.

    `ended` is a second file, of postcodes that are no longer in use, for lists that hold those in use only
    (Code-Point Open); where both name a postcode, the first file is right. Raises UnusableFile with one sentence and
    leaves the old table as it is when a file is no postcode table, or has under 90 % of the previous table's located
    postcodes (unless forced), or when another load is running. `progress` is told the share (0 to 1) that is read.
    """
    found = postcode_source(source)
    found_ended = _ended_source(ended, found) if ended else None
    target.parent.mkdir(parents=True, exist_ok=True)
    with _alone(target):
        beside = target.with_name(f"{target.name}.new-{os.getpid()}")
        try:
            report = _build(found, found_ended, beside, progress)
            _refuse_what_is_all_ended(report, source)
            _refuse_a_loss(report, target, force)
            os.replace(beside, target)
        except sqlite3.Error as cause:
            raise UnusableFile(
                "The new table could not be written: check the disk and load again."
            ) from cause
        finally:
            beside.unlink(missing_ok=True)
    return report


def _ended_source(path: Path, of: PostcodeSource) -> PostcodeSource:
    ended = postcode_source(path)
    if not (ended.is_on_grid if of.is_on_grid else ended.has_degrees):
        kind = "National Grid references" if of.is_on_grid else "latitudes and longitudes"
        raise UnusableFile(f"{path.name} must have {kind}, as the other file has.")
    return ended


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """One load at a time; what a load that was killed left behind is removed."""
    with target.with_name(f".{target.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UnusableFile("Another load is running: wait until it has ended.") from None
        for left_over in target.parent.glob(f"{target.name}.new-*"):
            left_over.unlink(missing_ok=True)
        yield


def _build(
    source: PostcodeSource, ended: PostcodeSource | None, path: Path, progress: Callable[[float], None] | None
) -> LoadReport:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=4096;" + _LAYOUT
        )
        reader = EntryReader(source, ended)
        connection.execute("BEGIN")
        stored = 0
        for entries, share_read in reader.steps():
            connection.executemany(_STORE, entries)
            stored += len(entries)
            if progress:
                progress(share_read)
        counted = "SELECT count(*), count(y), count(others) FROM postcode"
        kept, located, shared = connection.execute(counted).fetchone()
        reader.counts[REPEATED] += stored - kept
        reader.counts[SHARED] += shared
        connection.executemany("INSERT INTO authority VALUES (?, ?)", reader.authorities())
        connection.executemany("INSERT INTO about VALUES (?, ?)", _about(source, reader, located))
        connection.execute("COMMIT")
        if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("The new table is damaged.")
    _flush(path)
    return LoadReport({reason: n for reason, n in reader.counts.items() if n}, located, source.released_on)


def _about(source: PostcodeSource, reader: EntryReader, located: int) -> Iterator[tuple[str, str]]:
    yield "layout", TABLE_LAYOUT
    yield "positions", ON_NATIONAL_GRID if reader.is_on_grid else IN_MICRODEGREES
    yield "located", str(located)
    yield "released_on", source.released_on.isoformat() if source.released_on else ""


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _refuse_what_is_all_ended(report: LoadReport, source: Path) -> None:
    """Taken for the list of those in use, it would send people to where nobody lives any more."""
    if (not report.counts.get(LIVE) and report.counts.get(ENDED)) or "terminated" in source.name.lower():
        raise UnusableFile(
            f"{source.name} holds only postcodes that are no longer in use: load the list of those in use, and give "
            "this file with --terminated."
        )


def _refuse_a_loss(report: LoadReport, target: Path, force: bool) -> None:
    if not report.located:
        raise UnusableFile("The file has no postcode in Great Britain with a position.")
    previous = _previous_located(target)
    if not force and report.located < LEAST_SHARE_OF_PREVIOUS * previous:
        raise UnusableFile(
            f"The file has {_postcodes(report.located)} with a position and the present table has {previous:,}: "
            "use --force if that is right."
        )


def _postcodes(number: int) -> str:
    return "1 postcode" if number == 1 else f"{number:,} postcodes"


def _previous_located(target: Path) -> int:
    if not target.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"{target.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT value FROM about WHERE key = 'located'").fetchone()[0])
    except (sqlite3.DatabaseError, TypeError):
        return 0
