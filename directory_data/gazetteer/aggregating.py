"""Postcode rows gathered into districts, sectors and authorities: middle, radius and shares, never single postcodes."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from directory_data.gazetteer.grid import degrees_from_grid
from directory_data.places import Point

SCOTLAND = "S92000003"


@dataclass(slots=True)
class Gathering:
    """The postcodes of one area while they are counted: grid references in metres, and how many in each authority."""

    eastings: list[int] = field(default_factory=list)
    northings: list[int] = field(default_factory=list)
    authorities: Counter[str] = field(default_factory=Counter)
    unlocated: int = 0

    def middle(self) -> Point | None:
        """The mean of the located postcodes."""
        if not self.eastings:
            return None
        count = len(self.eastings)
        return degrees_from_grid(sum(self.eastings) / count, sum(self.northings) / count)

    def radius_m(self) -> int:
        """Metres round the middle that hold 95 % of the located postcodes."""
        if not self.eastings:
            return 0
        count = len(self.eastings)
        east, north = sum(self.eastings) / count, sum(self.northings) / count
        squares = sorted(
            (x - east) ** 2 + (y - north) ** 2 for x, y in zip(self.eastings, self.northings, strict=True)
        )
        return round(math.sqrt(squares[min(count - 1, int(0.95 * count))]))

    def shares(self) -> str:
        """Postcodes in each authority, most first: "E08000035:970 E08000036:30"."""
        return " ".join(f"{code}:{count}" for code, count in self.authorities.most_common())


@dataclass(frozen=True, slots=True)
class LocatedPostcode:
    """One row of Code-Point Open. `authority` is "" where the row names none; Scotland counts as one authority."""

    unit: str
    easting: int
    northing: int
    authority: str


class Areas:
    """All areas of Great Britain gathered in one pass, and the runs of postcodes that share an authority."""

    def __init__(self, postcodes: Iterable[LocatedPostcode]) -> None:
        self.outcodes: defaultdict[str, Gathering] = defaultdict(Gathering)
        self.sectors: defaultdict[str, Gathering] = defaultdict(Gathering)
        self.authorities: defaultdict[str, Gathering] = defaultdict(Gathering)
        self._units: list[tuple[str, str]] = []
        for postcode in postcodes:
            self._add(postcode)

    def runs(self) -> Iterator[tuple[str, str]]:
        """(from, authority): the shortest beginning that divides two neighbours of the sorted list."""
        self._units.sort()
        last_unit, last_authority = "", ""
        for unit, authority in self._units:
            if authority != last_authority:
                yield _shortest_above(last_unit, unit), authority
            last_unit, last_authority = unit, authority

    def _add(self, postcode: LocatedPostcode) -> None:
        around = [self.outcodes[postcode.unit[:-4]], self.sectors[postcode.unit[:-2]]]
        if not postcode.easting:
            for area in around:
                area.unlocated += 1
            return
        if postcode.authority:
            around.append(self.authorities[postcode.authority])
            self._units.append((postcode.unit, postcode.authority))
        for area in around:
            area.eastings.append(postcode.easting)
            area.northings.append(postcode.northing)
            if postcode.authority:
                area.authorities[postcode.authority] += 1


def _shortest_above(below: str, unit: str) -> str:
    return next(unit[:length] for length in range(1, len(unit) + 1) if unit[:length] > below)
