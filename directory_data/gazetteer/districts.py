"""Postcode districts, sectors, and the groups and areas that districts add up to."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile

from directory_data.gazetteer.authorities import SCOTLAND
from directory_data.gazetteer.facts import table
from directory_data.places import Point, miles_between

METRES_PER_MILE = 1609.344
LARGE_USER_RADIUS_M = 100
FIRST_NUMBER_FOR_POST = 85
_STREETS = frozenset({"M90", *(f"B{number}" for number in range(90, 99))})
_NUMBERED = re.compile(r"([A-Z]{1,2})(\d{2})(?!\d)")
# Isles of Scilly: one postcode for a whole island, and people live there.
_ISLANDS = frozenset({"TR22", "TR23"})


@dataclass(frozen=True, slots=True)
class District:
    """The postcodes that share a beginning. `counts` are postcodes per authority, most first; no point: no position."""

    code: str
    point: Point | None = field(repr=False)
    radius_m: int
    postcodes: int
    counts: tuple[tuple[str, int], ...]

    @property
    def is_in_scotland(self) -> bool:
        """Whether all of it is."""
        return len(self.counts) == 1 and self.counts[0][0] == SCOTLAND

    @property
    def is_large_user(self) -> bool:
        """Whether it is a mail room or PO boxes, not streets: by its size (SE1P), or by its number (NE98, WV98)."""
        if self.point is None or self.code in _ISLANDS:
            return False
        return self.radius_m <= LARGE_USER_RADIUS_M or is_numbered_for_post(self.code)


def is_numbered_for_post(code: str) -> bool:
    """Whether the district has a number that is kept for PO boxes and large organisations: the high ones, wherever
    streets have not reached so far up (Birmingham's B90 to B98, Manchester Airport's M90)."""
    numbered = _NUMBERED.match(code)
    return numbered is not None and int(numbered[2]) >= FIRST_NUMBER_FOR_POST and code not in _STREETS


class Districts:
    """All districts of Great Britain, looked up by their whole code: E1 is never E10."""

    def __init__(self) -> None:
        self._outcodes = {row[0]: _district(row) for row in table("outcodes.csv")}
        self._sector_rows = {row[0]: row for row in table("sectors.csv.gz")}
        self._sectors: dict[str, District] = {}
        runs = table("authority_runs.csv.gz")
        self._run_starts = [row[0] for row in runs]
        self._run_authorities = [row[1] for row in runs]
        self._groups = _groups(self._outcodes.values())
        self._by_authority: dict[str, dict[str, int]] | None = None
        self._by_outcode: dict[str, dict[str, int]] | None = None

    def outcode(self, code: str) -> District | None:
        return self._outcodes.get(code)

    def sector(self, code: str) -> District | None:
        found = self._sectors.get(code)
        if found is None and (row := self._sector_rows.get(code)):
            found = self._sectors[code] = _district(row)
        return found

    def nearest_sector(self, point: Point) -> District:
        """The sector whose middle is nearest; sectors without a position are passed over."""
        narrow = math.cos(math.radians(point.lat))
        code, _, _ = min(
            self._sector_middles,
            key=lambda middle: (middle[1] - point.lat) ** 2 + ((middle[2] - point.lon) * narrow) ** 2,
        )
        return _district(self._sector_rows[code])

    @cached_property
    def _sector_middles(self) -> list[tuple[str, float, float]]:
        return [(row[0], float(row[1]), float(row[2])) for row in self._sector_rows.values() if row[1]]

    def group(self, code: str) -> District | None:
        """A group of outcodes that differ in their last letter (W1, EC1), or a whole postcode area (LS)."""
        members = self._groups.get(code)
        return _together(code, [self._outcodes[member] for member in members]) if members else None

    def members(self, group: str) -> tuple[str, ...]:
        return self._groups.get(group, ())

    def authority_at(self, unit: str) -> str:
        """The authority of a postcode in use, by its place in the sorted list. Says nothing on whether it is in use."""
        place = bisect_right(self._run_starts, unit)
        return self._run_authorities[place - 1] if place else ""

    def sectors_of(self, outcode: str) -> dict[str, int]:
        """How many of an outcode's postcodes lie in each of its sectors."""
        if self._by_outcode is None:
            sectors: defaultdict[str, dict[str, int]] = defaultdict(dict)
            for code, row in self._sector_rows.items():
                sectors[code.split()[0]][code] = int(row[4])
            self._by_outcode = dict(sectors)
        return self._by_outcode.get(outcode, {})

    def outcodes_of(self, authority: str) -> dict[str, int]:
        """How many of an authority's postcodes lie in each outcode."""
        if self._by_authority is None:
            gathered: defaultdict[str, dict[str, int]] = defaultdict(dict)
            for district in self._outcodes.values():
                for code, count in district.counts:
                    gathered[code][district.code] = count
            self._by_authority = dict(gathered)
        return self._by_authority.get(authority, {})


def _district(row: list[str]) -> District:
    code, lat, lon, radius_m, postcodes, shares = row
    counts = tuple((share[:9], int(share[10:])) for share in shares.split())
    point = Point(float(lat), float(lon)) if lat else None
    return District(code, point, int(radius_m or 0), int(postcodes), counts)


def _groups(outcodes: Iterable[District]) -> dict[str, tuple[str, ...]]:
    gathered: defaultdict[str, list[str]] = defaultdict(list)
    codes = {district.code for district in outcodes}
    for code in sorted(codes):
        gathered["".join(takewhile(str.isalpha, code))].append(code)
        if code[-1].isalpha() and code[:-1] not in codes:
            gathered[code[:-1]].append(code)
    return {code: tuple(members) for code, members in gathered.items()}


def _together(code: str, districts: list[District]) -> District:
    """Several districts as one: the middle is weighted by postcodes, the radius reaches round the furthest."""
    placed = [district for district in districts if district.point]
    counts: Counter[str] = Counter()
    for district in districts:
        counts.update(dict(district.counts))
    point = middle([(district.point, district.postcodes) for district in placed if district.point])
    radius = max(
        (miles_between(point, d.point) * METRES_PER_MILE + d.radius_m for d in placed if d.point and point),
        default=0,
    )
    postcodes = sum(district.postcodes for district in districts)
    return District(code, point, round(radius), postcodes, tuple(counts.most_common()))


def middle(weighted: list[tuple[Point, int]]) -> Point | None:
    """The weighted mean of points that lie near each other."""
    total = sum(weight for _, weight in weighted)
    if not total:
        return None
    lat = sum(point.lat * weight for point, weight in weighted) / total
    return Point(round(lat, 5), round(sum(point.lon * weight for point, weight in weighted) / total, 5))
