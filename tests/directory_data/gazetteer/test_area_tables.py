"""An operator's own tables of areas, and what they change."""

import csv

import pytest

from directory_data.coverage import coverage_of
from directory_data.gazetteer import Gazetteer, UnusableFile, load_areas
from directory_data.gazetteer.area_tables import KINDS
from directory_data.gazetteer.facts import table
from directory_data.vocabulary import AreaKind
from portal.directory.areas import regions
from tests.directory_data.test_coverage import Rule

SURREY = {
    "E07000207": "Elmbridge",
    "E07000208": "Epsom and Ewell",
    "E07000209": "Guildford",
    "E07000210": "Mole Valley",
    "E07000211": "Reigate and Banstead",
    "E07000212": "Runnymede",
    "E07000213": "Spelthorne",
    "E07000214": "Surrey Heath",
    "E07000215": "Tandridge",
    "E07000216": "Waverley",
    "E07000217": "Woking",
}
EAST = ("E07000207", "E07000208", "E07000210", "E07000211", "E07000215")
WEST = tuple(code for code in SURREY if code not in EAST)


def written(path, header, rows):
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def reorganised():
    """Every authority as it is, but Surrey as two new councils in place of its districts and its county."""
    for row in table("authorities.csv"):
        if row[0] not in SURREY:
            yield row[0], row[1], "local-authority", "", ""
    yield "E06990001", "East Surrey", "Local authority", "E12000008", " ".join((*EAST, "E10000030"))
    yield "E06990002", "West Surrey", "Local authority", "E12000008", " ".join((*WEST, "E10000030"))


AUTHORITY_HEADER = ("code", "name", "type", "parent", "replaces")


@pytest.fixture
def areas(tmp_path):
    return tmp_path / "areas"


@pytest.fixture
def after(tmp_path, areas):
    """The gazetteer after Surrey's councils became two."""
    load_areas(written(tmp_path / "a.csv", AUTHORITY_HEADER, reorganised()), "authorities", areas)
    return Gazetteer(areas=areas)


def test_a_reorganisation_is_loaded_and_every_postcode_keeps_an_authority(after):
    assert len(after.authorities()) == 318 - 11 + 2
    assert after.resolve("GU1 1AA").authorities[0].name == "West Surrey"
    assert [share.name for share in after.resolve("RH").authorities].count("East Surrey") == 1
    assert sum(share.share for share in after.resolve("KT").authorities) == pytest.approx(1)
    assert after.resolve("Leeds").authorities[0].name == "Leeds"


@pytest.mark.parametrize("typed", ["Elmbridge", "E07000207", "Mole Valley", "East Surrey", "E06990001"])
def test_the_old_name_and_code_reach_the_new_authority(after, typed):
    assert [share.name for share in after.resolve(typed).authorities] == ["East Surrey"]


def test_a_new_authority_has_a_middle_a_police_area_and_court_areas(after):
    place = after.place_of_authority("E06990002")

    assert 51.1 < place.point.lat < 51.5
    assert after.area_name(AreaKind.POLICE_AREA, place.police_areas[0]) == "Surrey Police area"
    assert "GUILDFORD" in place.court_areas
    assert any(code == "GU1" for _, code in place.districts)


def test_choices_of_a_district_still_work(after):
    for choice in after.resolve("KT22").choices:
        assert after.resolve(choice.where).is_found, choice


def test_coverage_stated_in_old_codes_survives(after):
    guildford = after.resolve("GU1 1AA")

    def verdict(*rules):
        return coverage_of(rules, guildford, after.area_name).verdict

    assert verdict(Rule(AreaKind.UPPER_TIER, "E10000030")) == "serves"
    assert verdict(*(Rule(AreaKind.LOCAL_AUTHORITY, code) for code in WEST)) == "serves"
    assert verdict(Rule(AreaKind.LOCAL_AUTHORITY, "E07000209")) == "part"
    assert verdict(Rule(AreaKind.LOCAL_AUTHORITY, "E07000207")) == "does_not_serve"


def test_a_code_that_was_only_renumbered_still_serves_all():
    barnsley = Gazetteer().resolve("S70 1AA")

    assert (
        coverage_of([Rule(AreaKind.LOCAL_AUTHORITY, "E08000016")], barnsley, lambda *_: "").verdict
        == "serves"
    )


def test_loading_again_and_back_again_is_safe(tmp_path, areas, after):
    load_areas(written(tmp_path / "b.csv", AUTHORITY_HEADER, reorganised()), "authorities", areas)
    assert Gazetteer(areas=areas).resolve("GU1 1AA").authorities[0].name == "West Surrey"

    as_shipped = [(row[0], row[1], "local-authority", "", "") for row in table("authorities.csv")]
    load_areas(written(tmp_path / "c.csv", AUTHORITY_HEADER, as_shipped), "authorities", areas)
    assert Gazetteer(areas=areas).resolve("GU1 1AA").authorities[0].name == "Guildford"


def test_a_table_that_repeats_ours_changes_nothing(tmp_path, areas):
    rows = [(row[0], row[1], "local-authority", "", "") for row in table("authorities.csv")]
    load_areas(written(tmp_path / "a.csv", AUTHORITY_HEADER, rows), "authorities", areas)
    ours, theirs = Gazetteer(), Gazetteer(areas=areas)

    for typed in ("LS6 1AA", "SY21 7AA", "KT10 8AA", "CR0", "Wales", "Powys", "West Yorkshire", "E1 7"):
        assert theirs.resolve(typed) == ours.resolve(typed)


LEEDS = ("E08000035", "Leeds", "local-authority", "", "")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([LEEDS], "317 authorities are left out"),
        ([LEEDS, ("E06990001", "New", "parish", "", "")], "has the type parish"),
        ([LEEDS, ("E06990001", "", "local-authority", "", "")], "nothing in the column name"),
    ],
)
def test_a_list_of_authorities_that_is_not_whole_is_refused_in_one_sentence(tmp_path, areas, rows, words):
    with pytest.raises(UnusableFile, match=words) as refusal:
        load_areas(written(tmp_path / "a.csv", AUTHORITY_HEADER, rows), "authorities", areas)

    assert str(refusal.value).count(". ") == 0
    assert not areas.exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("E06990001", "New", "local-authority", "E99999999", ""), "does not list: E99999999"),
        (("E06990001", "New", "local-authority", "", ""), "has no region"),
        (("E06990001", "New", "local-authority", "E12000001 E23000013", ""), "needs lat and lon"),
        (("E06990001", "New", "local-authority", "", "E08000035 E08000035"), "replaced by more than one"),
    ],
)
def test_a_new_authority_needs_an_area_and_a_place(tmp_path, areas, more, words):
    rows = [(row[0], row[1], "local-authority", "", "") for row in table("authorities.csv")]

    with pytest.raises(UnusableFile, match=words):
        load_areas(written(tmp_path / "a.csv", AUTHORITY_HEADER, [*rows, more]), "authorities", areas)


def court_rows():
    """Every authority in the court area that it is in, but Leeds in a new one."""
    for authority in Gazetteer().authorities():
        area = "NEW_LEEDS" if authority.code == "E08000035" else authority.court_areas[0]
        yield authority.code, area, "New Leeds" if area == "NEW_LEEDS" else "", ""
    yield "E08000036", "NEW_LEEDS", "New Leeds", "WF3;WF10"


COURT_HEADER = ("lad_code", "dfj_code", "dfj_name", "outcodes")


def test_court_areas_are_replaced_by_the_operators(tmp_path, areas):
    load_areas(written(tmp_path / "c.csv", COURT_HEADER, court_rows()), "court-areas", areas)
    gazetteer = Gazetteer(areas=areas)

    assert gazetteer.resolve("LS6 1AA").court_areas == ("NEW_LEEDS",)
    assert gazetteer.resolve("WF10 1AA").court_areas == ("NEW_LEEDS",)
    assert gazetteer.resolve("WF1 1AA").court_areas == ("WEST_YORKSHIRE",)
    assert gazetteer.area_name(AreaKind.COURT_AREA, "NEW_LEEDS") == "New Leeds family court area"
    assert "Leeds" in [authority.name for authority in gazetteer.members("NEW_LEEDS")]


def test_a_portal_that_is_running_sees_a_table_as_soon_as_it_is_there(tmp_path):
    areas = tmp_path / "areas"
    gazetteer = Gazetteer(areas=areas)
    before = gazetteer.resolve("Leeds").court_areas, regions(gazetteer)

    load_areas(written(tmp_path / "c.csv", COURT_HEADER, court_rows()), "court-areas", areas)

    assert before[0] == ("WEST_YORKSHIRE",)
    assert gazetteer.resolve("Leeds").court_areas == ("NEW_LEEDS",)
    slugs = {area.slug for region in regions(gazetteer) for area in region.court_areas}
    assert slugs - {area.slug for region in before[1] for area in region.court_areas} == {
        "new-leeds-court-area"
    }


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("E08000035", "WEST_YORKSHIRE", "", "")], "No court area is named for 317 authorities"),
        ([("E99000001", "WEST_YORKSHIRE", "", "")], "names an authority that there is not"),
        ([("E08000035", "NOWHERE", "", "")], "has no name yet: NOWHERE"),
    ],
)
def test_a_court_table_that_is_not_whole_is_refused(tmp_path, areas, rows, words):
    with pytest.raises(UnusableFile, match=words):
        load_areas(written(tmp_path / "c.csv", COURT_HEADER, rows), "court-areas", areas)

    assert not areas.exists()


def test_cafcass_areas_are_unknown_until_an_operator_loads_them(tmp_path, areas):
    leeds = Gazetteer().resolve("LS6 1AA")
    assert Gazetteer().cafcass_areas(leeds) == ()

    rows = [("WEST_YORKSHIRE", "X1", "An area of the test")]
    load_areas(written(tmp_path / "c.csv", ("court_area", "code", "name"), rows), "cafcass-areas", areas)

    assert [area.name for area in Gazetteer(areas=areas).cafcass_areas(leeds)] == ["An area of the test"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("NOWHERE", "X1", "One")], "a court area that there is not: NOWHERE"),
        ([("WEST_YORKSHIRE", "X1", "One"), ("WEST_YORKSHIRE", "X2", "Two")], "a second time"),
    ],
)
def test_a_cafcass_table_must_name_each_court_area_once(tmp_path, areas, rows, words):
    with pytest.raises(UnusableFile, match=words):
        load_areas(written(tmp_path / "c.csv", ("court_area", "code", "name"), rows), "cafcass-areas", areas)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<!DOCTYPE html><html></html>", "web page"),
        ("version https://git-lfs.github.com/spec/v1\n", "pointer"),
        ("", "empty"),
        ("a,b\n1,2\n", "no column"),
    ],
)
def test_what_is_no_table_of_areas_is_refused(tmp_path, areas, kind, text, words):
    (tmp_path / "x.csv").write_text(text)

    with pytest.raises(UnusableFile, match=words):
        load_areas(tmp_path / "x.csv", kind, areas)


def test_a_table_with_far_fewer_rows_is_refused_unless_forced(tmp_path, areas):
    header = ("court_area", "code", "name")
    all_areas = [(area.code, "X1", "One") for area in Gazetteer().court_areas()]
    load_areas(written(tmp_path / "a.csv", header, all_areas), "cafcass-areas", areas)
    few = written(tmp_path / "b.csv", header, all_areas[:20])

    with pytest.raises(UnusableFile, match="the present table has 43"):
        load_areas(few, "cafcass-areas", areas)
    assert load_areas(few, "cafcass-areas", areas, force=True) == 20
    assert [file.name for file in areas.iterdir()] == ["cafcass_areas.csv"]
