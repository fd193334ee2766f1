"""Estuaries and straits that a straight line crosses and a traveller goes round, in one small table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from directory_data.places import Point


class Water(NamedTuple):
    """A stretch of water by the line down its middle, from the head to the sea, in degrees (WGS84)."""

    name: str
    middle: tuple[Point, ...]


def _water(name: str, *middle: tuple[float, float]) -> Water:
    return Water(name, tuple(Point(lat, lon) for lat, lon in middle))


WATERS: tuple[Water, ...] = (
    _water("the Humber", (53.703, -0.69), (53.715, -0.45), (53.72, -0.28), (53.63, -0.10), (53.55, 0.15)),
    _water("the Wash", (52.86, 0.20), (52.95, 0.30), (53.10, 0.42), (53.25, 0.62)),
    _water("the Thames estuary", (51.462, 0.27), (51.452, 0.38), (51.487, 0.50), (51.50, 0.90), (51.55, 1.30)),
    _water("the Medway", (51.415, 0.54), (51.42, 0.66), (51.45, 0.76)),
    _water("the River Crouch", (51.625, 0.70), (51.625, 0.95)),
    _water("the River Blackwater", (51.73, 0.71), (51.74, 0.95)),
    _water("the Stour and Orwell estuary", (51.95, 1.08), (51.953, 1.22), (51.945, 1.31), (51.92, 1.40)),
    _water("Southampton Water", (50.905, -1.43), (50.85, -1.34), (50.81, -1.27)),
    _water("the Solent", (50.63, -1.75), (50.74, -1.45), (50.775, -1.28), (50.755, -1.13), (50.68, -0.98)),
    _water("Portsmouth Harbour", (50.835, -1.14), (50.788, -1.113)),
    _water("Poole Harbour", (50.695, -2.08), (50.690, -1.98), (50.680, -1.94)),
    _water("the Exe estuary", (50.68, -3.465), (50.635, -3.435), (50.60, -3.41)),
    _water("the Tamar", (50.48, -4.21), (50.41, -4.205), (50.365, -4.185), (50.33, -4.15)),
    _water("the Fal estuary", (50.22, -5.03), (50.17, -5.04), (50.13, -5.03)),
    _water("the Severn", (51.72, -2.48), (51.60, -2.65), (51.50, -2.80), (51.38, -3.10), (51.28, -3.6), (51.25, -4.1)),
    _water("the Dee estuary", (53.22, -3.03), (53.29, -3.16), (53.38, -3.28)),
    _water("the Mersey", (53.335, -2.80), (53.345, -2.93), (53.395, -3.00), (53.44, -3.04), (53.47, -3.15)),
    _water("the Ribble estuary", (53.735, -2.82), (53.72, -3.05)),
    _water("Morecambe Bay", (54.205, -2.86), (54.13, -2.96), (54.03, -3.05), (53.93, -3.20)),
    _water("the Duddon estuary", (54.25, -3.21), (54.19, -3.25), (54.13, -3.33)),
)  # fmt: skip
"""Where the straight line lies (places study, 4). A bridge or a ferry may help: that is for a person to check."""


def crossed(start: Point, end: Point) -> str:
    """The name of the first water in the table that the straight line crosses; empty where it crosses none."""
    west, east = sorted((start.lon, end.lon))
    south, north = sorted((start.lat, end.lat))
    for stretch, (least_lat, most_lat, least_lon, most_lon) in _BOXED:
        is_near = west <= most_lon and east >= least_lon and south <= most_lat and north >= least_lat
        if is_near and _crosses(start, end, stretch.middle):
            return stretch.name
    return ""


def _crosses(start: Point, end: Point, middle: Sequence[Point]) -> bool:
    return any(
        _turn(start, end, one) != _turn(start, end, other)
        and _turn(one, other, start) != _turn(one, other, end)
        for one, other in pairwise(middle)
    )


def _turn(start: Point, end: Point, point: Point) -> bool:
    """Whether the point lies to the left of the line. Degrees serve: which side it is on does not depend on scale."""
    rise = (end.lon - start.lon) * (point.lat - start.lat)
    return rise > (end.lat - start.lat) * (point.lon - start.lon)


def _box(middle: Sequence[Point]) -> tuple[float, float, float, float]:
    lats, lons = [point.lat for point in middle], [point.lon for point in middle]
    return min(lats), max(lats), min(lons), max(lons)


_BOXED = tuple((stretch, _box(stretch.middle)) for stretch in WATERS)
