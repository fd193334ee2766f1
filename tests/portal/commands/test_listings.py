"""flask load-directory: 0 loaded, 1 refused rows, 2 unusable file; and the report says which and why."""

from __future__ import annotations

import json
import shutil

import pytest
import sqlalchemy as sa

from directory_data import sample
from directory_data.database import db
from directory_data.models import Service


@pytest.fixture
def folder(tmp_path):
    """A copy of the sample listings that a test may spoil."""
    return shutil.copytree(sample.FOLDER, tmp_path / "listings")


def load(app, *arguments: object):
    return app.test_cli_runner().invoke(args=["load-directory", *map(str, arguments)])


def names(app) -> list[str]:
    with app.app_context():
        return sorted(db.session.scalars(sa.select(Service.name)))


def test_listings_that_are_right_are_loaded_and_found(app, client, folder):
    path = folder / "services.csv"
    path.write_text(path.read_text().replace("Aire Valley Change Partner Support", "Zebrafinch House"))

    answer = load(app, folder)

    assert answer.exit_code == 0, answer.output
    assert "Zebrafinch House" in names(app)
    assert "Zebrafinch House" in client.get("/services?what=zebrafinch").text


def test_a_dry_run_says_what_would_happen_and_writes_nothing(app, folder, tmp_path):
    path, report = folder / "services.csv", tmp_path / "report.json"
    path.write_text(path.read_text().replace("Aire Valley Change Partner Support", "Zebrafinch House"))
    before = names(app)

    answer = load(app, folder, "--dry-run", "--report", report)

    assert answer.exit_code == 0, answer.output
    assert json.loads(report.read_text())
    assert names(app) == before


def test_a_refused_row_is_named_and_nothing_is_loaded(app, folder, tmp_path):
    path, report = folder / "services.csv", tmp_path / "report.json"
    text = path.read_text().replace("Aire Valley Change Partner Support", "Zebrafinch House")
    path.write_text(text.replace(",dvpp,", ",dance-class,", 1))
    before = names(app)

    answer = load(app, folder, "--report", report)

    assert answer.exit_code == 1, answer.output
    (refusal,) = json.loads(report.read_text())[0]["refusals"]
    assert refusal["file"].endswith("services.csv")
    assert names(app) == before


@pytest.mark.parametrize("what", ["missing", "empty", "a file"])
def test_what_cannot_be_used_gets_one_sentence(app, tmp_path, what):
    path = tmp_path / "listings"
    if what == "empty":
        path.mkdir()
    elif what == "a file":
        path.write_bytes(b"\x00\xff\x00")

    answer = load(app, path)

    assert answer.exit_code == 2, answer.output
    assert "Traceback" not in answer.output


def test_the_second_of_two_folders_may_be_unusable_and_then_none_is_loaded(app, folder, tmp_path):
    path = folder / "services.csv"
    path.write_text(path.read_text().replace("Aire Valley Change Partner Support", "Zebrafinch House"))
    before = names(app)

    answer = load(app, folder, tmp_path / "missing")

    assert answer.exit_code == 2
    assert names(app) == before


def test_a_report_that_cannot_be_written_gets_a_sentence(app, folder):
    answer = load(app, folder, "--dry-run", "--report", "/nowhere/at/all/report.json")

    assert answer.exit_code == 2
    assert isinstance(answer.exception, SystemExit)
