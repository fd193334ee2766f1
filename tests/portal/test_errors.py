"""What cannot be done becomes a page that says so, and a line in the log that gives nobody away."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.cases import queries as cases
from tests.portal.referral_walk import OFFICER, OTHER_OFFICER, family


def test_an_error_names_its_route_and_not_its_address(client, caplog, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("It went wrong.")

    monkeypatch.setattr(cases, "case_for", fail)
    answer = client.sign_in(OFFICER).get("/cases/C-TOLD99?where=LS1+4AP")

    assert answer.status_code == 500
    assert "Failed at GET /cases/<reference>: RuntimeError" in caplog.text
    assert "TOLD99" not in caplog.text
    assert "LS1" not in caplog.text
    assert "RuntimeError" not in answer.text


def test_an_error_of_the_store_repeats_nothing_that_was_to_be_stored(client, caplog, monkeypatch):
    typed = {"a": "LS8 4HS"}

    def fail(*_, **__):
        db.session.execute(sa.text("SELECT :a FROM no_such_table"), typed)

    monkeypatch.setattr(cases, "cases_of", fail)
    answer = client.sign_in(OFFICER).get("/cases")

    assert answer.status_code in (500, 503), "one store calls a missing table a fault of the store"
    assert "Failed at GET /cases: " in caplog.text
    assert "LS8" not in caplog.text
    assert "no_such_table" not in answer.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_a_method_that_no_page_uses_finds_nothing(client, method):
    assert client.sign_in(OFFICER).open("/cases/new", method=method).status_code in (400, 404)


def test_a_form_of_somebody_else_is_not_taken(client, new_client):
    client.sign_in(OFFICER)
    page = client.get("/cases/new")
    stranger = new_client().sign_in(OTHER_OFFICER)

    answer = stranger.submit(page, family(), button="Open the case")

    assert answer.status_code == 400
    assert "Nothing has been saved or changed." in stranger.page.text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'["a"]', "application/json"),
        (b"{", "application/json"),
        (b"\xff\xfe=\x00&csrf_token=%FF", "application/x-www-form-urlencoded"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (b"<a/>", "text/xml"),
    ],
)
def test_a_body_that_is_no_form_is_refused_in_words(client, body, kind):
    answer = client.sign_in(OFFICER).post("/cases/new", data=body, content_type=kind)

    assert answer.status_code in (400, 413, 415)
    assert answer.mimetype == "text/html"
