"""How far a venue is: the one function that measures a journey, so that a journey-time engine can take its place."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from directory_data.places import Point, miles_between
from portal.rules.matching import water

MILES_AN_HOUR_BY_CAR = 25
"""In a straight line. The usual limit (domain, section 5, H3) is 25 miles or 60 minutes: the same journey."""

MILES_AN_HOUR_BY_BUS_OR_TRAIN = 10
"""In a straight line, with walking and waiting. A rough estimate: a journey near the limit is asked about."""


@dataclass(frozen=True, slots=True)
class Journey:
    """One way, from home to the venue. `miles` are a straight line and `minutes` an estimate from them.

    Both are None where either end is not known. `water` names what a straight line crosses and a road may not.
    """

    miles: float | None = None
    minutes: int | None = None
    water: str = ""


UNKNOWN = Journey()


def journey(home: Point | None, venue: Point | None, *, has_car: bool | None = None) -> Journey:
    """The journey from home to a venue. Where nobody has said whether there is a car, one is assumed."""
    if home is None or venue is None:
        return UNKNOWN
    miles = miles_between(home, venue)
    speed = MILES_AN_HOUR_BY_BUS_OR_TRAIN if has_car is False else MILES_AN_HOUR_BY_CAR
    return Journey(miles, ceil(miles / speed * 60), water.crossed(home, venue))
