"""An operator's postcode file made into the table of single postcodes, beside the old one, then put in its place."""

from __future__ import annotations

import os
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directory_data.gazetteer.authorities import SCOTLAND
from directory_data.gazetteer.facts import table
from directory_data.gazetteer.sources import PostcodeSource, Row, UnusableFile, postcode_source
from directory_data.gazetteer.units import IN_MICRODEGREES, ON_NATIONAL_GRID, TABLE_LAYOUT

LEAST_SHARE_OF_PREVIOUS = 0.9
ROWS_PER_STEP = 50_000
# Metres, by Code-Point's quality indicator (two figures) and ONSPD's grid indicator (one figure).
PRECISIONS = {"10": 100, "20": 200, "30": 200, "40": 500, "50": 500, "60": 1000}
PRECISIONS |= {"1": 100, "2": 100, "3": 200, "4": 500, "5": 1000, "6": 1000, "8": 1000}
UNLOCATED_QUALITIES = frozenset({"90", "9"})
OUR_QUALITY = 100

LIVE, ENDED = "in use", "no longer in use"
UNLOCATED = "without a location"
NORTHERN_IRELAND, ISLANDS = "Northern Ireland, left out", "islands, left out"
UNREADABLE, REPEATED = "unreadable postcode, left out", "repeated, left out"
BAD_POSITION, NO_AUTHORITY = "unreadable position, left out", "no local authority named"

_SHAPE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}")
_LEFT_OUT = {"BT": NORTHERN_IRELAND, "JE": ISLANDS, "GY": ISLANDS, "IM": ISLANDS}
_LAYOUT = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE authority (id INTEGER PRIMARY KEY, code TEXT NOT NULL);
CREATE TABLE postcode (
  code TEXT PRIMARY KEY, y INTEGER, x INTEGER, precision_m INTEGER, authority INTEGER, ended INTEGER
) WITHOUT ROWID;
"""

Entry = tuple[str, int | None, int | None, int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of each row of the file, by reason."""

    counts: dict[str, int]
    located: int
    released_on: date | None


def load_postcodes(
    source: Path, target: Path, force: bool = False, progress: Callable[[int], None] | None = None
) -> LoadReport:
    """Build the table from Code-Point Open, ONSPD, NSPL or a CSV and swap it in.

    Raises UnusableFile with one sentence and leaves the old table as it is when the file is no postcode table, or
    has under 90 % of the previous table's located postcodes (unless forced).
    """
    found = postcode_source(source)
    beside = target.with_name(f"{target.name}.new-{os.getpid()}")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        report = _build(found, beside, progress)
        _refuse_a_loss(report, target, force)
        os.replace(beside, target)
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()
    return report


def _build(source: PostcodeSource, path: Path, progress: Callable[[int], None] | None) -> LoadReport:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=4096;" + _LAYOUT
        )
        reader = _Reader(source)
        connection.execute("BEGIN")
        stored = 0
        for entries in reader.steps():
            connection.executemany("INSERT OR IGNORE INTO postcode VALUES (?, ?, ?, ?, ?, ?)", entries)
            stored += len(entries)
            if progress:
                progress(stored)
        kept, located = connection.execute("SELECT count(*), count(y) FROM postcode").fetchone()
        reader.counts[REPEATED] += stored - kept
        connection.executemany("INSERT INTO authority VALUES (?, ?)", reader.authorities())
        connection.executemany("INSERT INTO about VALUES (?, ?)", _about(source, reader, located))
        connection.execute("COMMIT")
        if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise UnusableFile(
                "The new table was damaged while it was written: check the disk and load again."
            )
    _flush(path)
    return LoadReport({reason: n for reason, n in reader.counts.items() if n}, located, source.released_on)


def _about(source: PostcodeSource, reader: _Reader, located: int) -> Iterator[tuple[str, str]]:
    yield "layout", TABLE_LAYOUT
    yield "positions", ON_NATIONAL_GRID if reader.is_on_grid else IN_MICRODEGREES
    yield "located", str(located)
    yield "released_on", source.released_on.isoformat() if source.released_on else ""


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _refuse_a_loss(report: LoadReport, target: Path, force: bool) -> None:
    if not report.located:
        raise UnusableFile("The file has no postcode in Great Britain with a position.")
    previous = _previous_located(target)
    if not force and report.located < LEAST_SHARE_OF_PREVIOUS * previous:
        raise UnusableFile(
            f"The file has {report.located:,} located postcodes and the present table has {previous:,}: "
            "use --force if that is right."
        )


def _previous_located(target: Path) -> int:
    if not target.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"{target.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT value FROM about WHERE key = 'located'").fetchone()[0])
    except (sqlite3.DatabaseError, TypeError):
        return 0


class _Reader:
    """Rows of a file as entries of the table, in steps, counting what became of each."""

    def __init__(self, source: PostcodeSource) -> None:
        self.counts: Counter[str] = Counter()
        self.is_on_grid = {"easting", "northing"} <= set(source.columns)
        self._source = source
        self._ids: dict[str, int | None] = {"": None}
        self._successors = {row[0]: row[2] for row in table("retired_authorities.csv")}

    def authorities(self) -> Iterator[tuple[int, str]]:
        """Numbers and codes as stored; Scottish authorities share the number that Scotland got first."""
        codes: dict[int, str] = {}
        for code, number in self._ids.items():
            if number is not None:
                codes.setdefault(number, self._successors.get(code, code))
        yield from codes.items()

    def steps(self) -> Iterator[list[Entry]]:
        entries: list[Entry] = []
        entry_of = self._entry_reader()
        for row in self._source.rows():
            entry = entry_of(row)
            if entry is not None:
                entries.append(entry)
                if len(entries) >= ROWS_PER_STEP:
                    yield entries
                    entries = []
        yield entries

    def _entry_reader(self) -> Callable[[Row], Entry | None]:
        """One row to one entry, with the places of the columns bound once: this runs 1.7 million times."""
        at, counts, ids = self._source.columns, self.counts, self._ids
        code_at, authority_at = at["postcode"], at.get("authority")
        y_at, x_at = (at["northing"], at["easting"]) if self.is_on_grid else (at["lat"], at["lon"])
        quality_at, ended_at, country_at = at.get("quality"), at.get("ended"), at.get("country")
        position = _grid_position if self.is_on_grid else _degree_position
        last = max(code_at, y_at, x_at)
        shaped = _SHAPE.fullmatch

        def entry_of(row: Row) -> Entry | None:
            if len(row) <= last:
                counts[UNREADABLE] += bool(row)
                return None
            code = row[code_at].replace(" ", "").upper()
            if not shaped(code):
                counts[UNREADABLE] += 1
                return None
            if left_out := _LEFT_OUT.get(code[:2]):
                counts[left_out] += 1
                return None
            quality = row[quality_at] if quality_at is not None else ""
            try:
                y, x = (None, None) if quality in UNLOCATED_QUALITIES else position(row[y_at], row[x_at])
            except ValueError:
                counts[BAD_POSITION] += 1
                return None
            authority = row[authority_at] if authority_at is not None else ""
            if authority not in ids:
                ids[authority] = _authority_id(authority, ids)
            number = ids[authority]
            if number is None and country_at is not None and row[country_at] == SCOTLAND:
                number = ids.setdefault(SCOTLAND, len(ids))
            ended = _ended(row[ended_at]) if ended_at is not None else None
            counts[UNLOCATED if y is None else LIVE if ended is None else ENDED] += 1
            if number is None:
                counts[NO_AUTHORITY] += 1
            return code, y, x, PRECISIONS.get(quality, OUR_QUALITY), number, ended

        return entry_of


def _authority_id(code: str, ids: dict[str, int | None]) -> int | None:
    """The number to store for a code; all of Scotland is one, and pseudo codes (E99999999) are none."""
    if code.endswith("99999999") or code[:1] not in {"E", "W", "S"}:
        return None
    if code[0] == "S" and code != SCOTLAND:
        return ids.setdefault(SCOTLAND, len(ids))
    return len(ids)


def _grid_position(northing: str, easting: str) -> tuple[int | None, int | None]:
    y, x = int(northing or 0), int(easting or 0)
    return (y, x) if x and y else (None, None)


def _degree_position(lat: str, lon: str) -> tuple[int | None, int | None]:
    """Microdegrees. 99.999999 is how ONSPD writes "none"; a position far from Britain is no position."""
    y, x = float(lat or 0), float(lon or 0)
    return (round(y * 1e6), round(x * 1e6)) if 49 < y < 61.5 and -9 < x < 2.5 else (None, None)


def _ended(month: str) -> int | None:
    """yyyymm, None while the postcode is in use, 0 for a month that cannot be read."""
    if not month.strip():
        return None
    return int(month) if re.fullmatch(r"\d{6}", month.strip()) else 0
