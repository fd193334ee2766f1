"""Which column is which in every vintage of the published postcode files."""

import re

import pytest

from directory_data.gazetteer import UnusableFile
from directory_data.gazetteer.columns import named_columns

WANTED = {
    "postcode": r"pcds|postcode|pc",
    "authority": r"lad\d\dcd|oslaua|laua|ladcd|dc|admin_district_code",
    "easting": r"oseast1m|east1m|eastings?",
    "northing": r"osnrth1m|north1m|northings?",
    "quality": r"osgrdind|gridind|pq|positional_quality_indicator",
    "ended": r"doterm",
    "country": r"ctry(\d\dcd)?|cy|country_code",
}
"""The patterns of the places study, section 3.4, of which each must fit one column and no other."""
WITHOUT_POSITIONS = "PCD_OA_LSOA_MSOA_LAD_AUG21"


def vintages(shared):
    lines = (shared / "geo/headers/header_lines.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines]
    return {name: header.split(",") for name, header, *_ in cells}


@pytest.mark.shared
def test_every_header_of_2016_to_2026_has_one_column_for_each_thing_we_read(shared):
    for name, header in vintages(shared).items():
        if name == WITHOUT_POSITIONS:
            continue
        found = named_columns(header, name)
        for column, pattern in WANTED.items():
            fitting = [at for at, word in enumerate(header) if re.fullmatch(pattern, word.strip().lower())]
            if column == "ended" and name.startswith("CODE_POINT"):
                assert column not in found
                continue
            assert [found[column]] == fitting, (name, column)


@pytest.mark.shared
def test_a_list_of_areas_without_positions_is_refused(shared):
    with pytest.raises(UnusableFile, match="no coordinates"):
        named_columns(vintages(shared)[WITHOUT_POSITIONS], "a list")


def test_a_column_that_stands_twice_is_refused_and_named():
    with pytest.raises(UnusableFile, match=r"east1m and easting\b"):
        named_columns(["postcode", "east1m", "easting", "northing"], "mine.csv")


def test_columns_are_read_whatever_their_order_and_case():
    columns = named_columns(["LAT", " Longitude", "Post", "PostCode"], "mine.csv")

    assert columns == {"postcode": 3, "lat": 0, "lon": 1}
