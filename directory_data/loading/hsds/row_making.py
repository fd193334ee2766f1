"""Texts of a feed -> one row, each read as the column of the template reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from directory_data.loading.cells import CellRefused
from directory_data.loading.hsds.findings import At, Findings
from directory_data.loading.hsds.things import Thing
from directory_data.loading.rows import Origin, Row, columns_of

AnyRow = TypeVar("AnyRow", bound=Row)

MAY_STAY_EMPTY: Mapping[str, str] = {
    "phone": "This is not one telephone number, so it was left empty.",
    "postcode": "This is not a postcode, so it was left empty.",
}
"""A listing without is still right, and one in a hundred of the real ones has a figure wrong there."""


@dataclass(frozen=True)
class Cell:
    """The text for one column, and where it came from."""

    text: str
    at: At


def cell_of(thing: Thing, field: str) -> Cell:
    """The text of one field, where it stands."""
    return Cell(thing.get(field), thing.at.inside(field))


def make_row(row_type: type[AnyRow], cells: Mapping[str, Cell], at: At, findings: Findings) -> AnyRow | None:
    """The row, or None with every reason why not among the findings."""
    columns = columns_of(row_type)
    values: dict[str, Any] = {}
    is_sound = True
    for name, cell in cells.items():
        try:
            if cell.text or columns[name].is_required:
                values[name] = columns[name].read(_filled(cell.text))
        except CellRefused as wrong:
            if name in MAY_STAY_EMPTY:
                findings.leave_empty(cell.at, MAY_STAY_EMPTY[name])
            else:
                findings.refuse(cell.at, str(wrong))
                is_sound = False
    if not is_sound:
        return None
    pointers = {name: cell.at.pointer for name, cell in cells.items()}
    return row_type(origin=Origin(at.file, at.number, unit="record", pointers=pointers), **values)


def _filled(text: str) -> str:
    if not text:
        raise CellRefused("This must not be empty.")
    return text
