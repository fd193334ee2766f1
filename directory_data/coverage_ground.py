"""A place as the rules of coverage ask about it: every area that any part of it is in, found in one look-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from directory_data.places import AreaKey, Place, Point, miles_between
from directory_data.vocabulary import AreaKind

METRES_PER_MILE = 1609.344
GROUNDS_KEPT = 16


class CoverageRule(Protocol):
    """One line of a service's coverage. An outcode rule may also name a sector ("LS6 1")."""

    @property
    def kind(self) -> AreaKind: ...
    @property
    def code(self) -> str: ...
    @property
    def lat(self) -> float | None: ...
    @property
    def lon(self) -> float | None: ...
    @property
    def miles(self) -> float | None: ...
    @property
    def is_excluded(self) -> bool: ...


Inside = float | dict[int, float]
"""How much of each authority's share lies inside a rule's area, 0 to 1: the same for all, or by place in the list."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A place as rules ask about it: every area that any part of it is in, found in one look-up."""

    place: Place
    areas: Mapping[AreaKey, Inside]
    whole: float
    here: str


_grounds: dict[int, Ground] = {}


def ground_of(place: Place) -> Ground:
    """The ground of a place. A search asks for the same place a thousand times: the last few are kept."""
    kept = _grounds.get(id(place))
    if kept is not None and kept.place is place:
        return kept
    if len(_grounds) >= GROUNDS_KEPT:
        _grounds.clear()
    ground = _grounds[id(place)] = _new_ground(place)
    return ground


def _new_ground(place: Place) -> Ground:
    parts: defaultdict[AreaKey, dict[int, float]] = defaultdict(dict)
    for at, authority in enumerate(place.authorities):
        for key, part in authority.areas.items():
            if part:
                parts[key][at] = part
    count = len(place.authorities)
    areas: dict[AreaKey, Inside] = {key: _same_for_all(found, count) for key, found in parts.items()}
    here = listed([authority.name for authority in place.authorities[:3]])
    return Ground(place, areas, sum(authority.share for authority in place.authorities), here)


def _same_for_all(parts: dict[int, float], count: int) -> Inside:
    """One number where every authority has it: "England" says the same of each of its 296."""
    values = set(parts.values())
    return values.pop() if len(parts) == count and len(values) == 1 else parts


def inside_of(rule: CoverageRule, ground: Ground) -> Inside:
    """How much of the place lies inside the rule's area."""
    kind = rule.kind
    if kind is AreaKind.OUTCODE:
        return ground.place.districts.get((kind, rule.code), 0.0)
    if kind is AreaKind.RADIUS:
        return _inside_radius(rule, ground.place)
    return ground.areas.get((kind, rule.code), 0.0)


def _inside_radius(rule: CoverageRule, place: Place) -> float:
    """1 or 0 where the whole of the place lies on one side of the circle, else a half: somebody has to check."""
    if rule.lat is None or rule.lon is None or rule.miles is None:
        return 0.0
    if place.point is None:
        return 0.5
    away = miles_between(place.point, Point(rule.lat, rule.lon))
    doubt = (place.precision_m or 0) / METRES_PER_MILE
    if away + doubt <= rule.miles:
        return 1.0
    return 0.0 if away - doubt > rule.miles else 0.5


def listed(words: Sequence[str], at_most: int = 6) -> str:
    """Words as a list in a sentence: "Leeds, Bradford and Wakefield"; a long one ends in "and 3 more areas"."""
    if len(words) > at_most:
        return f"{', '.join(words[:at_most])} and {len(words) - at_most} more areas"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
