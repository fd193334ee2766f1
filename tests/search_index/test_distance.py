"""Distances as the crow flies: as exact as the geodesic, so that the nearest is truly the nearest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from directory_data.places import Point, geodesic_miles
from search_index.distance import exact_miles

METRES_PER_MILE = 1609.344
lats, lons = st.floats(50, 55.8), st.floats(-5.7, 1.7)


@given(lats, lons, st.floats(-0.6, 0.6), st.floats(-0.8, 0.8))
def test_a_distance_is_that_of_the_ellipsoid_within_a_centimetre(
    lat: float, lon: float, up: float, east: float
) -> None:
    here, there = Point(lat, lon), Point(lat + up, lon + east)

    off = abs(exact_miles(here, there) - geodesic_miles(here, there)) * METRES_PER_MILE

    assert off < 0.01


@given(lats, lons)
def test_a_place_is_no_distance_from_itself(lat: float, lon: float) -> None:
    assert exact_miles(Point(lat, lon), Point(lat, lon)) == 0
