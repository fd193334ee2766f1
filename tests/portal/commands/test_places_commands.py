"""flask load-postcodes and load-areas: what an operator loads, and the words they get back."""

from __future__ import annotations

import csv
import json

import pytest
from flask.testing import FlaskCliRunner

from directory_data.database import db
from directory_data.gazetteer import Gazetteer
from directory_data.gazetteer.facts import table
from portal.app import create_app
from search_index import SearchQuery, find
from tests.directory_data.loading.feeds import a_service, write_feed
from tests.sample_portal import settings_for_tests

IN_USE = "postcode,easting,northing,lad25cd\nHX1 1AA,409503,425335,E08000033\n"
ENDED = "postcode,easting,northing,lad25cd\nHX1 9ZZ,409600,425400,E08000033\n"


@pytest.fixture
def instance(tmp_path):
    return tmp_path / "instance"


@pytest.fixture
def run(instance) -> FlaskCliRunner:
    """The flask command of a portal of its own, so that what is loaded touches no other test."""
    return create_app(settings_for_tests(instance)).test_cli_runner()


def written(path, text):
    path.write_text(text, encoding="utf-8")
    return str(path)


def status_of(run, text):
    return json.loads(run.invoke(args=["where", text]).output)["status"]


def test_a_list_is_loaded_with_its_ended_postcodes_and_each_reason_is_counted(run, tmp_path):
    in_use = written(tmp_path / "CODEPO_2025.4.csv", IN_USE)
    ended = written(tmp_path / "ended.csv", ENDED + "nonsense,1,1,\n")

    answer = run.invoke(args=["load-postcodes", in_use, "--terminated", ended])

    assert answer.exit_code == 0, answer.output
    assert answer.output.splitlines() == [
        "2 postcodes can be found, as of 2025-10-20.",
        "1 in use",
        "1 no longer in use",
        "1 with no readable postcode, left out",
    ]
    assert [status_of(run, text) for text in ("HX1 1AA", "HX1 9ZZ")] == ["live", "terminated"]


def test_an_unusable_second_list_leaves_the_table_as_it_is(run, tmp_path):
    in_use = written(tmp_path / "a.csv", IN_USE)
    run.invoke(args=["load-postcodes", in_use])

    answer = run.invoke(
        args=["load-postcodes", in_use, "--terminated", written(tmp_path / "b.csv", "<html>")]
    )

    assert answer.exit_code == 2
    assert answer.output == "b.csv is a web page, not a table: download the file again.\n"
    assert status_of(run, "HX1 1AA") == "live"


@pytest.mark.parametrize(
    "name, text",
    [
        ("ended.csv", "postcode,lat,long,doterm\nHX1 9ZZ,53.72,-1.86,199812\n"),
        ("terminated_2014_2025.csv", ENDED),
    ],
)
def test_a_list_of_ended_postcodes_alone_is_not_taken_for_those_in_use(run, tmp_path, name, text):
    run.invoke(args=["load-postcodes", written(tmp_path / "a.csv", IN_USE)])

    answer = run.invoke(args=["load-postcodes", written(tmp_path / name, text), "--force"])

    assert answer.exit_code == 2
    assert answer.output == (
        f"{name} holds only postcodes that are no longer in use: load the list of those in use, and give this file "
        "with --terminated.\n"
    )
    assert status_of(run, "HX1 1AA") == "live"


def test_one_list_with_both_needs_no_second(run, tmp_path):
    rows = "HX1 1AA,53.72,-1.86,\nHX1 9ZZ,53.72,-1.86,199812\n"

    run.invoke(args=["load-postcodes", written(tmp_path / "ONSPD.csv", f"pcds,lat,long,doterm\n{rows}")])

    assert [status_of(run, text) for text in ("HX1 1AA", "HX1 9ZZ")] == ["live", "terminated"]


def test_a_shorter_list_is_refused_until_it_is_forced(run, tmp_path):
    run.invoke(args=["load-postcodes", written(tmp_path / "a.csv", IN_USE + ENDED.splitlines()[1])])
    shorter = written(tmp_path / "b.csv", IN_USE)

    assert run.invoke(args=["load-postcodes", shorter]).exit_code == 2
    assert run.invoke(args=["load-postcodes", shorter, "--force"]).exit_code == 0


def test_an_operators_table_of_areas_stands_in_the_instance_folder(run, instance, tmp_path):
    with (tmp_path / "a.csv").open("w", newline="") as file:
        rows = [(row[0], row[1], "local-authority", "") for row in table("authorities.csv")]
        csv.writer(file).writerows([("code", "name", "type", "parent"), *rows])

    answer = run.invoke(args=["load-areas", str(tmp_path / "a.csv"), "--kind", "authorities"])

    assert answer.exit_code == 0, answer.output
    assert answer.output.startswith("318 rows of authorities loaded. The portal uses them from now on.")
    assert len(Gazetteer(areas=instance / "areas").authorities()) == 318


def test_a_search_finds_the_new_name_of_an_area_at_once(instance, tmp_path, today):
    app = create_app(settings_for_tests(instance))
    run = app.test_cli_runner()
    area = {"id": "a", "uri": "http://statistics.data.gov.uk/id/statistical-geography/E08000035"}
    feed = write_feed(tmp_path, a_service(name="Quokka Line", service_areas=[area]))
    assert run.invoke(args=["setup"]).exit_code == 0
    assert run.invoke(args=["load-directory", str(feed), "--format", "hsds"]).exit_code == 0
    names = [(row[0], "Airetown" if row[0] == "E08000035" else row[1]) for row in table("authorities.csv")]
    with (tmp_path / "a.csv").open("w", newline="") as file:
        csv.writer(file).writerows(
            [("code", "name", "type", "parent"), *((*name, "local-authority", "") for name in names)]
        )

    answer = run.invoke(args=["load-areas", str(tmp_path / "a.csv"), "--kind", "authorities"])

    assert "The index holds 1 service." in answer.output
    with app.app_context():
        index, name = app.extensions["service_index"], app.extensions["gazetteer"].area_name
        found = find(db.session(), index, name, SearchQuery(what="Airetown"), today)
        assert [hit.service.name for hit in found.serving] == ["Quokka Line"]


def test_cafcass_areas_come_from_the_operator_only(run, instance, tmp_path):
    path = written(tmp_path / "c.csv", "court_area,code,name\nWEST_YORKSHIRE,X1,One\n")

    assert run.invoke(args=["load-areas", path, "--kind", "cafcass-areas"]).exit_code == 0

    gazetteer = Gazetteer(areas=instance / "areas")
    assert [area.code for area in gazetteer.cafcass_areas(gazetteer.resolve("Leeds"))] == ["X1"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("code,name,type\nE08000035,Leeds,local-authority\n", "317 authorities are left out"),
        ("<html>", "web page"),
        ("a,b\n1,2\n", "has no column code"),
    ],
)
def test_a_table_of_areas_that_is_not_whole_gets_one_sentence(run, instance, tmp_path, text, words):
    answer = run.invoke(args=["load-areas", written(tmp_path / "a.csv", text), "--kind", "authorities"])

    assert answer.exit_code == 2
    assert words in answer.output
    assert len(answer.output.splitlines()) == 1
    assert not (instance / "areas").exists()


def test_coverage_is_said_to_be_loaded_with_the_listings(run):
    assert "coverage.csv of flask load-directory" in run.invoke(args=["load-areas", "--help"]).output.replace(
        "\n  ", " "
    )
