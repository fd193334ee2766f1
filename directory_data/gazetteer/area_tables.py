"""An operator's own tables of areas: authorities after a reorganisation, court areas, Cafcass service areas.

Each is read whole, checked, and swapped in as one file beside the portal's other data, where it goes before the
shipped table. Coverage is no table of areas: it is loaded with the listings (coverage.csv of `flask load-directory`).
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from directory_data.gazetteer.authorities import Authorities
from directory_data.gazetteer.authority_rows import authority_rows
from directory_data.gazetteer.columns import UnusableFile, column_words, refuse_what_is_no_table
from directory_data.gazetteer.facts import AUTHORITY_COLUMNS

Line = Mapping[str, str]
Rows = list[Sequence[object]]

LEAST_SHARE_OF_PREVIOUS = 0.9
LARGEST_BYTES = 5_000_000
ACCEPTED_NAMES = {
    "authority": ("authority", "lad_code", "ladcd", "local_authority_code"),
    "court_area": ("court_area", "dfj_code"),
    "court_area_name": ("court_area_name", "dfj_name"),
    "other_court_area": ("other_court_area", "dfj_alt"),
    "region": ("region", "hmcts_region"),
}
"""Column -> the names it may have, for the tables that others publish."""


def load_areas(source: Path, kind: str, folder: Path, *, force: bool = False) -> int:
    """Put a table of one of KINDS in place and give its number of rows.

    Raises UnusableFile with one sentence, and leaves the table that is there, when the file is not usable, or leaves
    out more than a tenth of what the last one held (unless forced).
    """
    header, make = KINDS[kind]
    register = Authorities(folder)
    rows = make(_lines(source), register, force)
    if not rows:
        raise UnusableFile(f"{source.name} has no row of {kind.replace('-', ' ')}.")
    target = folder / f"{kind.replace('-', '_')}.csv"
    _refuse_a_loss(len(rows), target, force)
    _swap_in(target, header, rows)
    return len(rows)


def _lines(source: Path) -> Iterator[tuple[int, Line]]:
    """Each row with its number in the file, its cells by the column's name in small letters."""
    if not source.is_file():
        raise UnusableFile(f"There is no file at {source}.")
    if source.stat().st_size > LARGEST_BYTES:
        raise UnusableFile(f"{source.name} is too large for a table of areas.")
    text = source.read_text(encoding="utf-8-sig", errors="replace")
    refuse_what_is_no_table(text[:4000], source.name)
    try:
        rows = list(csv.reader(text.splitlines()))
    except csv.Error:
        raise UnusableFile(f"{source.name} is damaged: save it as CSV again.") from None
    names = [_our_name(word) for word in column_words(rows[0])]
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            yield number, dict(zip(names, (cell.strip() for cell in row), strict=False))


def _our_name(word: str) -> str:
    return next((ours for ours, names in ACCEPTED_NAMES.items() if word in names), word)


def _authorities(lines: Iterable[tuple[int, Line]], register: Authorities, force: bool) -> Rows:
    return list(authority_rows(_needed(lines, "code", "name", "type"), Authorities(), register, force))


def _court_areas(lines: Iterable[tuple[int, Line]], register: Authorities, force: bool) -> Rows:
    """One row an authority, or an authority and the outcodes of it that go elsewhere."""
    rows: Rows = []
    whole = set()
    for number, line in _needed(lines, "authority", "court_area"):
        authority = register.get(line["authority"])
        if authority is None:
            raise UnusableFile(
                f"Row {number} names an authority that there is not: {line['authority'][:20]}."
            )
        area, outcodes = (
            line["court_area"],
            " ".join(line.get("outcodes", "").replace(";", " ").upper().split()),
        )
        known = register.court_areas.get(area)
        name = line.get("court_area_name") or (known.name if known else "")
        if not name:
            raise UnusableFile(f"Row {number} names a court area that has no name yet: {area[:40]}.")
        region = line.get("region") or (known.region if known else "")
        rows.append((authority.code, outcodes, area, name, region, line.get("other_court_area", "")))
        whole |= {authority.code} if not outcodes else set()
    missing = [authority.name for authority in register.all() if authority.code not in whole]
    if missing and not force:
        raise UnusableFile(f"No court area is named for {len(missing)} authorities, {missing[0]} among them.")
    return rows


def _cafcass_areas(lines: Iterable[tuple[int, Line]], register: Authorities, force: bool) -> Rows:
    """The service area of Cafcass or Cafcass Cymru that each court area belongs to."""
    rows: dict[str, Sequence[object]] = {}
    for number, line in _needed(lines, "court_area", "code", "name"):
        area = line["court_area"]
        if area not in register.court_areas:
            raise UnusableFile(f"Row {number} names a court area that there is not: {area[:40]}.")
        if area in rows:
            raise UnusableFile(f"Row {number} names the court area {area} a second time.")
        rows[area] = (area, line["code"], line["name"])
    return list(rows.values())


KINDS: Mapping[str, tuple[Sequence[str], Callable[[Iterable[tuple[int, Line]], Authorities, bool], Rows]]] = {
    "authorities": ((*AUTHORITY_COLUMNS, "replaces"), _authorities),
    "court-areas": (
        ("authority", "outcodes", "court_area", "name", "region", "other_court_area"),
        _court_areas,
    ),
    "cafcass-areas": (("court_area", "code", "name"), _cafcass_areas),
}


def _needed(lines: Iterable[tuple[int, Line]], *columns: str) -> Iterator[tuple[int, Line]]:
    for number, line in lines:
        for column in columns:
            if column not in line:
                raise UnusableFile(f"The file has no column {column}.")
            if not line[column]:
                raise UnusableFile(f"Row {number} has nothing in the column {column}.")
        yield number, line


def _refuse_a_loss(count: int, target: Path, force: bool) -> None:
    if force or not target.exists():
        return
    previous = len(target.read_text(encoding="utf-8").splitlines()) - 1
    if count < LEAST_SHARE_OF_PREVIOUS * previous:
        raise UnusableFile(
            f"The file has {'1 row' if count == 1 else f'{count} rows'} and the present table has {previous}: "
            "use --force if that is right."
        )


def _swap_in(target: Path, header: Sequence[str], rows: Rows) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.new")
    with beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([header, *rows])
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, target)
