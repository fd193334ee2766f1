"""A place that lies in several council areas: the question which one, and what follows from the answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from directory_data.database import db
from directory_data.gazetteer import Gazetteer, geocoding, load_postcodes
from directory_data.models import Service
from portal.directory import which_area
from tests.search_index.listings import a_service

GAZETTEER = Gazetteer(None)
TOWER_HAMLETS, CITY, BUCKINGHAMSHIRE, HILLINGDON = "E09000030", "E09000001", "E06000060", "E09000017"
QUESTION = "Which council area is the home in?"
CHOOSE = "Show what serves it"


def _add(app: Flask, *services: Service) -> None:
    with app.app_context():
        db.session.add_all(services)
        db.session.commit()


@pytest.fixture(autouse=True)
def _a_list_of_postcodes(app: Flask, tmp_path: Path) -> Iterator[None]:
    """An operator's list that holds neither E1 7ZZ nor UB9 5ZZ: they are new, and known by their sector alone."""
    (tmp_path / "list.csv").write_text(
        "postcode,easting,northing\nE1 7AA,533700,181300\nUB9 5AA,504000,188000\n"
    )
    load_postcodes(tmp_path / "list.csv", tmp_path / "postcodes.sqlite")
    shipped = app.extensions["geocoding"]
    app.extensions["geocoding"] = geocoding(Gazetteer(tmp_path / "postcodes.sqlite"), None)
    yield
    app.extensions["geocoding"] = shipped


def _here(client: Any, where: str) -> Any:
    return client.post("/services", data={"where": where, "what": "quartet"}, follow_redirects=True)


@pytest.mark.parametrize("where", ["E1 7ZZ", "E1 7", "E1"])
def test_a_place_in_several_council_areas_asks_which(client: Any, where: str) -> None:
    page = _here(client, where).text

    assert QUESTION in page
    assert all(f"{label}</label>" in page for label in ("Tower Hamlets", "City of London", "I am not sure"))


@pytest.mark.parametrize("where", ["LS6 1AA", "Leeds", "West Yorkshire", "Newport"])
def test_a_place_in_one_area_or_of_another_kind_is_not_asked_about(client: Any, where: str) -> None:
    assert QUESTION not in _here(client, where).text


@pytest.mark.parametrize("where", ["E1 7ZZ", "E1 7", "E1"])
def test_the_answer_decides_who_serves_and_stands_in_no_address(app: Flask, client: Any, where: str) -> None:
    _add(
        app,
        a_service(name="City quartet", areas=(CITY,)),
        a_service(name="Hamlets quartet", areas=(TOWER_HAMLETS,)),
    )

    before = _here(client, where)
    after = client.submit(before, authority=CITY, button=CHOOSE)

    assert "Serves City of London but not Tower Hamlets" in before.text
    assert "Serves all of City of London" in after.text
    assert "Hamlets quartet" not in after.text
    assert set(after.request.args) == {"what", "near"}
    assert "You said that the home is in City of London. Change this" in after.text


def test_the_answer_stays_with_the_next_choices_and_can_be_changed(app: Flask, client: Any) -> None:
    _add(
        app,
        a_service(name="City quartet", areas=(CITY,)),
        a_service(name="Hamlets quartet", areas=(TOWER_HAMLETS,)),
    )
    answered = client.submit(_here(client, "E1 7ZZ"), authority=CITY, button=CHOOSE)

    narrowed = client.submit(answered, type="contact-centre", button="Search")
    changed = client.submit(narrowed, authority=TOWER_HAMLETS, button=CHOOSE)

    assert "serves E1 in City of London" in narrowed.text
    assert "serves E1 in Tower Hamlets" in changed.text
    assert set(changed.request.args) == {"what", "type", "near"}


def test_who_is_not_sure_sees_what_serves_any_part(app: Flask, client: Any) -> None:
    _add(
        app,
        a_service(name="City quartet", areas=(CITY,)),
        a_service(name="Hamlets quartet", areas=(TOWER_HAMLETS,)),
    )

    page = client.submit(_here(client, "E1 7ZZ"), authority=which_area.UNSURE, button=CHOOSE).text

    assert "2 services" in page
    assert "You are not sure which council area the home is in. Change this" in page


def test_another_place_forgets_the_answer(client: Any) -> None:
    answered = client.submit(_here(client, "E1 7ZZ"), authority=CITY, button=CHOOSE)

    page = client.submit(answered, where="UB9 5ZZ", button="Search").text

    assert "City of London" not in page
    assert "Buckinghamshire</label>" in page
    assert "Change this" not in page


@pytest.mark.parametrize("authority", ["E08000035", "nonsense", "\x00", ""])
def test_an_answer_that_was_not_offered_is_none(client: Any, authority: str) -> None:
    answer = client.post("/services", data={"where": "E1 7ZZ", "authority": authority}, follow_redirects=True)

    assert QUESTION in answer.text
    assert "Change this" not in answer.text


def test_paper_and_file_and_map_follow_the_answer(app: Flask, client: Any) -> None:
    _add(app, a_service(name="City quartet", areas=(CITY,)))
    near = client.submit(_here(client, "E1 7ZZ"), authority=CITY, button=CHOOSE).request.args["near"]

    for view in ("print", "csv", "map"):
        assert (
            "Serves all of City of London"
            in client.get("/services", query_string={"near": near, "view": view}).text
        )


def test_a_home_over_the_border_is_told_so(client: Any) -> None:
    scotland = client.submit(_here(client, "TD15"), authority="S92000003", button=CHOOSE)

    assert scotland.status_code == 422
    assert "is in Scotland" in scotland.text


def test_the_answer_goes_on_by_an_address_that_holds_neither(client: Any) -> None:
    page = _here(client, "UB9 5ZZ")

    answer = client.submit(page, authority=HILLINGDON, button=CHOOSE, follow_redirects=False)

    assert answer.status_code == 303
    assert set(parse_qs(urlsplit(answer.location).query)) == {"what", "near"}
    assert HILLINGDON not in answer.location


@pytest.mark.parametrize("typed", ["E1 7", "E1", "EC1", "HR3", "TD15", "UB9", "UB9 5", "N4", "SW16"])
def test_every_answer_to_the_question_is_one_area(typed: str) -> None:
    place = GAZETTEER.resolve(typed)

    for option in which_area.options(place, "")[:-1]:
        meant = which_area.answered(place, option.value, GAZETTEER.resolve)

        assert [share.code for share in meant.authorities] == [option.value] or meant.country == "Scotland"
        assert not which_area.is_asked(meant)


def test_the_court_and_police_areas_follow_the_answer() -> None:
    place = GAZETTEER.resolve("UB9 5")

    meant = which_area.answered(place, BUCKINGHAMSHIRE, GAZETTEER.resolve)

    assert (place.court_areas, meant.court_areas) == (
        ("MILTON_KEYNES", "WATFORD", "WEST_LONDON"),
        ("MILTON_KEYNES", "WATFORD"),
    )
    assert meant.police_areas == GAZETTEER.place_of_authority(BUCKINGHAMSHIRE).police_areas
    assert meant.point == place.point
