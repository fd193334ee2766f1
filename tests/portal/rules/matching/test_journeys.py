"""H3: the journey, the water it crosses, and the reason for a longer one."""

from __future__ import annotations

from datetime import date

import pytest

from directory_data.places import Point
from portal.rules.matching.matcher import match
from portal.rules.matching.overrides import LongerJourney, accepted
from portal.rules.matching.travel import UNKNOWN, journey
from portal.rules.matching.water import WATERS, crossed
from tests.portal.rules.matching.making import a_candidate, asks_of, left_out_by, needs

HULL, GRIMSBY, BEVERLEY = Point(53.744, -0.336), Point(53.567, -0.080), Point(53.842, -0.427)
CARDIFF, WESTON, NEWPORT, BATH = (
    Point(51.481, -3.179),
    Point(51.347, -2.977),
    Point(51.588, -2.998),
    Point(51.381, -2.360),
)
PORTSMOUTH, RYDE, LIVERPOOL, BIRKENHEAD = (
    Point(50.806, -1.087),
    Point(50.730, -1.162),
    Point(53.408, -2.991),
    Point(53.393, -3.022),
)
TILBURY, GRAVESEND, HUNSTANTON, SKEGNESS = (
    Point(51.463, 0.358),
    Point(51.441, 0.371),
    Point(52.939, 0.490),
    Point(53.144, 0.336),
)
BARROW, MORECAMBE, BRISTOL, LEEDS, BRADFORD, MANCHESTER = (
    Point(54.111, -3.227),
    Point(54.073, -2.866),
    Point(51.455, -2.588),
    Point(53.797, -1.549),
    Point(53.795, -1.759),
    Point(53.479, -2.245),
)
LONGER = LongerJourney(
    reason="He drives past it to work.", accepted_on=date(2027, 3, 3), accepted_by="Ruth Adeyemi"
)


@pytest.mark.parametrize(
    "start, end, water",
    [
        (HULL, GRIMSBY, "the Humber"),
        (CARDIFF, WESTON, "the Severn"),
        (NEWPORT, BRISTOL, "the Severn"),
        (PORTSMOUTH, RYDE, "the Solent"),
        (LIVERPOOL, BIRKENHEAD, "the Mersey"),
        (TILBURY, GRAVESEND, "the Thames estuary"),
        (HUNSTANTON, SKEGNESS, "the Wash"),
        (BARROW, MORECAMBE, "Morecambe Bay"),
        (HULL, BEVERLEY, ""),
        (LEEDS, BRADFORD, ""),
        (MANCHESTER, LIVERPOOL, ""),
        (BRISTOL, BATH, ""),
        (CARDIFF, NEWPORT, ""),
    ],
)
def test_a_straight_line_that_crosses_water_is_found_both_ways(start: Point, end: Point, water: str) -> None:
    assert (crossed(start, end), crossed(end, start)) == (water, water)


def test_every_stretch_of_water_has_a_name_and_a_line() -> None:
    assert len({water.name for water in WATERS}) == len(WATERS)
    assert all(len(water.middle) > 1 for water in WATERS)


def test_a_journey_is_miles_minutes_and_water() -> None:
    by_car, by_bus = journey(HULL, GRIMSBY), journey(HULL, GRIMSBY, has_car=False)

    assert by_car.miles == pytest.approx(16.2, abs=0.2)
    assert (by_car.minutes, by_bus.minutes, by_car.water) == (39, 97, "the Humber")
    assert journey(None, HULL) == journey(HULL, None) == UNKNOWN


def test_a_journey_over_water_is_to_be_checked() -> None:
    (ask,) = asks_of(a_candidate(miles=16.0, water="the Humber"))

    assert ask == "The straight line crosses the Humber. Check the journey."


def test_an_estimate_near_the_limit_in_minutes_asks_and_far_beyond_it_refuses() -> None:
    case = needs(journey_limit_minutes=40)

    assert asks_of(a_candidate(minutes=40), case) == ()
    (ask,) = asks_of(a_candidate(minutes=60), case)
    assert "60 minutes by car, and the limit is 40 minutes" in ask
    assert left_out_by(a_candidate(minutes=61), case) == "H3"


def test_who_has_no_car_and_no_limit_in_minutes_is_asked_about_the_bus() -> None:
    (ask,) = asks_of(a_candidate(), needs(has_car=False))

    assert ask == "The person has no car. Check the journey by bus or train."


def test_an_officers_reason_lets_a_longer_journey_be_offered_and_is_shown_and_kept() -> None:
    answer = match(needs(longer_journeys=(LONGER,)), [a_candidate(miles=31)])

    (offered,) = answer.offered
    words = "Ruth Adeyemi accepted the longer journey on 3 March 2027: He drives past it to work."
    assert any(words in reason for reason in offered.reasons)
    assert answer.as_record()["needs"]["longer_journeys"] == [{"service": "", "sentence": words}]


def test_a_reason_for_one_programme_is_not_one_for_another() -> None:
    case = needs(longer_journeys=(LongerJourney("Why.", date(2027, 3, 3), "Ruth Adeyemi", "another-dvpp"),))

    assert left_out_by(a_candidate(miles=31), case) == "H3"


def test_the_reason_for_the_programme_goes_before_the_one_for_the_case() -> None:
    own = LongerJourney("Own.", date(2027, 1, 1), "Ruth Adeyemi", "a-dvpp")

    assert accepted([own, LONGER], "a-dvpp") is own
    assert accepted([own, LONGER], "b-dvpp") is LONGER


def test_no_other_hard_rule_is_set_aside_with_the_journey() -> None:
    case = needs(longer_journeys=(LONGER,))

    assert left_out_by(a_candidate(miles=31, partner_services=()), case) == "H4"
