"""How far each listing reaches: whether it serves the place, and how near it is."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable
from itertools import chain

from directory_data.coverage import verdict_of
from directory_data.places import Place, Point
from directory_data.queries import audiences
from search_index.distance import exact_miles
from search_index.kept_listings import Listings
from search_index.meaning import Known, Reach
from search_index.query import SearchQuery

MILES_PER_DEGREE = 68.0
"""Of latitude; the least anywhere is 68.7."""


def reaches(
    listings: Listings,
    query: SearchQuery,
    *,
    nearby_miles: int,
    among: Collection[int] | None = None,
    passing: Callable[[Reach], bool] | None = None,
) -> list[Reach]:
    """Every listing that the asker may see, of whatever type, that could serve the place or be near it; without a
    place and `among`, in the order of their names.

    With `among`, only those of these services; with `passing`, only those that pass whatever the place.
    """
    seen = audiences(is_for_staff=query.is_for_staff)
    if query.place is None and among is None and passing is None and not query.types_left_out:
        return listings.seen_by(seen)
    found = [
        one
        for one in _candidates(listings, query.place, nearby_miles, among)
        if one.reach.audience in seen and one.reach.type not in query.types_left_out
    ]
    if passing is not None:
        found = [one for one in found if passing(one.reach)]
    if query.place is None:
        return [one.reach for one in found]
    return [_at(one, query.place) for one in found]


def _candidates(
    listings: Listings, place: Place | None, nearby_miles: int, among: Collection[int] | None
) -> Iterable[Known]:
    known = listings.known
    if place is None:
        return known.values() if among is None else [known[one] for one in among if one in known]
    ids = listings.reaching({*chain(place.districts, *(share.areas for share in place.authorities))})
    if place.point is not None:
        ids |= listings.between(*_box(place.point, nearby_miles))
    return [known[one] for one in (ids if among is None else ids.intersection(among))]


def _at(known: Known, place: Place) -> Reach:
    miles = None if place.point is None else _nearest(known.points, place.point)
    return known.reach._replace(verdict=verdict_of(known.facts.coverage, place), miles=miles)


def _box(point: Point, miles: int) -> tuple[float, float, float, float]:
    """South, north, west and east of a rectangle that holds the circle, a little too large rather than too small."""
    up = miles / MILES_PER_DEGREE
    aside = up / math.cos(math.radians(min(abs(point.lat) + up, 89.0)))
    return point.lat - up, point.lat + up, point.lon - aside, point.lon + aside


def _nearest(points: Iterable[Point], here: Point) -> float | None:
    return min((exact_miles(here, point) for point in points), default=None)
