"""What an operator types to load listings, and what comes back: words, an exit status, a report, an index."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select

from directory_data import sample
from directory_data.database import db
from directory_data.models import Provider, Service
from directory_data.vocabulary import Audience, ServiceType
from search_index import SearchQuery, find
from tests.directory_data.loading.feeds import a_place, a_service, a_term, an_organization, write_feed
from tests.directory_data.loading.folders import write_folder

OTHER = an_organization(id="org-other", name="Other Change")


def run(app, *words):
    return app.test_cli_runner().invoke(args=["load-directory", *map(str, words)])


def hsds(app, path, *words):
    return run(app, path, "--format", "hsds", *words)


def services(app) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Service))


def names_found(app, what, today) -> list[str]:
    gazetteer, index = app.extensions["gazetteer"], app.extensions["service_index"]
    with app.app_context():
        found = find(db.session(), index, gazetteer.area_name, SearchQuery(what=what), today)
        return [hit.service.name for hit in found.serving]


def test_a_feed_is_loaded_told_and_found(app, tmp_path, today):
    done = hsds(app, write_feed(tmp_path, a_service(name="Quokka Line")))

    assert done.exit_code == 0
    assert "Services: 1 new, 0 changed, 0 unchanged." in done.output
    assert "Not kept, because our records have no place for it: organization.description (1)" in done.output
    assert names_found(app, "quokka", today) == ["Quokka Line"]


def test_a_second_load_of_a_feed_changes_nothing(app, tmp_path):
    path = write_feed(tmp_path, a_service())
    hsds(app, path)

    assert "Services: 0 new, 0 changed, 1 unchanged." in hsds(app, path).output


def test_a_trial_writes_nothing(app, tmp_path, today):
    before = services(app)

    done = hsds(app, write_feed(tmp_path, a_service(name="Quokka Line")), "--dry-run")

    assert done.exit_code == 0
    assert done.output.endswith("Nothing was written: this was a trial.\n")
    assert services(app) == before
    assert names_found(app, "quokka", today) == []


def test_a_trial_of_two_feeds_lets_the_second_name_what_the_first_brings(app, tmp_path):
    first, second = write_folder(tmp_path / "first", {}), write_folder(tmp_path / "second", {})
    (second / "providers.csv").write_text("slug,name,legal_name\n", encoding="utf-8")
    before = services(app)

    done = run(app, first, second, "--dry-run")

    assert done.exit_code == 0
    assert services(app) == before


def test_a_refused_record_is_exit_1_with_nothing_loaded(app, tmp_path):
    before = services(app)

    done = hsds(app, write_feed(tmp_path, a_service(), a_service(id="b", url="javascript:alert(1)")))

    assert done.exit_code == 1
    assert done.output.splitlines() == [
        "feed.json, record 2, /url: Write a web address that begins with https:// or http://.",
        "Nothing was loaded: 1 thing was refused.",
    ]
    assert services(app) == before


def test_with_each_provider_the_others_are_loaded_and_it_is_still_exit_1(app, tmp_path, today):
    bad = a_service(id="b", organization=OTHER, url="javascript:alert(1)")
    path = write_feed(tmp_path, a_service(name="Quokka Line"), bad)

    done = hsds(app, path, "--each", "provider")

    assert done.exit_code == 1
    assert "Left out, because 1 thing was refused: other-change-" in done.output
    assert names_found(app, "quokka", today) == ["Quokka Line"]
    with app.app_context():
        assert db.session.scalars(select(Provider).where(Provider.name == "Other Change")).first() is None


def test_one_path_that_is_refused_does_not_hold_back_another(app, tmp_path):
    good = write_feed(tmp_path, a_service(), name="good.json")
    bad = write_feed(tmp_path, a_service(id="b", status="open"), name="bad.json")
    before = services(app)

    done = run(app, bad, good, "--format", "hsds")

    assert done.exit_code == 1
    assert services(app) == before + 1


def test_an_unusable_file_is_exit_2_and_nothing_beside_it_is_loaded(app, tmp_path):
    page = tmp_path / "page.json"
    page.write_text("<html>Sign in</html>", encoding="utf-8")
    before = services(app)

    done = run(app, write_feed(tmp_path, a_service()), page, "--format", "hsds")

    assert done.exit_code == 2
    assert done.stderr.startswith("page.json is a web page or XML, not JSON.")
    assert services(app) == before


@pytest.mark.parametrize("words", [("nowhere.json",), ("nowhere.json", "--format", "hsds")])
def test_a_path_that_is_not_there_is_exit_2(app, words):
    assert run(app, *words).exit_code == 2


def test_a_kind_that_nobody_knows_is_other_help_or_what_the_operator_says(app, tmp_path):
    path = write_feed(tmp_path, a_service(attributes=[a_term("Wills")]))

    loaded = hsds(app, path)
    said = hsds(app, path, "--as", "helpline")

    sentence = "1 service names no kind we know: loaded as other help."
    assert (loaded.exit_code, said.exit_code) == (0, 0)
    assert sentence in loaded.output
    assert sentence not in said.output
    assert run(app, sample.FOLDER, "--as", "helpline").exit_code == 2


def test_what_is_held_back_is_named_and_the_others_are_loaded(app, tmp_path):
    suspect = a_service(id="course", name="Vale Perpetrator Course", attributes=None)
    report = tmp_path / "report.json"

    said = hsds(app, write_feed(tmp_path, a_service(), suspect), "--report", str(report))

    assert said.exit_code == 1
    assert (
        "feed.json, record 2: This may be a programme for people who have used abuse: it says “Perpetrator”. "
        "No term names its kind."
    ) in said.output
    assert "Held back until somebody says what they are: 1 service. Give each a term" in said.output
    assert [held["row"] for held in json.loads(report.read_text())[0]["held_back"]] == [2]
    with app.app_context():
        names = db.session.scalars(select(Service.name).where(Service.name.startswith("Vale"))).all()
    assert names == ["Vale Line"]

    alone = hsds(app, write_feed(tmp_path, suspect, name="alone.json"), "--as", "dvpp")
    again = hsds(app, write_feed(tmp_path, a_service(), suspect))

    assert (alone.exit_code, again.exit_code) == (0, 0)


def test_what_somebody_made_partner_support_stays_so_and_without_a_place(app, tmp_path):
    path = write_feed(tmp_path, a_service(attributes=[a_term("Wills")], service_at_locations=[a_place()]))
    hsds(app, path)
    with app.app_context():
        service = db.session.scalars(select(Service).where(Service.type == ServiceType.OTHER)).one()
        service.venues = []
        db.session.flush()
        service.type, service.audience = ServiceType.PARTNER_SUPPORT, Audience.PROTECTED
        db.session.commit()
        slug = service.slug

    again = hsds(app, path)

    assert again.exit_code == 0
    with app.app_context():
        service = db.session.scalars(select(Service).where(Service.slug == slug)).one()
        assert (service.type, service.audience) == (ServiceType.PARTNER_SUPPORT, Audience.PROTECTED)
        assert service.venues == []


def test_the_report_says_everything_to_programs(app, tmp_path):
    file = tmp_path / "report.json"
    bad = a_service(id="b", organization=OTHER, status="open", phones=[{"number": "ring us"}])

    hsds(app, write_feed(tmp_path, a_service(), bad), "--each", "provider", "--report", file)

    (report,) = json.loads(file.read_text(encoding="utf-8"))
    assert report["refusals"] == [
        {
            "file": "feed.json",
            "row": 2,
            "field": "/status",
            "sentence": "Write one of: active, temporarily closed, inactive, defunct.",
            "unit": "record",
        }
    ]
    assert report["left_empty"][0]["field"] == "/phones/0/number"
    assert report["counts"]["services"]["new"] == 1
    assert report["not_kept"]["organization.description"] == 2
    assert report["of_no_known_kind"] == 0


def test_a_report_is_written_for_an_unusable_file_too(app, tmp_path):
    (tmp_path / "feed.json").write_text("", encoding="utf-8")

    hsds(app, tmp_path / "feed.json", "--report", tmp_path / "report.txt")

    assert json.loads((tmp_path / "report.txt").read_text()) == [{"unusable": "feed.json is empty."}]


def test_a_report_that_cannot_be_written_stops_before_anything_is_loaded(app, tmp_path):
    before = services(app)

    done = hsds(app, write_feed(tmp_path, a_service()), "--report", tmp_path / "no" / "report.json")

    assert done.exit_code == 2
    assert services(app) == before


def test_the_template_s_folder_loads_provider_by_provider(app, tmp_path):
    folder = Path(shutil.copytree(sample.FOLDER, tmp_path / "sample"))
    lines = (folder / "services.csv").read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace("open", "ajar")
    (folder / "services.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    done = run(app, folder, "--each", "provider")

    assert done.exit_code == 1
    assert "services.csv, row 2" in done.output
    assert "unchanged" in done.output
