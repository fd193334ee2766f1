"""The bytes of one file -> its records, whether it is one object, a list, a page of a feed, lines or a table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, NoReturn

from directory_data.loading.feed import UnusableFeed
from directory_data.loading.hsds.fields import TABLES
from directory_data.loading.hsds.sources import Source

LINE_ENDINGS = (".ndjson", ".jsonl")


MOST_OBJECTS = 2_000_000
"""In one file. Four thousand services hold fifty thousand; each takes some hundred bytes of memory."""


@dataclass(frozen=True)
class RawRecord:
    """One record as it stands in the file. `number` counts from 1; `table` is empty where nothing names its kind."""

    file: str
    number: int
    table: str
    value: Any


class NotJSON(ValueError):
    """What json lets pass and the standard (RFC 8259) does not: NaN, a name twice."""


def records_of(source: Source) -> Iterator[RawRecord]:
    """Every record of a file. Raises UnusableFeed with one sentence where it cannot be read."""
    text = _text(source)
    table = _table_named(PurePosixPath(source.name).stem)
    if source.name.lower().endswith(".csv"):
        values = _csv_rows(source.name, text, table)
    elif source.name.lower().endswith(LINE_ENDINGS):
        values = _lines(source.name, text, table)
    else:
        values = _whole(source.name, text, table)
    for number, (name, value) in enumerate(values, start=1):
        yield RawRecord(source.name, number, name, value)


def _text(source: Source) -> str:
    start = source.content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        raise UnusableFeed(f"{source.name} is empty.")
    if start.startswith(b"<"):
        raise UnusableFeed(
            f"{source.name} is a web page or XML, not JSON. Perhaps the feed asked for a sign-in."
        )
    if start.startswith(b"version https://git-lfs"):
        raise UnusableFeed(
            f"{source.name} is a Git LFS pointer, not the listings. Fetch the file it points to."
        )
    try:
        return source.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableFeed(f"{source.name} is not UTF-8 text. Save it again as UTF-8.") from None


def _whole(name: str, text: str, table: str) -> Iterator[tuple[str, Any]]:
    try:
        document = _parsed(text)
    except json.JSONDecodeError as wrong:
        if wrong.msg == "Extra data" and "\n" in text.strip():
            yield from _lines(name, text, table)
            return
        raise _unusable(name, wrong, 0) from None
    except (ValueError, RecursionError) as wrong:
        raise _unusable(name, wrong, 0) from None
    yield from _opened(document, table)


def _opened(document: Any, table: str) -> Iterator[tuple[str, Any]]:
    """The records of a document: those of a list, of a page ("contents"), of named tables, or itself."""
    if isinstance(document, list):
        yield from ((table, value) for value in document)
    elif isinstance(document, dict) and isinstance(document.get("contents"), list):
        yield from ((table, value) for value in document["contents"])
    elif isinstance(document, dict) and document and all(_is_table(*pair) for pair in document.items()):
        for name, values in document.items():
            yield from ((_table_named(PurePosixPath(name).stem), value) for value in values)
    else:
        yield table, document


def _is_table(name: str, values: Any) -> bool:
    return isinstance(values, list) and PurePosixPath(name).stem in TABLES


def _lines(name: str, text: str, table: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.splitlines() if "\r" in text else text.split("\n"), start=1):
        if line.strip():
            try:
                yield table, _parsed(line)
            except (ValueError, RecursionError) as wrong:
                raise _unusable(name, wrong, number) from None


def _csv_rows(name: str, text: str, table: str) -> Iterator[tuple[str, Any]]:
    """The tables of the standard's data package: an empty cell is a field that is not there."""
    if not table:
        raise UnusableFeed(f"{name} is not a table of the standard, such as services.csv.")
    try:
        for row in csv.DictReader(io.StringIO(text, newline="")):
            if None in row:
                raise UnusableFeed(f"{name} has a row with more cells than there are columns.")
            yield table, {field: cell for field, cell in row.items() if cell}
    except csv.Error:
        raise UnusableFeed(f"{name} is not a CSV file that can be read to its end.") from None


def _parsed(text: str) -> Any:
    if text.count("{") > MOST_OBJECTS:
        raise NotJSON(f"it holds more than {MOST_OBJECTS:,} objects")
    return json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NotJSON(f'the name "{ascii(twice)[1:-1][:40]}" stands twice in one object')
    return found


def _no_constant(constant: str) -> NoReturn:
    raise NotJSON(f"{constant} is not a number")


def _unusable(name: str, wrong: Exception, line: int) -> UnusableFeed:
    place = f"{name}, line {line}" if line else name
    if isinstance(wrong, RecursionError):
        return UnusableFeed(f"{place} is nested too deep to be listings.")
    if isinstance(wrong, json.JSONDecodeError):
        return UnusableFeed(
            f"{place} is not JSON that ends where it should: character {wrong.pos + 1} is wrong."
        )
    if isinstance(wrong, NotJSON):
        return UnusableFeed(f"{place} is not JSON that can be read: {wrong}.")
    return UnusableFeed(f"{place} holds a number that is too long to read.")


def _table_named(stem: str) -> str:
    """The table a file or a list is named after: services, service_full and services-2027 are all services."""
    stem = stem.lower()
    return next((TABLES[name] for name in sorted(TABLES, key=len, reverse=True) if _starts(stem, name)), "")


def _starts(stem: str, name: str) -> bool:
    return stem == name or (
        stem.startswith(name) and not stem[len(name)].isalpha() and _ends(stem[len(name) :])
    )


def _ends(rest: str) -> bool:
    """What may follow a table's name: a number, a date, or the view of the API it came from."""
    return rest.strip("_-. 0123456789") in {"", "full", "list", "page"}
