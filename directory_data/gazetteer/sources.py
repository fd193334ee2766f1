"""Postcode files as published, read row by row: Code-Point Open, ONSPD, NSPL or any CSV with a header."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from directory_data.gazetteer.columns import (
    CODE_POINT_COLUMNS,
    UnusableFile,
    column_words,
    named_columns,
    refuse_what_is_no_table,
)
from directory_data.places import parse_plain

Row = list[str]
ROWS_EACH = 1000
ZIP_BEGINS = b"PK\x03\x04"
Opener = Callable[[], AbstractContextManager[TextIO]]

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
# Code-Point Open is dated about the 20th of these months.
QUARTERS = (1, 4, 7, 10)
_TABLE = re.compile(r"\.csv(\.gz)?$", re.IGNORECASE)
_HIDDEN = re.compile(r"(^|/)(\.|__)")
_IN_DATA = re.compile(r"(^|/)data/", re.IGNORECASE)
_IN_DOCUMENTS = re.compile(r"(^|/)(doc|documents|user guide)/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a folder or archive, or the only one. `size` is its length in bytes once unpacked."""

    name: str
    open: Opener
    size: int


@dataclass(frozen=True, slots=True)
class PostcodeSource:
    """Where the columns of a postcode file stand, when it was released, and its rows (never the header)."""

    columns: dict[str, int]
    released_on: date | None
    parts: tuple[Part, ...]
    header: tuple[str, ...]
    """The header row that every part begins with; empty where there is none (Code-Point Open)."""

    @property
    def is_on_grid(self) -> bool:
        """Whether positions are National Grid references, which are preferred to degrees where a file has both."""
        return {"easting", "northing"} <= set(self.columns)

    @property
    def has_degrees(self) -> bool:
        return {"lat", "lon"} <= set(self.columns)

    def rows(self) -> Iterator[Row]:
        """Every row; raises UnusableFile where a part turns out to be cut short, damaged or unlike the first."""
        return chain.from_iterable(rows for rows, _ in self.steps(ROWS_EACH))

    def steps(self, rows_each: int) -> Iterator[tuple[list[Row], float]]:
        """The rows in steps of so many, each with the share (0 to 1) of the whole that has been read."""
        done, whole = 0, sum(part.size for part in self.parts) or 1
        for part in self.parts:
            with _damage_said(), part.open() as lines:
                reader = csv.reader(lines)
                if self.header and tuple(column_words(next(reader, []))) != self.header:
                    raise UnusableFile("The parts of the file differ in their columns: download it again.")
                while step := list(islice(reader, rows_each)):
                    yield step, min(1.0, (done + lines.buffer.tell()) / whole)
            done += part.size


@contextmanager
def _damage_said() -> Iterator[None]:
    """What a damaged, cut or locked file makes the reading modules raise, as one sentence."""
    try:
        yield
    except (EOFError, OSError, csv.Error, zlib.error, zipfile.BadZipFile, RuntimeError) as cause:
        raise UnusableFile("The file is damaged, cut short or locked: download it again.") from cause


def postcode_source(path: Path) -> PostcodeSource:
    """What the file or folder holds. Raises UnusableFile with one sentence when that is no postcode table."""
    if not path.exists():
        raise UnusableFile(f"There is no file or folder at {path}.")
    with _damage_said():
        parts, notes = _parts(path)
        if not parts:
            raise UnusableFile(f"{path.name} holds no CSV file of postcodes.")
        columns, header = _columns(parts[0], path.name)
    released_on = _released_on([path.name, *(part.name for part in parts[:1])], notes)
    return PostcodeSource(columns, released_on, tuple(parts), header)


def _parts(path: Path) -> tuple[list[Part], str]:
    """The data files in name order and the text of the release notes."""
    if path.is_dir():
        files = (file for file in sorted(path.rglob("*")) if file.is_file())
        inside = [_plain(str(file.relative_to(path)), file) for file in files]
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            inside = [_zipped(path, entry) for entry in sorted(archive.infolist(), key=lambda e: e.filename)]
    else:
        _refuse_half_a_zip(path)
        return [_plain(path.name, path)], ""
    return _data_files(inside), _notes(inside)


def _refuse_half_a_zip(path: Path) -> None:
    """What begins as a zip file and has not its end, where the list of its contents stands."""
    with path.open("rb") as file:
        if file.read(len(ZIP_BEGINS)) == ZIP_BEGINS:
            raise UnusableFile(f"{path.name} is a zip file that is not complete: download it again.")


def _data_files(inside: list[Part]) -> list[Part]:
    """The whole table where there is one, else its parts: ONSPD ships both, documents hold CSV files too."""
    tables = [part for part in inside if _TABLE.search(part.name) and not _HIDDEN.search(part.name)]
    data = [part for part in tables if _IN_DATA.search(part.name)] or tables
    data = [part for part in data if not _IN_DOCUMENTS.search(part.name)]
    return [part for part in data if "multi_csv/" not in part.name.lower()] or data


def _notes(inside: list[Part]) -> str:
    for part in inside:
        if part.name.lower().endswith("metadata.txt"):
            with part.open() as lines:
                return lines.read(2000)
    return ""


def _plain(name: str, path: Path) -> Part:
    """A file on disk. A packed one says its length in its last four bytes (RFC 1952)."""
    with path.open("rb") as file:
        is_packed = file.read(2) == b"\x1f\x8b"
        if is_packed:
            file.seek(-4, io.SEEK_END)
        size = int.from_bytes(file.read(4), "little") if is_packed else path.stat().st_size
    return Part(name, partial(_packed if is_packed else _unpacked, path), size)


def _packed(path: Path) -> TextIO:
    return gzip.open(path, "rt", encoding="utf-8-sig", errors="replace", newline="")


def _unpacked(path: Path) -> TextIO:
    return path.open(encoding="utf-8-sig", errors="replace", newline="")


def _zipped(path: Path, entry: zipfile.ZipInfo) -> Part:
    @contextmanager
    def opened() -> Iterator[TextIO]:
        with zipfile.ZipFile(path) as archive, archive.open(entry) as part:
            yield io.TextIOWrapper(part, encoding="utf-8-sig", errors="replace", newline="")

    return Part(entry.filename, opened, entry.file_size)


def _columns(part: Part, shown_name: str) -> tuple[dict[str, int], tuple[str, ...]]:
    with part.open() as lines:
        start = lines.read(4000)
    refuse_what_is_no_table(start, shown_name)
    first = next(csv.reader(io.StringIO(start)), [])
    if len(first) >= 9 and parse_plain(first[0].upper()) and first[1].strip().isdigit():
        return CODE_POINT_COLUMNS, ()
    return named_columns(first, shown_name), tuple(column_words(first))


def _released_on(names: Sequence[str], notes: str) -> date | None:
    """The date in Code-Point's notes, else the month or quarter in a file's name, else None."""
    if stated := re.search(r"COPYRIGHT DATE:\s*(\d{4})(\d\d)(\d\d)", notes):
        return date(int(stated[1]), int(stated[2]), int(stated[3]))
    text = " ".join(names).upper()
    if month := re.search(rf"({'|'.join(MONTHS)})[A-Z]*[_\- ]?(20\d\d)", text):
        return date(int(month[2]), MONTHS.index(month[1]) + 1, 1)
    if quarter := re.search(r"(20\d\d)\.([1-4])", text):
        return date(int(quarter[1]), QUARTERS[int(quarter[2]) - 1], 20)
    return None
