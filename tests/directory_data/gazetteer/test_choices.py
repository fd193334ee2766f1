"""Places that lie in several authorities, names that are misspelt, and data that has grown old."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_data.gazetteer import Gazetteer, load_postcodes
from directory_data.gazetteer.spelling import SHORTEST_EXCHANGED, WORDS, Spelling, is_one_slip
from directory_data.vocabulary import AreaKind, PlaceStatus

GAZETTEER = Gazetteer()


def meant(place):
    return [choice.label for choice in place.choices]


@pytest.mark.parametrize(
    ("typed", "authorities"),
    [
        ("E1 7", ["Tower Hamlets", "City of London"]),
        ("UB9", ["Buckinghamshire", "Hillingdon", "Three Rivers"]),
        ("CR0", ["Croydon", "Sutton"]),
        ("CH4", ["Cheshire West and Chester", "Flintshire"]),
        ("W1", ["Westminster", "Camden", "Islington"]),
        ("TD12", ["Northumberland"]),
        ("LS6", []),
    ],
)
def test_a_district_in_several_authorities_asks_which(typed, authorities):
    assert meant(GAZETTEER.resolve(typed)) == authorities


@pytest.mark.parametrize("typed", ["E1 7", "UB9", "SW16", "N4", "CR0", "HR3", "EC1", "SW", "TD15"])
def test_each_authority_that_is_offered_can_be_taken(typed):
    for choice in GAZETTEER.resolve(typed).choices:
        place = GAZETTEER.resolve(choice.where)

        assert [share.name for share in place.authorities] == [choice.label]
        assert place.choices == ()
        assert place.point is not None


def test_the_sectors_of_a_part_are_those_in_the_authority():
    whole, part = GAZETTEER.resolve("E1"), GAZETTEER.resolve("E1, City of London")

    assert (AreaKind.OUTCODE, "E1 4") in whole.districts
    assert part.districts[AreaKind.OUTCODE, "E1 4"] == 0
    assert part.districts[AreaKind.OUTCODE, "E1 7"] > 0.5


def test_a_postcode_that_we_know_by_its_sector_asks_without_showing_it(tmp_path):
    (tmp_path / "list.csv").write_text("postcode,easting,northing\nE1 7AA,533700,181300\n")
    load_postcodes(tmp_path / "list.csv", tmp_path / "postcodes.sqlite")

    place = Gazetteer(tmp_path / "postcodes.sqlite").resolve("E1 7ZZ")

    assert meant(place) == ["Tower Hamlets", "City of London"]
    assert {choice.where for choice in place.choices} == {"E1, Tower Hamlets", "E1, City of London"}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Huddersfeild", "Huddersfield, Kirklees"),
        ("Mancester", "Manchester"),
        ("Leds", "Leeds"),
        ("Bristal", "Bristol"),
        ("Caerdyd", "Cardiff"),
        ("12 Any Street, Wakefeild", "Wakefield"),
        ("Wset Yorkshire", "West Yorkshire"),
    ],
)
def test_a_misspelt_name_is_a_guess_to_choose_and_is_never_taken(typed, first):
    place = GAZETTEER.resolve(typed)

    assert (place.status, place.authorities, place.point) == ("unknown", (), None)
    assert place.sentence.startswith("We do not recognise this place. Did you mean")
    assert place.choices[0].label == first
    assert GAZETTEER.resolve(place.choices[0].where).is_found


@pytest.mark.parametrize("typed", ["qwertyuiop", "Lds", "Leedsss", "B51 6AD", "90210", "x" * 300])
def test_what_is_near_nothing_gets_no_guess(typed):
    assert GAZETTEER.resolve(typed).choices == ()


@pytest.mark.parametrize(
    "typed", ["Newport Isle of Wight", "newport  isle of wight", "Newport, Isle of Wight"]
)
def test_a_place_and_its_area_need_no_comma(typed):
    place = GAZETTEER.resolve(typed)

    assert place.authorities[0].name == "Isle of Wight"


@pytest.mark.parametrize(
    ("typed", "status", "country"),
    [("AB1 0AA", "outside", "Scotland"), ("AB1", "outside", "Scotland"), ("B51 6AD", "unknown", None)],
)
def test_an_ended_district_is_outside_only_where_all_of_its_area_is(typed, status, country):
    place = GAZETTEER.resolve(typed)

    assert (place.status, place.country) == (status, country)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Anglesey", "Isle of Anglesey"),
        ("E08000020", "Gateshead"),
        ("E07000100", "St Albans"),
        ("E06000048", "Northumberland"),
        ("E08000019", "Sheffield"),
        ("E07000205", "East Suffolk"),
        ("E06000028", "Bournemouth, Christchurch and Poole"),
        ("Craven", "North Yorkshire"),
        ("Sedgemoor", "Somerset"),
        ("Bristol, City of", "Bristol"),
        ("Herefordshire, County of", "Herefordshire"),
    ],
)
def test_old_codes_and_official_names_reach_the_council_of_today(typed, name):
    assert [share.name for share in GAZETTEER.resolve(typed).authorities] == [name]


@pytest.mark.parametrize(
    ("today", "warns"), [(date(2025, 10, 21), False), (date(2026, 5, 8), False), (date(2026, 5, 9), True)]
)
def test_data_older_than_200_days_is_warned_of(today, warns):
    warning = GAZETTEER.data_warning(today)

    assert (warning is not None) == warns
    assert not warns or "20 October 2025, 201 days ago" in warning


def test_the_warning_is_of_the_list_that_was_loaded(tmp_path):
    gazetteer = Gazetteer(tmp_path / "postcodes.sqlite")
    for name in ("ONSPD_NOV_2026.csv", "undated.csv"):
        (tmp_path / name).write_text("postcode,easting,northing\nHX1 1AA,409503,425335\n")

    load_postcodes(tmp_path / "ONSPD_NOV_2026.csv", tmp_path / "postcodes.sqlite")
    assert gazetteer.data_warning(date(2026, 12, 1)) is None
    load_postcodes(tmp_path / "undated.csv", tmp_path / "postcodes.sqlite")
    assert "does not say when" in gazetteer.data_warning(date(2026, 12, 1))


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Newcastle", "Newcastle upon Tyne, Newcastle upon Tyne"),
        ("Newcastle", "Newcastle under Lyme, Newcastle-under-Lyme"),
        ("Newcastle", "Newcastle, Northern Ireland (outside this directory)"),
        ("Stoke", "Stoke-on-Trent, Stoke-on-Trent"),
        ("Weston", "Weston-super-Mare, North Somerset"),
        ("Stratford", "Stratford-upon-Avon, Stratford-on-Avon"),
    ],
)
def test_a_well_known_place_is_offered_by_its_first_word(typed, offered):
    place = GAZETTEER.resolve(typed)

    assert place.status == "ambiguous"
    assert place.sentence.startswith(f"There is more than one place called {typed}.")
    assert offered in meant(place)
    for choice in place.choices:
        assert GAZETTEER.resolve(choice.where).status in {"place", "outside"}


@pytest.mark.parametrize(
    ("typed", "authority"),
    [
        ("Ashby", "North West Leicestershire"),
        ("Newcastle, Staffordshire", "Newcastle-under-Lyme"),
        ("Bradford", "Bradford"),
        ("Chester", "Cheshire West and Chester"),
        ("Hull", "Kingston upon Hull"),
    ],
)
def test_a_first_word_that_means_one_place_is_that_place(typed, authority):
    place = GAZETTEER.resolve(typed)

    assert (place.status, place.authorities[0].name) == ("place", authority)


LETTERS = st.text("abcde", min_size=3, max_size=8)


def slips(name):
    """Every text that is one slip from a name, counted out."""
    alphabet = "abcde"
    cut = {name[:i] + name[i + 1 :] for i in range(len(name))}
    added = {name[:i] + c + name[i:] for i in range(len(name) + 1) for c in alphabet}
    changed = {name[:i] + c + name[i + 1 :] for i in range(len(name)) for c in alphabet}
    swapped = {name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in range(len(name) - 1)}
    return (cut | added | changed | swapped) - {name}


@given(LETTERS, LETTERS)
def test_one_slip_is_what_counting_out_finds(typed, name):
    assert is_one_slip(typed, name) == (typed in slips(name))


@given(st.lists(LETTERS, max_size=20), LETTERS)
def test_all_names_one_slip_away_are_found(names, typed):
    at_least = len(typed) + (len(typed) < SHORTEST_EXCHANGED)
    is_asked = len(typed) >= 4 and typed not in WORDS
    near = (
        name for name in names if name != typed and len(name) >= max(at_least, 4) and typed in slips(name)
    )
    expected = set(near) if is_asked else set()

    assert set(Spelling(names).near(typed)) == expected


@pytest.mark.parametrize(
    ("typed", "elsewhere", "here"),
    [
        ("St Helier", "St Helier, Jersey (outside this directory)", "St Helier, Sutton"),
        ("Ramsey", "Ramsey, Isle of Man (outside this directory)", "Ramsey, Huntingdonshire"),
    ],
)
def test_a_town_of_the_islands_is_not_a_place_here_in_silence(typed, elsewhere, here):
    place = GAZETTEER.resolve(typed)

    assert place.status is PlaceStatus.AMBIGUOUS
    assert {elsewhere, here} <= {choice.label for choice in place.choices}


@pytest.mark.parametrize("typed", ["St Helier, Jersey", "Ramsey, Isle of Man", "Peel", "St Peter Port"])
def test_a_town_that_is_on_an_island_is_outside_and_says_where(typed):
    place = GAZETTEER.resolve(typed)

    assert place.status is PlaceStatus.OUTSIDE
    assert place.country in ("Jersey", "Isle of Man", "Guernsey")
    assert place.country in place.sentence
