"""H1: how the place where somebody lives and the area of the court count."""

from __future__ import annotations

import pytest

from directory_data.vocabulary import CoverageVerdict
from portal.rules.matching.matcher import match
from tests.portal.rules.matching.making import (
    NOT_SERVED,
    PART,
    SERVES,
    AService,
    a_candidate,
    asks_of,
    left_out_by,
    needs,
)


def test_inside_the_courts_area_the_home_decides_alone() -> None:
    assert left_out_by(a_candidate(coverage=NOT_SERVED, court_coverage=None)) == "H1"
    assert asks_of(a_candidate(coverage=SERVES, court_coverage=None)) == ()


@pytest.mark.parametrize("court", [SERVES, PART])
def test_outside_the_courts_area_both_served_asks_nothing(court: CoverageVerdict) -> None:
    assert asks_of(a_candidate(court_coverage=court)) == ()


def test_where_the_home_is_served_and_the_court_is_not_the_provider_is_asked() -> None:
    (ask,) = asks_of(a_candidate(court_coverage=NOT_SERVED))

    assert "but not the court’s area" in ask


def test_where_only_the_court_is_served_the_provider_is_asked() -> None:
    (ask,) = asks_of(a_candidate(coverage=NOT_SERVED, court_coverage=SERVES))

    assert "but not the place where the person lives" in ask


def test_a_court_that_is_served_in_part_does_not_speak_for_a_home_that_is_not() -> None:
    assert left_out_by(a_candidate(coverage=NOT_SERVED, court_coverage=PART)) == "H1"


def test_who_serves_the_home_stands_before_who_serves_the_court_alone_however_near() -> None:
    far = a_candidate(service=AService(name="Serves the home"), miles=20)
    near = a_candidate(service=AService(name="Near"), miles=1, coverage=NOT_SERVED, court_coverage=SERVES)

    first, second = match(needs(), [near, far]).offered

    assert (first.candidate, second.candidate) == (far, near)
    assert first.because == "First because it serves the place where the person lives; the second is nearer."
