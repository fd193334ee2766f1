"""Whether a service takes people from a place, and why."""

from dataclasses import dataclass, replace

import pytest

from directory_data.coverage import coverage_of
from directory_data.places import AuthorityShare, Place, Point
from directory_data.vocabulary import AreaKind, CoverageVerdict, PlaceBasis, PlaceStatus

SERVES, PART = CoverageVerdict.SERVES, CoverageVerdict.PART
NOT_STATED, DOES_NOT = CoverageVerdict.NOT_STATED, CoverageVerdict.DOES_NOT_SERVE
NAMES = {"LEEDS": "Leeds", "BRADFORD": "Bradford", "KIRKLEES": "Kirklees", "WY": "West Yorkshire Police area"}


@dataclass(frozen=True)
class Rule:
    kind: AreaKind
    code: str = ""
    is_excluded: bool = False
    lat: float | None = None
    lon: float | None = None
    miles: float | None = None


def authority(code, *, is_excluded=False):
    return Rule(AreaKind.LOCAL_AUTHORITY, code, is_excluded)


WEST_YORKSHIRE = Rule(AreaKind.POLICE_AREA, "WY")


def share_of(code, share=1.0, courts=("LEEDS_COURT",)):
    areas = {(AreaKind.LOCAL_AUTHORITY, code): 1.0, (AreaKind.POLICE_AREA, "WY"): 1.0}
    areas |= {(AreaKind.COURT_AREA, court): 1 / len(courts) for court in courts}
    return AuthorityShare(code, NAMES[code], share, areas)


def place(*shares, districts=None, point=None, precision_m=100):
    return Place(
        "here",
        PlaceStatus.APPROXIMATE,
        PlaceBasis.SECTOR,
        "",
        point=point,
        precision_m=precision_m,
        authorities=shares or (share_of("LEEDS"),),
        districts={(AreaKind.OUTCODE, code): part for code, part in (districts or {}).items()},
    )


def coverage(rules, where):
    return coverage_of(rules, where, lambda kind, code: NAMES.get(code, code))


def test_a_service_that_names_the_authority_serves_all_of_it():
    found = coverage([authority("LEEDS")], place())

    assert (found.verdict, found.sentence) == (SERVES, "Serves all of Leeds.")


def test_a_service_for_a_wider_area_serves_what_is_in_it():
    found = coverage([WEST_YORKSHIRE], place())

    assert (found.verdict, found.sentence) == (SERVES, "Serves the West Yorkshire Police area.")


def test_a_service_elsewhere_says_where_it_serves():
    found = coverage([authority("LEEDS"), authority("BRADFORD")], place(share_of("KIRKLEES")))

    assert (found.verdict, found.sentence) == (
        DOES_NOT,
        "Does not serve Kirklees; serves Leeds and Bradford.",
    )


def test_an_excluded_authority_beats_the_wider_area():
    found = coverage([WEST_YORKSHIRE, authority("LEEDS", is_excluded=True)], place())

    assert found.verdict is DOES_NOT
    assert found.sentence == "Does not serve Leeds; serves the rest of the West Yorkshire Police area."


def test_exclude_beats_include_of_the_same_kind():
    assert coverage([authority("LEEDS"), authority("LEEDS", is_excluded=True)], place()).verdict is DOES_NOT


def test_an_outcode_rule_wins_over_the_authority():
    rules = [authority("LEEDS", is_excluded=True), Rule(AreaKind.OUTCODE, "LS6")]

    assert coverage(rules, place(districts={"LS6": 1.0})).verdict is SERVES


def test_an_outcode_is_compared_whole():
    rules = [Rule(AreaKind.OUTCODE, "LS1")]

    assert coverage(rules, place(districts={"LS16": 1.0})).verdict is DOES_NOT


def test_a_rule_for_some_outcodes_serves_part_of_an_authority():
    assert coverage([Rule(AreaKind.OUTCODE, "LS6")], place(districts={"LS6": 0.1})).verdict is PART


@pytest.mark.parametrize(("inside", "verdict"), [(0.96, SERVES), (0.95, SERVES), (0.94, PART), (0.01, PART)])
def test_a_straddling_place_is_served_from_95_percent(inside, verdict):
    straddling = place(share_of("LEEDS", inside), share_of("BRADFORD", 1 - inside))

    assert coverage([authority("LEEDS")], straddling).verdict is verdict


def test_a_straddling_place_is_told_which_part_is_served():
    straddling = place(share_of("LEEDS", 0.6), share_of("BRADFORD", 0.4))

    found = coverage([authority("LEEDS")], straddling)

    assert found.sentence == "Serves Leeds but not Bradford. Check which one the address is in."


def test_where_most_of_a_wide_place_is_not_served_the_number_says_so():
    not_served = [replace(share_of("BRADFORD", 0.1), code=f"B{number}", areas={}) for number in range(5)]

    found = coverage([authority("LEEDS")], place(share_of("LEEDS", 0.5), *not_served))

    assert found.sentence == "Serves Leeds but not the other 5 areas here. Check which one the address is in."


def test_an_authority_whose_court_area_is_disputed_has_to_be_checked():
    disputed = place(share_of("LEEDS", courts=("LEEDS_COURT", "YORK_COURT")))

    assert coverage([Rule(AreaKind.COURT_AREA, "LEEDS_COURT")], disputed).verdict is PART


@pytest.mark.parametrize(
    ("miles", "precision_m", "verdict"),
    [(10, 100, SERVES), (8, 100, DOES_NOT), (9, 5000, PART), (30, 5000, SERVES)],
)
def test_a_radius_counts_how_exact_the_place_is(miles, precision_m, verdict):
    rule = Rule(AreaKind.RADIUS, lat=53.7997, lon=-1.5492, miles=miles)
    bradford = place(point=Point(53.7939, -1.7521), precision_m=precision_m)

    assert coverage([rule], bradford).verdict is verdict


def test_a_radius_gives_way_to_an_excluded_area():
    rules = [Rule(AreaKind.RADIUS, lat=53.8, lon=-1.55, miles=30), authority("LEEDS", is_excluded=True)]

    assert coverage(rules, place(point=Point(53.8, -1.55))).verdict is DOES_NOT


def test_a_place_known_by_its_authority_only_has_to_be_checked_against_a_radius():
    rule = Rule(AreaKind.RADIUS, lat=53.8, lon=-1.55, miles=30)

    assert coverage([rule], place()).verdict is PART


@pytest.mark.parametrize("rules", [[], [authority("LEEDS", is_excluded=True)]])
def test_a_service_without_an_included_area_has_not_stated_one(rules):
    assert coverage(rules, place()).verdict is NOT_STATED


def test_a_place_that_was_not_found_is_served_by_nobody_and_refused_by_nobody():
    nowhere = Place("?", PlaceStatus.UNKNOWN, PlaceBasis.NOTHING, "")

    assert coverage([authority("LEEDS")], nowhere).verdict is NOT_STATED
