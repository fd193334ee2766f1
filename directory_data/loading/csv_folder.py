"""A folder of CSV files -> a feed. The columns stand in rows.py and, for people, in TEMPLATE.md."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, TextIO

from directory_data.loading.cells import CellRefused
from directory_data.loading.feed import OWNERS, RECORD_KINDS, Feed, Owner, Place, Refusal, UnusableFeed
from directory_data.loading.rows import Column, Origin, ProviderRow, Row, ServiceRow, columns_of

FILES: Mapping[str, type[Row]] = {f"{kind}.csv": row_type for row_type, kind in RECORD_KINDS.items()}
REQUIRED_FILES = tuple(f"{RECORD_KINDS[row_type]}.csv" for row_type in (ProviderRow, ServiceRow))
LONGEST_FILE = 100_000_000
"""Bytes. A directory of four thousand services takes about five million."""


def read_csv_folder(path: Path) -> Feed:
    """Every row that can be read, and a refusal for each that cannot.

    Raises UnusableFeed, with one sentence, when there is no folder of the template's files to read.
    """
    readings = {FILES[file.name]: _Reading(file) for file in _files(path)}
    for reading in readings.values():
        reading.read()
    return Feed(
        rows={row_type: tuple(reading.rows) for row_type, reading in readings.items()},
        refusals=tuple(refusal for reading in readings.values() for refusal in reading.refusals),
        refused_slugs=frozenset().union(*(reading.refused_slugs for reading in readings.values())),
        providers_of=readings[ServiceRow].providers_of,
        owners={place: owned for reading in readings.values() for place, owned in reading.owners.items()},
    )


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise UnusableFeed(
            f"{folder} is not a folder. Give the folder that holds {' and '.join(REQUIRED_FILES)},"
            " or --format hsds for Open Referral listings."
        )
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() == ".csv")
    names = {file.name for file in files}
    if missing := [name for name in REQUIRED_FILES if name not in names]:
        raise UnusableFeed(f"{folder} does not hold {' or '.join(missing)}.")
    if unknown := sorted(names - set(FILES)):
        raise UnusableFeed(f"{folder} holds {', '.join(unknown)}, which the template does not know.")
    if long := [file.name for file in files if file.stat().st_size > LONGEST_FILE]:
        raise UnusableFeed(f"{long[0]} is longer than {LONGEST_FILE // 1_000_000} million bytes.")
    return sorted(files, key=lambda file: list(FILES).index(file.name))


class _Reading:
    """One file being read, row by row."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.row_type = FILES[file.name]
        self.columns = columns_of(self.row_type)
        self.rows: list[Row] = []
        self.refusals: list[Refusal] = []
        self.refused_slugs: set[str] = set()
        self.providers_of: dict[str, str] = {}
        self.owners: dict[Place, frozenset[Owner]] = {}

    def read(self) -> None:
        """Fill `rows` and `refusals`."""
        with _open_text(self.file) as stream:
            lines = csv.reader(stream, strict=True)
            header = self._header(lines)
            for number in count(2) if header else ():
                if (line := self._next(lines, number)) is None:
                    break
                if any(cell.strip() for cell in line):
                    self._read_row(number, header, line)

    def _header(self, lines: Iterator[list[str]]) -> list[str]:
        """The names of the columns, or nothing when the file cannot be read by them."""
        header = [name.strip() for name in self._next(lines, 1) or []]
        needed = [name for name, column in self.columns.items() if column.is_required]
        wrong = [f"The column {name} is missing." for name in needed if name not in header]
        wrong += [f"The template has no column {name[:40]}." for name in header if name not in self.columns]
        wrong += [f"The column {name} stands there twice." for name in self.columns if header.count(name) > 1]
        self.refusals += [Refusal(self.file.name, 1, "", sentence) for sentence in wrong]
        return [] if wrong else header

    def _next(self, lines: Iterator[list[str]], number: int) -> list[str] | None:
        try:
            return next(lines, None)
        except csv.Error as wrong:
            self.refusals.append(Refusal(self.file.name, number, "", _csv_sentence(wrong)))
            return None

    def _read_row(self, number: int, header: list[str], line: list[str]) -> None:
        refused_before = len(self.refusals)
        if len(line) != len(header):
            sentence = f"The row has {len(line)} cells, and the file has {len(header)} columns."
            self.refusals.append(Refusal(self.file.name, number, "", sentence))
        cells = {name: cell.strip() for name, cell in zip(header, line, strict=False)}
        owner_type, column = OWNERS[self.row_type]
        if owner := cells.get(column):
            self.owners[self.file.name, number] = frozenset({Owner(owner_type, owner)})
        values = dict(self._values(number, cells))
        if len(self.refusals) == refused_before:
            self.rows.append(self.row_type(origin=Origin(self.file.name, number), **values))
        elif "slug" in cells:
            self.refused_slugs.add(cells["slug"])
            self.providers_of[cells["slug"]] = cells.get("provider", "")

    def _values(self, number: int, cells: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
        for name, cell in cells.items():
            try:
                if cell or self.columns[name].is_required:
                    yield name, _value(self.columns[name], cell)
            except CellRefused as wrong:
                self.refusals.append(Refusal(self.file.name, number, name, str(wrong)))


def _value(column: Column, cell: str) -> object:
    if not cell:
        raise CellRefused("This must not be empty.")
    return column.read(cell)


@contextmanager
def _open_text(file: Path) -> Iterator[TextIO]:
    """The file as text, with or without a byte order mark and with any line ends."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            yield stream
    except UnicodeDecodeError:
        raise UnusableFeed(f"{file.name} is not UTF-8 text. Save it again as CSV UTF-8.") from None
    except OSError as wrong:
        raise UnusableFeed(f"{file.name} cannot be read: {wrong.strerror}.") from None


def _csv_sentence(wrong: csv.Error) -> str:
    if "field larger" in str(wrong):
        longest = csv.field_size_limit()
        return f"A cell is longer than {longest:,} characters. The file was read no further than this row."
    return "A quotation mark is out of place. The file was read no further than this row."
