"""Postcode files as published, read row by row: Code-Point Open, ONSPD, NSPL or any CSV with a header.

Code-Point Open has no header row; the others are read by the names of their columns, which carry the year and were
renamed in 2025 (places study, section 3.4).
"""

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
from pathlib import Path
from typing import TextIO

from directory_data.places import parse_plain

Row = list[str]
Opener = Callable[[], AbstractContextManager[TextIO]]

COLUMN_NAMES = {
    "postcode": (r"pcds|postcode|pc", r"pcd2|pcd8", r"pcd7?"),
    "authority": (r"lad\d\dcd|oslaua|laua|ladcd|dc|admin_district_code", r"lad|lad_active"),
    "easting": (r"oseast1m|east1m|eastings?",),
    "northing": (r"osnrth1m|north1m|northings?",),
    "lat": (r"lat|latitude",),
    "lon": (r"long|lon|lng|longitude",),
    "quality": (r"osgrdind|gridind|pqi?|positional_quality_indicator",),
    "ended": (r"doterm",),
    "country": (r"ctry(\d\dcd)?|cy|country(_code)?",),
}
CODE_POINT_COLUMNS = {"postcode": 0, "quality": 1, "easting": 2, "northing": 3, "country": 4, "authority": 8}
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
# Code-Point Open is dated about the 20th of these months.
QUARTERS = (1, 4, 7, 10)


class UnusableFile(Exception):
    """A file that cannot be loaded; the message is one sentence that says why."""


@dataclass(frozen=True, slots=True)
class PostcodeSource:
    """Where the columns of a postcode file stand, when it was released, and its rows (never the header)."""

    columns: dict[str, int]
    released_on: date | None
    openers: tuple[Opener, ...]
    has_header: bool

    def rows(self) -> Iterator[Row]:
        """Every row; raises UnusableFile where the file turns out to be cut short or damaged."""
        try:
            for opener in self.openers:
                with opener() as lines:
                    reader = csv.reader(lines)
                    if self.has_header:
                        next(reader, None)
                    yield from reader
        except (EOFError, OSError, csv.Error, zlib.error, zipfile.BadZipFile) as cause:
            raise UnusableFile("The file is damaged or cut short: download it again.") from cause


def postcode_source(path: Path) -> PostcodeSource:
    """What the file or folder holds. Raises UnusableFile with one sentence when that is no postcode table."""
    if not path.exists():
        raise UnusableFile(f"There is no file or folder at {path}.")
    parts, notes = _parts(path)
    if not parts:
        raise UnusableFile(f"{path.name} holds no CSV file of postcodes.")
    columns, has_header = _columns(parts[0], path.name)
    released_on = _released_on([path.name, *(name for name, _ in parts[:1])], notes)
    return PostcodeSource(columns, released_on, tuple(opener for _, opener in parts), has_header)


def _parts(path: Path) -> tuple[list[tuple[str, Opener]], str]:
    """The data files in name order and the text of the release notes."""
    if path.is_dir():
        inside = [
            (str(file.relative_to(path)), _plain(file)) for file in sorted(path.rglob("*")) if file.is_file()
        ]
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            inside = [(name, _zipped(path, name)) for name in sorted(archive.namelist())]
    else:
        return [(path.name, _gzipped(path) if _is_gzip(path) else _plain(path))], ""
    return _data_files(inside), _notes(inside)


def _data_files(inside: list[tuple[str, Opener]]) -> list[tuple[str, Opener]]:
    """The whole table where there is one, else its parts: ONSPD ships both, documents hold CSV files too."""
    tables = [item for item in inside if item[0].lower().endswith((".csv", ".csv.gz"))]
    data = [item for item in tables if re.search(r"(^|/)data/", item[0].lower())] or tables
    data = [item for item in data if not re.search(r"(^|/)(doc|documents|user guide)/", item[0].lower())]
    whole = [item for item in data if re.search(r"(^|/)data/[^/]+$", item[0].lower())]
    return whole or data


def _notes(inside: list[tuple[str, Opener]]) -> str:
    for name, opener in inside:
        if name.lower().endswith("metadata.txt"):
            with opener() as lines:
                return lines.read(2000)
    return ""


def _plain(path: Path) -> Opener:
    if _is_gzip(path):
        return _gzipped(path)
    return lambda: path.open(encoding="utf-8-sig", errors="replace", newline="")


def _gzipped(path: Path) -> Opener:
    return lambda: gzip.open(path, "rt", encoding="utf-8-sig", errors="replace", newline="")


def _zipped(path: Path, name: str) -> Opener:
    @contextmanager
    def opened() -> Iterator[TextIO]:
        with zipfile.ZipFile(path) as archive, archive.open(name) as part:
            yield io.TextIOWrapper(part, encoding="utf-8-sig", errors="replace", newline="")

    return opened


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def _columns(part: tuple[str, Opener], shown_name: str) -> tuple[dict[str, int], bool]:
    with part[1]() as lines:
        start = lines.read(4000)
    _refuse_what_is_no_table(start, shown_name)
    first = next(csv.reader(io.StringIO(start)), [])
    if len(first) >= 9 and parse_plain(first[0].upper()) and first[1].strip().isdigit():
        return CODE_POINT_COLUMNS, False
    return _named_columns(first, shown_name), True


def _refuse_what_is_no_table(start: str, name: str) -> None:
    opening = start.lstrip().lower()
    if opening.startswith("<"):
        raise UnusableFile(f"{name} is a web page, not a table of postcodes: download the file again.")
    if opening.startswith("version https://git-lfs"):
        raise UnusableFile(f"{name} is a pointer to a large file, not the file itself: fetch the real file.")
    if not opening or "\x00" in start[:200]:
        raise UnusableFile(f"{name} is empty or is not text.")


def _named_columns(header: Sequence[str], name: str) -> dict[str, int]:
    """Where each known column stands; the first pattern that a column answers to wins."""
    words = [word.strip().lower() for word in header]
    columns = {}
    for column, patterns in COLUMN_NAMES.items():
        places = [
            place for pattern in patterns for place, word in enumerate(words) if re.fullmatch(pattern, word)
        ]
        if places:
            columns[column] = places[0]
    if "postcode" not in columns:
        raise UnusableFile(f"{name} has no column of postcodes.")
    if not {"easting", "northing"} <= set(columns) and not {"lat", "lon"} <= set(columns):
        raise UnusableFile(f"{name} has postcodes but no coordinates: use Code-Point Open, ONSPD or NSPL.")
    return columns


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
