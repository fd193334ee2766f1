"""Rows of a postcode file made into entries of the table, with a count of what became of each row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from directory_data.gazetteer.authorities import SCOTLAND
from directory_data.gazetteer.facts import table
from directory_data.gazetteer.sources import PostcodeSource, Row

ROWS_PER_STEP = 50_000
# Metres, by Code-Point's quality indicator (two figures) and ONSPD's grid indicator (one figure).
PRECISIONS = {"10": 100, "20": 200, "30": 200, "40": 500, "50": 500, "60": 1000}
PRECISIONS |= {"1": 100, "2": 100, "3": 200, "4": 500, "5": 1000, "6": 1000, "8": 1000}
UNLOCATED_QUALITIES = frozenset({"90", "9"})
OUR_QUALITY = 100
ENDED_AT_AN_UNKNOWN_TIME = 0

LIVE, ENDED = "in use", "no longer in use"
UNLOCATED = "without a location"
NORTHERN_IRELAND, ISLANDS = "in Northern Ireland, left out", "on other islands, left out"
UNREADABLE, REPEATED = "with no readable postcode, left out", "repeated, counted once"
SHARED = "in more than one local authority"
BAD_POSITION, NO_AUTHORITY = "with no readable position, left out", "with no local authority named"

_SHAPE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}")
_LEFT_OUT = {"BT": NORTHERN_IRELAND, "JE": ISLANDS, "GY": ISLANDS, "IM": ISLANDS}

Entry = tuple[str, int | None, int | None, int | None, int | None, int | None]


class EntryReader:
    """Rows of a file as entries of the table, in steps, counting what became of each."""

    def __init__(self, source: PostcodeSource, ended: PostcodeSource | None) -> None:
        self.counts: Counter[str] = Counter()
        self.is_on_grid = source.is_on_grid
        self._source = source
        self._ended = ended
        self._ids: dict[str, int | None] = {"": None}
        self._successors = {row[0]: row[2] for row in table("retired_authorities.csv")}

    def authorities(self) -> Iterator[tuple[int, str]]:
        """Numbers and codes as stored; Scottish authorities share the number that Scotland got first."""
        codes: dict[int, str] = {}
        for code, number in self._ids.items():
            if number is not None:
                codes.setdefault(number, self._successors.get(code, code))
        yield from codes.items()

    def steps(self) -> Iterator[tuple[list[Entry], float]]:
        """Entries in steps, each with the share (0 to 1) of the file at hand that has been read."""
        yield from self._steps_of(self._source, is_ended=False)
        if self._ended:
            yield from self._steps_of(self._ended, is_ended=True)

    def _steps_of(self, source: PostcodeSource, is_ended: bool) -> Iterator[tuple[list[Entry], float]]:
        entry_of = self._entry_reader(source.columns, is_ended)
        for rows, share in source.steps(ROWS_PER_STEP):
            yield [entry for entry in map(entry_of, rows) if entry is not None], share

    def _entry_reader(self, at: Mapping[str, int], is_ended: bool) -> Callable[[Row], Entry | None]:
        """One row to one entry, with the places of the columns bound once: this runs 1.7 million times."""
        counts, ids = self.counts, self._ids
        code_at, authority_at = at["postcode"], at.get("authority")
        y_at, x_at = (at["northing"], at["easting"]) if self.is_on_grid else (at["lat"], at["lon"])
        quality_at, ended_at, country_at = at.get("quality"), at.get("ended"), at.get("country")
        position = _grid_position if self.is_on_grid else _degree_position
        last = max(at.values())
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
            except (ValueError, OverflowError):
                counts[BAD_POSITION] += 1
                return None
            authority = row[authority_at] if authority_at is not None else ""
            if authority not in ids:
                ids[authority] = _authority_id(authority, ids)
            number = ids[authority]
            if number is None and country_at is not None and row[country_at] == SCOTLAND:
                number = ids.setdefault(SCOTLAND, len(ids))
            ended = _ended(row[ended_at]) if ended_at is not None else None
            if is_ended:
                ended = ended or ENDED_AT_AN_UNKNOWN_TIME
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
    """Whole metres; a reference outside the grid of Great Britain is no position."""
    try:
        y, x = int(northing or 0), int(easting or 0)
    except ValueError:
        y, x = round(float(northing)), round(float(easting))
    return (y, x) if 0 < x < 700_000 and 0 < y < 1_300_000 else (None, None)


def _degree_position(lat: str, lon: str) -> tuple[int | None, int | None]:
    """Microdegrees. 99.999999 is how ONSPD writes "none"; a position far from Britain is no position."""
    y, x = float(lat or 0), float(lon or 0)
    return (round(y * 1e6), round(x * 1e6)) if 49 < y < 61.5 and -9 < x < 2.5 else (None, None)


def _ended(month: str) -> int | None:
    """yyyymm, None while the postcode is in use, 0 for a month that cannot be read."""
    if not month.strip():
        return None
    return int(month) if re.fullmatch(r"\d{6}", month.strip()) else ENDED_AT_AN_UNKNOWN_TIME
