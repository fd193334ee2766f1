"""Names of regions and counties as people say and shorten them: each has an answer, with what to do next."""

from __future__ import annotations

import pytest

from directory_data.gazetteer import Gazetteer
from directory_data.gazetteer.facts import table
from directory_data.gazetteer.names import name_key
from directory_data.gazetteer.short_names import BEFORE_A_WORD, NAMES, WORDS, in_full

GAZETTEER = Gazetteer()


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("W Yorks", "West Yorkshire"),
        ("w. yorks.", "West Yorkshire"),
        ("N Yorks", "North Yorkshire"),
        ("S Yorks", "South Yorkshire"),
        ("Gtr Manchester", "Greater Manchester"),
        ("W Mids", "West Midlands"),
        ("Co Durham", "County Durham"),
        ("Co. Durham", "County Durham"),
        ("Lancs", "Lancashire"),
        ("Notts.", "Nottinghamshire"),
        ("IOW", "Isle of Wight"),
        ("Gt Yarmouth", "Great Yarmouth"),
        ("W Bromwich", "West Bromwich"),
        ("S Wales", "South Wales Police area"),
        ("East Riding", "East Riding of Yorkshire"),
    ],
)
def test_a_shortened_name_is_read_in_full_and_it_is_said(typed: str, label: str) -> None:
    place = GAZETTEER.resolve(typed)

    assert (place.label, place.is_found) == (label, True)
    assert place.sentence.startswith(f"We read it as {label}. ")


@pytest.mark.parametrize(
    ("typed", "authority"),
    [
        ("Leeds W Yorks", "Leeds"),
        ("Leeds, W Yorks", "Leeds"),
        ("12 Any Street, Otley, W. Yorks", "Leeds"),
        ("Newport, Salop", "Telford and Wrekin"),
        ("Newport Gwent", "Newport"),
        ("Richmond Yorkshire", "North Yorkshire"),
        ("Ashford Middx", "Spelthorne"),
        ("Hull E Yorks", "Kingston upon Hull"),
        ("Leeds UK", "Leeds"),
        ("Humber, Herefordshire", "Herefordshire"),
    ],
)
def test_a_shortened_county_tells_which_town_is_meant(typed: str, authority: str) -> None:
    assert [share.name for share in GAZETTEER.resolve(typed).authorities] == [authority]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Yorkshire", "North Yorkshire"),
        ("Yorks", "North Yorkshire"),
        ("Tyneside", "Newcastle upon Tyne"),
        ("Teesside", "Middlesbrough"),
        ("East Anglia", "Norfolk"),
        ("the Midlands", "East Midlands"),
        ("Black Country", "Dudley"),
        ("Middlesex", "Barnet"),
        ("N London", "Barnet"),
        ("Glamorgan", "Swansea"),
        ("Humber", "Kingston upon Hull"),
    ],
)
def test_a_name_without_a_council_offers_the_areas_it_consists_of(typed: str, first: str) -> None:
    place = GAZETTEER.resolve(typed)

    assert place.is_found
    assert "There is no one council for " in place.sentence
    assert "Choose an area for a surer answer." in place.sentence
    assert place.choices[0].label == first
    for choice in place.choices:
        assert GAZETTEER.resolve(choice.where).label == choice.label


@pytest.mark.parametrize(
    ("typed", "council"), [("Wearside", "Sunderland"), ("Isle of Dogs", "Tower Hamlets")]
)
def test_a_name_within_one_council_names_the_council(typed: str, council: str) -> None:
    place = GAZETTEER.resolve(typed)

    assert place.label == council
    assert place.sentence == f"{typed} is in {council}. We used the whole of {council}."


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("St Helier Jersey", "Jersey"),
        ("St Helier, Jersey", "Jersey"),
        ("Douglas Isle of Man", "Isle of Man"),
        ("St Peter Port Guernsey", "Guernsey"),
        ("Alderney", "Guernsey"),
        ("Channel Islands", "Channel Islands"),
        ("Jersey, Channel Islands", "Jersey"),
        ("Glasgow Scotland", "Scotland"),
        ("Belfast Northern Ireland", "Northern Ireland"),
    ],
)
def test_a_place_and_its_country_need_no_comma(typed: str, country: str) -> None:
    place = GAZETTEER.resolve(typed)

    assert (place.status, place.country) == ("outside", country)
    assert "If somebody needs help now, see Help now." in place.sentence


@pytest.mark.parametrize(
    ("typed", "says"),
    [("UK", "Enter a town, council or postcode."), ("abroad", "Ask the court that made the order")],
)
def test_what_is_too_large_or_too_far_says_what_to_do(typed: str, says: str) -> None:
    place = GAZETTEER.resolve(typed)

    assert says in place.sentence
    assert place.point is None


@pytest.mark.parametrize(
    ("typed", "words"), [("FIQQ 1ZZ", "Islands have their own"), ("JE2", "Jersey has its own")]
)
def test_one_country_has_and_several_islands_have(typed: str, words: str) -> None:
    assert words in GAZETTEER.resolve(typed).sentence


def test_every_common_name_means_authorities_of_today() -> None:
    for name, _, codes in table("counties.csv"):
        place = GAZETTEER.resolve(name)

        assert place.is_found, name
        assert all(GAZETTEER.resolve(code).is_found for code in codes.split()), name


def test_every_shortening_leads_somewhere() -> None:
    for short in (*WORDS, *NAMES):
        assert in_full(short) != short
        assert in_full(in_full(short)) == in_full(short)
    assert all(in_full(f"{short} leeds") == f"{full} leeds" for short, full in BEFORE_A_WORD.items())
    assert all(name_key(short) == short for short in (*BEFORE_A_WORD, *WORDS, *NAMES))
