"""The shipped fact tables."""

import csv
import gzip
import random

import pytest

from directory_data.gazetteer import Gazetteer, build_facts
from directory_data.gazetteer.facts import FACTS_FOLDER
from directory_data.gazetteer.grid import degrees_from_grid

MOST_BYTES = 1_500_000


def test_the_tables_stay_small():
    assert sum(file.stat().st_size for file in FACTS_FOLDER.iterdir()) < MOST_BYTES


def test_every_table_says_where_it_is_from():
    sources = (FACTS_FOLDER / "SOURCES.md").read_text(encoding="utf-8")

    assert all(file.name in sources for file in FACTS_FOLDER.iterdir() if ".csv" in file.name)


def test_grid_references_become_degrees_to_a_few_metres():
    point = degrees_from_grid(533378, 178838)

    assert (point.lat, point.lon) == (pytest.approx(51.492762, abs=5e-5), pytest.approx(-0.080152, abs=5e-5))


@pytest.mark.shared
def test_the_tables_alone_know_the_authority_of_every_postcode_in_use(shared):
    with gzip.open(shared / "geo/postcodes/codepoint_open_2025.4_gb_compact.csv.gz", "rt") as file:
        rows = [row for row in csv.reader(file) if row[5][:1] in "EW" and row[5]]
    gazetteer = Gazetteer()

    sample = random.Random(1).sample(rows, 20_000)
    wrong = [row[5] for row in sample if gazetteer.resolve(row[0]).authorities[0].code != row[5]]

    assert wrong == []


@pytest.mark.shared
def test_the_tables_are_what_the_command_builds_from_the_published_files(shared, tmp_path):
    build_facts(shared / "geo", tmp_path)

    for made in tmp_path.iterdir():
        shipped = (FACTS_FOLDER / made.name).read_bytes()
        same = gzip.decompress if made.suffix == ".gz" else bytes
        assert same(made.read_bytes()) == same(shipped), made.name
