"""A map drawn by the portal itself: outlines, what is served, where the results are. Pure; nobody else is asked."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from markupsafe import Markup

from directory_data.gazetteer.outlines import EARTH_RADIUS_M, UNIT_M, Ring, outlines, position_of
from directory_data.places import Point

WORLD = 2 * math.pi * EARTH_RADIUS_M / UNIT_M
"""How wide the whole map of the world is, in the outlines' units."""

MARGIN = 0.12
LEAST_WIDTH = 250.0
"""About 15 kilometres across England, in units: closer than that the outlines show nothing."""

TILES_ACROSS = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to show at a place: its number in the list, its name, and where a click leads."""

    label: str
    title: str
    href: str
    point: Point


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map: left, top, width and height in the outlines' units."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Whether the two have anything in common."""
        is_beside = self.x > other.x + other.width or other.x > self.x + self.width
        return not is_beside and self.y <= other.y + other.height and other.y <= self.y + self.height


@dataclass(frozen=True, slots=True)
class Shape:
    """One authority's outline as an SVG path."""

    name: str
    path: Markup
    is_shaded: bool


@dataclass(frozen=True, slots=True)
class Pin:
    """One mark where it stands on the drawing, or several that stand on top of each other."""

    marks: tuple[Mark, ...]
    x: float
    y: float

    @property
    def label(self) -> str:
        """The numbers of the marks, each once."""
        return ",".join(dict.fromkeys(mark.label for mark in self.marks))

    @property
    def title(self) -> str:
        """The names of the marks, each once."""
        return ", ".join(dict.fromkeys(mark.title for mark in self.marks))


@dataclass(frozen=True, slots=True)
class Tile:
    """One picture of an operator's own map, lying under the outlines."""

    href: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that a page needs to draw the map. `unit` is the size of a pin."""

    box: Box
    shapes: tuple[Shape, ...]
    pins: tuple[Pin, ...]
    tiles: tuple[Tile, ...]

    @property
    def view(self) -> str:
        """The viewBox of the SVG."""
        return f"{self.box.x:.0f} {self.box.y:.0f} {self.box.width:.0f} {self.box.height:.0f}"

    @property
    def unit(self) -> float:
        """The radius of a pin."""
        return _unit(self.box)


@dataclass(frozen=True, slots=True)
class _Outline:
    """One authority's rings as they are drawn, and where each of them lies: the same on every map."""

    corners: tuple[tuple[float, float], ...]
    path: Markup
    extents: tuple[Box, ...]


def drawing(
    names: Mapping[str, str],
    *,
    shaded: Collection[str],
    marks: Sequence[Mark],
    tiles: str = "",
) -> Drawing | None:
    """The map round the marks and the shaded authorities; None where there is nothing to show."""
    pins = [_pin(mark) for mark in marks]
    known = _outlines()
    corners = [corner for code in shaded if code in known for corner in known[code].corners]
    box = _box_round([*corners, *((pin.x, pin.y) for pin in pins)])
    if box is None:
        return None
    shapes = (Shape(names.get(code, ""), known[code].path, code in shaded) for code in _codes_in(box))
    in_order = tuple(sorted(shapes, key=lambda shape: shape.is_shaded))
    return Drawing(box, in_order, _together(pins, 2 * _unit(box)), _tiles(box, tiles))


@lru_cache(maxsize=1024)
def _codes_in(box: Box) -> tuple[str, ...]:
    """The authorities of which something lies within the box."""
    return tuple(
        code for code, outline in _outlines().items() if any(extent.meets(box) for extent in outline.extents)
    )


@cache
def _outlines() -> Mapping[str, _Outline]:
    return {
        code: _Outline(
            tuple(corner for ring in rings for corner in ring),
            _path(rings),
            tuple(_extent(ring) for ring in rings),
        )
        for code, rings in outlines().items()
    }


def _pin(mark: Mark) -> Pin:
    x, y = position_of(mark.point)
    return Pin((mark,), round(x, 1), round(y, 1))


def _together(pins: Sequence[Pin], nearness: float) -> tuple[Pin, ...]:
    """Pins that would hide one another made one, where the first of them stands."""
    placed: list[Pin] = []
    for pin in pins:
        near = next((each for each in placed if math.dist((each.x, each.y), (pin.x, pin.y)) < nearness), None)
        if near is None:
            placed.append(pin)
        else:
            placed[placed.index(near)] = Pin((*near.marks, *pin.marks), near.x, near.y)
    return tuple(placed)


def _unit(box: Box) -> float:
    return round(box.width / 45, 1)


def _box_round(corners: Sequence[tuple[float, float]]) -> Box | None:
    if not corners:
        return None
    extent = _extent(corners)
    width = max(extent.width, extent.height, LEAST_WIDTH) * (1 + 2 * MARGIN)
    middle_x, middle_y = extent.x + extent.width / 2, extent.y + extent.height / 2
    return Box(middle_x - width / 2, middle_y - width / 2, width, width)


def _extent(corners: Iterable[tuple[float, float]]) -> Box:
    xs, ys = zip(*corners, strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _path(rings: Iterable[Ring]) -> Markup:
    # Numbers alone: what needs no escaping need not be looked through for every page.
    return Markup().join(Markup("M{}Z").format(" ".join(f"{x},{y}" for x, y in ring)) for ring in rings)


def _tiles(box: Box, template: str) -> tuple[Tile, ...]:
    """The tiles under the box, from an address with {z}, {x} and {y} (slippy map tiles)."""
    if not template:
        return ()
    zoom = max(0, min(18, round(math.log2(WORLD * TILES_ACROSS / box.width))))
    size = WORLD / 2**zoom
    columns = range(int((box.x + WORLD / 2) // size), int((box.x + box.width + WORLD / 2) // size) + 1)
    rows = range(int((box.y + WORLD / 2) // size), int((box.y + box.height + WORLD / 2) // size) + 1)
    return tuple(
        Tile(
            template.replace("{z}", str(zoom)).replace("{x}", str(x)).replace("{y}", str(y)),
            x * size - WORLD / 2,
            y * size - WORLD / 2,
            size,
        )
        for y in rows
        for x in columns
    )
