"""Points, miles and postcodes as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_data.places import Point, Postcode, geodesic_miles, miles_between, miles_words, parse

LEEDS, BRADFORD = Point(53.7997, -1.5492), Point(53.7939, -1.7521)


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("sw1a1aa", "SW1A 1AA"),
        ("SW1 A1AA", "SW1A 1AA"),
        ("  SW1A\u00a01AA ", "SW1A 1AA"),
        ("SW1A\u200b 1AA", "SW1A 1AA"),
        ("\uff33\uff37\uff11\uff21 \uff11\uff21\uff21", "SW1A 1AA"),
        ('"SW1A 1AA"', "SW1A 1AA"),
        ("\u2018SW1A-1AA\u2019", "SW1A 1AA"),
        ("10 Downing Street, London SW1A 2AA", "SW1A 2AA"),
        ("Flat 1\n2 High Street\tLeeds ls6 1aa.", "LS6 1AA"),
        ("E11AA", "E1 1AA"),
        ("E111AA", "E11 1AA"),
        ("M1  1AD", "M1 1AD"),
    ],
)
def test_a_postcode_is_read_in_every_common_form(typed, unit):
    postcode = parse(typed)

    assert postcode is not None
    assert postcode.unit == unit


@pytest.mark.parametrize(
    "typed", ["", "Leeds", "LS6", "LS6 1", "D02 AF30", "KY1-1111", "E08000035", "90210", "1AA"]
)
def test_what_is_no_postcode_is_not_read_as_one(typed):
    assert parse(typed) is None


def test_a_postcode_has_a_sector_and_an_outcode():
    postcode = Postcode("LS16", "5AB")

    assert (postcode.sector, postcode.outcode, postcode.compact) == ("LS16 5", "LS16", "LS165AB")


def test_a_postcode_never_shows_its_inward_part_in_a_log():
    postcode = Postcode("LS16", "5AB")

    assert "5AB" not in f"{postcode} {postcode!r} {[postcode]}"


@given(st.text())
def test_no_text_makes_the_reading_of_a_postcode_fail(text):
    postcode = parse(text)

    assert postcode is None or parse(postcode.unit) == postcode


def test_the_ranking_distance_is_near_the_shown_one():
    ranked, shown = miles_between(LEEDS, BRADFORD), geodesic_miles(LEEDS, BRADFORD)

    assert ranked == pytest.approx(shown, rel=0.0034)
    assert shown == pytest.approx(8.32, abs=0.05)


@pytest.mark.parametrize(
    ("miles", "words"),
    [
        (0.0, "less than half a mile"),
        (0.49, "less than half a mile"),
        (0.5, "0.5 miles"),
        (1.0, "1 mile"),
        (3.21, "3.2 miles"),
        (9.96, "10 miles"),
        (12.4, "12 miles"),
    ],
)
def test_a_distance_is_said_in_plain_words(miles, words):
    assert miles_words(miles) == words
