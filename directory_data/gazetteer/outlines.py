"""The outlines of local authorities: for drawing, never for deciding (1.4 % of postcodes lie on the wrong side).

Kept in Web Mercator (EPSG:3857) in units of 100 metres on the map, so that a page can draw them without arithmetic and
an operator's map tiles fit under them.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

from directory_data.gazetteer.facts import FACTS_FOLDER
from directory_data.places import Point

Ring: TypeAlias = tuple[tuple[int, int], ...]
"""A closed line: x to the east, y to the south, in units of 100 metres."""

EARTH_RADIUS_M = 6_378_137.0
UNIT_M = 100.0
TOLERANCE = 5.0
"""How far, in units, a simplified line may run from the published one."""

SMALLEST_RING = 60.0
"""Islands below this area, in square units, are left out where the authority has a larger part."""

FILE = "outlines.json.gz"


def position_of(point: Point) -> tuple[float, float]:
    """Where a point lies on the map, in the outlines' units."""
    x = EARTH_RADIUS_M * math.radians(point.lon) / UNIT_M
    y = -EARTH_RADIUS_M * math.asinh(math.tan(math.radians(point.lat))) / UNIT_M
    return x, y


@cache
def outlines() -> Mapping[str, tuple[Ring, ...]]:
    """The rings of each authority, by its code."""
    kept = json.loads(gzip.decompress((FACTS_FOLDER / FILE).read_bytes()))
    return {code: tuple(_ring(flat) for flat in rings) for code, rings in kept.items()}


def build_outlines(source: Path, target: Path) -> int:
    """Write the outlines from the published boundaries (GeoJSON, WGS84); gives the number of authorities."""
    features = json.loads(source.read_text("utf-8"))["features"]
    kept = {_code(each): [_flat(ring) for ring in _simplified(each["geometry"])] for each in features}
    packed = json.dumps(dict(sorted(kept.items())), separators=(",", ":")).encode()
    target.write_bytes(gzip.compress(packed, mtime=0))
    return len(kept)


def _code(feature: Mapping[str, Any]) -> str:
    return str(feature["properties"]["lad_code"])


def _simplified(geometry: Mapping[str, Any]) -> list[Ring]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = sorted((_thinned(polygon[0]) for polygon in polygons), key=_area, reverse=True)
    return [ring for place, ring in enumerate(rings) if place == 0 or _area(ring) >= SMALLEST_RING]


def _thinned(degrees: Iterable[tuple[float, float]]) -> Ring:
    """A ring with fewer points (Douglas and Peucker 1973), cut at its two furthest corners first."""
    points = [position_of(Point(lat, lon)) for lon, lat in degrees][:-1]
    far = max(range(len(points)), key=lambda place: math.dist(points[0], points[place]))
    half = _kept(points[: far + 1]) + _kept([*points[far:], points[0]])[1:-1]
    return tuple((round(x), round(y)) for x, y in half)


def _kept(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    if len(line) < 3:
        return line
    place, off = max(
        ((each, _distance(line[each], line[0], line[-1])) for each in range(1, len(line) - 1)),
        key=lambda pair: pair[1],
    )
    if off <= TOLERANCE:
        return [line[0], line[-1]]
    return _kept(line[: place + 1])[:-1] + _kept(line[place:])


def _distance(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    length = math.dist(start, end)
    if length == 0:
        return math.dist(point, start)
    (x, y), (x1, y1), (x2, y2) = point, start, end
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def _area(ring: Ring) -> float:
    return (
        abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], *ring[:1]), strict=True)))
        / 2
    )


def _flat(ring: Ring) -> list[int]:
    """The first corner, then the steps from corner to corner: small numbers pack well."""
    steps = [ring[0], *((x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(ring))]
    return [value for step in steps for value in step]


def _ring(flat: list[int]) -> Ring:
    def corners() -> Iterator[tuple[int, int]]:
        x = y = 0
        for place in range(0, len(flat), 2):
            x, y = x + flat[place], y + flat[place + 1]
            yield x, y

    return tuple(corners())
