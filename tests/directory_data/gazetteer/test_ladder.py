"""What is typed as a place, and what the shipped tables alone make of it (places study, section 8)."""

import json
import re

import pytest

from directory_data.gazetteer import Gazetteer, resolve_lines
from directory_data.vocabulary import AreaKind

GAZETTEER = Gazetteer()

EDGE_CASES = [
    # typed, status, basis, largest authority
    ("SW1A 1AA", "approximate", "sector", "E09000033"),
    ("10 Downing Street, London SW1A 2AA", "approximate", "sector", "E09000033"),
    ("SWIA 1AA", "approximate", "sector", "E09000033"),
    ("N1 OAA", "approximate", "sector", "E09000019"),
    ("CRO 6YH", "approximate", "sector", "E09000008"),
    ("0X1", "approximate", "outcode", "E07000178"),
    ("S014", "approximate", "outcode", "E06000045"),
    ("B51 6AD", "unknown", "nothing", None),
    ("SW1A", "approximate", "outcode", "E09000033"),
    ("SW1A 1", "approximate", "sector", "E09000033"),
    ("LS", "approximate", "area", "E08000035"),
    ("W1", "approximate", "outcode_group", "E09000033"),
    ("EC1", "approximate", "outcode_group", "E09000019"),
    ("SW1", "approximate", "outcode_group", "E09000033"),
    ("E1", "approximate", "outcode", "E09000030"),
    ("E1W", "approximate", "outcode", "E09000030"),
    ("N20", "approximate", "outcode", "E09000003"),
    ("E1 7", "approximate", "sector", "E09000030"),
    ("UB9", "approximate", "outcode", "E06000060"),
    ("BD98 1GA", "no_location", "sector", None),
    ("SR43", "no_location", "outcode", None),
    ("EN77", "no_location", "outcode", None),
    ("TW98", "no_location", "outcode", None),
    ("BX1 1LT", "no_location", "format", None),
    ("BX9 1AS", "no_location", "format", None),
    ("GIR 0AA", "no_location", "format", None),
    ("XM4 5HQ", "no_location", "format", None),
    ("ZZ99 3VZ", "no_location", "format", None),
    ("no fixed abode", "no_location", "format", None),
    ("BFPO 57", "no_location", "format", None),
    ("BF1 3AA", "no_location", "format", None),
    ("PO Box 12", "no_location", "format", None),
    ("SA99", "approximate", "outcode", "W06000011"),
    ("M90", "approximate", "outcode", "E08000003"),
    ("TD15 1UL", "outside", "sector", None),
    ("TD15 2PS", "approximate", "sector", "E06000057"),
    ("DG16 5HT", "approximate", "sector", "E06000063"),
    ("TD5 8AR", "approximate", "sector", "E06000057"),
    ("TD9 0TJ", "approximate", "sector", "E06000063"),
    ("EH1", "outside", "outcode", None),
    ("Edinburgh", "outside", "place_name", None),
    ("BT1 1AA", "outside", "format", None),
    ("JE2 4WD", "outside", "format", None),
    ("GY1 1AA", "outside", "format", None),
    ("IM1 1AA", "outside", "format", None),
    ("GX11 1AA", "outside", "format", None),
    ("FIQQ 1ZZ", "outside", "format", None),
    ("D02 AF30", "outside", "format", None),
    ("KY1-1111", "outside", "format", None),
    ("Newport", "ambiguous", "place_name", None),
    ("Gillingham", "ambiguous", "place_name", None),
    ("Richmond", "ambiguous", "place_name", None),
    ("Whitchurch", "ambiguous", "place_name", None),
    ("St Helens", "ambiguous", "place_name", None),
    ("Newport, Isle of Wight", "place", "place_name", "E06000046"),
    ("Newport (Shropshire)", "place", "place_name", "E06000020"),
    ("Leeds, Kent", "unknown", "nothing", None),
    ("Hull", "place", "place_name", "E06000010"),
    ("Caerdydd", "place", "place_name", "W06000015"),
    ("Abertawe", "place", "place_name", "W06000011"),
    ("Acacia Road, Huddersfield", "place", "place_name", "E08000034"),
    ("Leeds Combined Court Centre", "place", "court", "E08000035"),
    ("Leeds City Council", "place", "authority", "E08000035"),
    ("Ynys Môn", "place", "authority", "W06000001"),
    ("Wales", "place", "authority", "W06000015"),
    ("E07000026", "place", "authority", "E06000063"),
    ("E08000016", "place", "authority", "E08000038"),
    ("90210", "unknown", "nothing", None),
    ("", "unknown", "nothing", None),
]


@pytest.mark.parametrize(("typed", "status", "basis", "authority"), EDGE_CASES)
def test_what_is_typed_means_what_a_person_meant(typed, status, basis, authority):
    place = GAZETTEER.resolve(typed)

    assert (place.status, place.basis) == (status, basis)
    assert (place.authorities[0].code if place.authorities else None) == authority
    assert place.sentence


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("E1 7", {"E09000030", "E09000001"}),
        ("SW16", {"E09000022", "E09000008", "E09000032", "E09000024"}),
        ("N4", {"E09000014", "E09000012", "E09000019"}),
        ("CR0", {"E09000008", "E09000029"}),
        ("Cumbria", {"E06000063", "E06000064"}),
        ("West Yorkshire", {"E08000032", "E08000033", "E08000034", "E08000035", "E08000036"}),
    ],
)
def test_a_place_in_several_authorities_names_them_all(typed, codes):
    place = GAZETTEER.resolve(typed)

    assert {share.code for share in place.authorities} == codes
    assert sum(share.share for share in place.authorities) == pytest.approx(1)


@pytest.mark.parametrize(
    ("typed", "court_areas"),
    [
        ("LS6 1AA", ("WEST_YORKSHIRE",)),
        ("SY21 7AA", ("NORTH_WALES",)),
        ("LD1 5AA", ("SWANSEA",)),
        ("E17 4AA", ("CENTRAL_LONDON",)),
        ("SR8 1AA", ("CLEVELAND_AND_SOUTH_DURHAM",)),
        ("KT10 8AA", ("WEST_LONDON", "GUILDFORD")),
        ("Powys", ("SWANSEA", "NORTH_WALES")),
    ],
)
def test_a_divided_authority_is_sent_to_the_court_of_its_district(typed, court_areas):
    assert GAZETTEER.resolve(typed).court_areas == court_areas


def test_a_repair_is_said_and_shows_no_postcode():
    place = GAZETTEER.resolve("CRO 6YH")

    assert place.sentence.startswith("We read a letter O as the figure 0.")


def test_every_choice_of_an_ambiguous_name_means_one_place():
    for name in (
        "Newport",
        "Whitchurch",
        "St Helens",
        "Sutton",
        "Broughton",
        "Walton",
        "Holt",
        "Leeds court",
    ):
        for choice in GAZETTEER.resolve(name).choices:
            assert GAZETTEER.resolve(choice.where).status == "place", choice


@pytest.mark.parametrize(
    "typed", ["SW1A 1AA", "CRO 6YH", "BD98 1GA", "TD15 1UL", "ZZ99 3VZ", "B51 6AD", "BT1 1AA"]
)
def test_no_answer_shows_the_postcode_that_was_typed(typed):
    place = GAZETTEER.resolve(typed)

    assert not re.search(r"\b\d[A-Z]{2}\b", f"{place!r} {place.label} {place.sentence}")


@pytest.mark.parametrize(
    ("typed", "next_step"),
    [
        ("EH1", "ask the sheriff court or the council there. If somebody needs help now, see Help now."),
        (
            "Edinburgh",
            "ask the sheriff court or the council there. If somebody needs help now, see Help now.",
        ),
        ("Scotland", "ask the sheriff court or the council there. If somebody needs help now, see Help now."),
        ("BT1 1AA", "health and social care trust there. If somebody needs help now, see Help now."),
        ("Jersey", "the social services there. If somebody needs help now, see Help now."),
        ("GY1 1AA", "the social services there. If somebody needs help now, see Help now."),
        ("IM1 1AA", "the social services there. If somebody needs help now, see Help now."),
        ("Gibraltar", "the social services there. If somebody needs help now, see Help now."),
        ("BFPO 57", "If that is abroad, ask the welfare service of the Forces there."),
        ("PO Box 12", "Enter the town or local authority where the person lives."),
        ("BD98 1GA", "Enter the town or local authority where the person lives."),
        ("no fixed abode", "Choose the local authority where the person stays most, or enter its name."),
    ],
)
def test_who_is_told_no_is_told_what_to_do_next(typed, next_step):
    sentence = GAZETTEER.resolve(typed).sentence

    assert sentence.endswith(next_step)
    assert not re.search(r"\d{3}", sentence)


def test_every_court_area_is_found_by_the_name_that_pages_show():
    for area in GAZETTEER.court_areas():
        place = GAZETTEER.resolve(GAZETTEER.area_name(AreaKind.COURT_AREA, area.code))

        assert area.code in place.court_areas
        assert {share.code for share in place.authorities} == {a.code for a in GAZETTEER.members(area.code)}


@pytest.mark.parametrize("typed", ["LS6 1AA or HX1 1AA", "LS61AA, HX11AA", "1 High Street SW1A 1AA, N1 0AA"])
def test_two_postcodes_ask_for_one(typed):
    place = GAZETTEER.resolve(typed)

    assert (place.status, place.authorities) == ("unknown", ())
    assert place.sentence == "You entered more than one postcode. Enter one postcode."


def test_one_postcode_twice_is_one():
    assert GAZETTEER.resolve("LS6 1AA (ls61aa)").is_found


def test_a_place_without_a_location_is_never_on_the_map():
    assert GAZETTEER.resolve("BD98 1GA").point is None


def test_a_mail_room_is_not_taken_for_a_home():
    assert "not where somebody lives" in GAZETTEER.resolve("SA99 1BN").sentence
    assert "not where somebody lives" not in GAZETTEER.resolve("B90").sentence


@pytest.mark.parametrize(
    "typed", ["WV98", "WV98 1AA", "NE98", "NE99", "BD98", "SE1P", "CF99", "LS98", "N1P", "NW1W"]
)
def test_a_district_for_post_alone_says_so(typed):
    assert "not where somebody lives" in GAZETTEER.resolve(typed).sentence


@pytest.mark.parametrize("typed", ["B90", "B97", "B98", "M90", "CF83", "S81", "SE1", "N1", "TR22"])
def test_a_district_with_streets_is_not_taken_for_post(typed):
    assert "not where somebody lives" not in GAZETTEER.resolve(typed).sentence


@pytest.mark.parametrize("typed", ["home", "here", "house", "court", "hospital", "near", "unknown"])
def test_a_common_word_is_not_taken_for_a_misspelt_place(typed):
    assert GAZETTEER.resolve(typed).choices == ()


@pytest.mark.parametrize("typed, meant", [("Leed", "Leeds"), ("Bradfrod", "Bradford"), ("Yrok", None)])
def test_a_slip_in_a_name_is_offered_and_never_taken(typed, meant):
    place = GAZETTEER.resolve(typed)

    assert not place.is_found
    assert (meant in [choice.label for choice in place.choices]) == (meant is not None)


@pytest.mark.parametrize("typed", ["prison", "in prison", "HMP", "a prison", "on remand"])
def test_somebody_in_prison_has_an_answer(typed):
    assert GAZETTEER.resolve(typed).sentence.startswith("Enter the town of the prison")


@pytest.mark.parametrize("typed", ["refuge", "in a refuge", "women's refuge"])
def test_a_refuge_is_never_asked_for(typed):
    assert GAZETTEER.resolve(typed).sentence.startswith("Never enter the address of a refuge")


@pytest.mark.parametrize("typed", ["BL0", "CM0", "CR0", "HA0", "PR0", "SL0", "SS0"])
def test_a_district_that_ends_in_nought_is_found_with_the_letter_too(typed):
    misread = GAZETTEER.resolve(typed.replace("0", "O"))

    assert GAZETTEER.resolve(typed).label == misread.label == typed
    assert misread.sentence.startswith("We read a letter O as the figure 0.")


@pytest.mark.parametrize("typed", ["CH4", "NP16", "SY10", "HR3"])
def test_a_district_on_the_border_is_in_england_and_in_wales(typed):
    assert {share.code[0] for share in GAZETTEER.resolve(typed).authorities} == {"E", "W"}


@pytest.mark.parametrize(
    ("retired", "now"),
    [
        ("E07000026", "E06000063"),  # Allerdale: Cumberland
        ("E07000030", "E06000064"),  # Eden: Westmorland and Furness
        ("E07000163", "E06000065"),  # Craven: North Yorkshire
        ("E07000187", "E06000066"),  # Mendip: Somerset
        ("E07000150", "E06000061"),  # Corby: North Northamptonshire
        ("E07000151", "E06000062"),  # Daventry: West Northamptonshire
        ("E07000004", "E06000060"),  # Aylesbury Vale: Buckinghamshire
        ("E07000048", "E06000058"),  # Christchurch: Bournemouth, Christchurch and Poole
        ("E07000049", "E06000059"),  # East Dorset: Dorset
        ("E07000205", "E07000244"),  # Suffolk Coastal: East Suffolk
        ("E07000201", "E07000245"),  # Forest Heath: West Suffolk
        ("E08000016", "E08000038"),  # Barnsley
        ("E08000019", "E08000039"),  # Sheffield
        ("E08000020", "E08000037"),  # Gateshead
        ("E07000100", "E07000240"),  # St Albans
        ("E06000048", "E06000057"),  # Northumberland
    ],
)
def test_the_code_of_an_authority_before_a_reorganisation_leads_to_its_successor(retired, now):
    assert [share.code for share in GAZETTEER.place_of_authority(retired).authorities] == [now]
    assert GAZETTEER.authority(retired) == GAZETTEER.authority(now)


def test_an_authority_alone_is_a_place():
    place = GAZETTEER.place_of_authority("E07000026")

    assert place.is_found
    assert (AreaKind.LOCAL_AUTHORITY, "E06000063") in place.authorities[0].areas


def test_a_code_of_nothing_is_said_to_be_unknown():
    assert not GAZETTEER.place_of_authority("E99999999").is_found


def test_areas_are_named_as_people_say_them():
    named = GAZETTEER.area_name

    assert named(AreaKind.LOCAL_AUTHORITY, "E06000023") == "Bristol"
    assert named(AreaKind.POLICE_AREA, "E23000010") == "West Yorkshire Police area"
    assert named(AreaKind.COURT_AREA, "WEST_YORKSHIRE") == "West Yorkshire family court area"
    assert named(AreaKind.OUTCODE, "LS6") == "LS6"


def test_the_lists_are_whole():
    assert len(GAZETTEER.authorities()) == 318
    assert len(GAZETTEER.court_areas()) == 43
    assert {court.court_area for court in GAZETTEER.courts()} <= {
        area.code for area in GAZETTEER.court_areas()
    }


def test_where_answers_one_object_a_line_with_the_agreed_keys():
    line = next(resolve_lines(GAZETTEER, ["LS6 1AA"]))

    answer = json.loads(line)
    assert list(answer) == [
        "text", "status", "basis", "lat", "lon", "precision_m", "authorities", "court_areas", "country", "sentence",
        "data_date",
    ]  # fmt: skip
    assert answer["authorities"] == [{"code": "E08000035", "name": "Leeds", "share": 1.0}]
    assert answer["data_date"] == "2025-10-20"
