"""The door: headers on every kind of answer, no cookie before a sign-in, no postcode in an address."""

from __future__ import annotations

import pytest

from portal.app import create_app
from portal.security import HEADERS
from tests.client import PASSWORD
from tests.portal.referral_walk import OFFICER, open_case
from tests.sample_portal import settings_for_tests

ANSWERS = {
    "a page": ("GET", "/", 200),
    "a file": ("GET", "/static/app.css", 200),
    "JSON": ("GET", "/healthz", 200),
    "nothing there": ("GET", "/nothing-here", 404),
    "the wrong method": ("DELETE", "/", 404),
    "a form without its token": ("POST", "/sign-in", 400),
    "a stranger sent to sign in": ("GET", "/cases", 302),
    "a name that holds nothing": ("GET", "/services/%00", 404),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_kind_of_answer_carries_the_headers(client, kind):
    method, path, status = ANSWERS[kind]

    answer = client.open(path, method=method)

    answer.close()
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] in ("no-store", "no-cache")


def test_a_file_with_its_mark_is_kept_and_a_page_is_not(client):
    client.get("/")
    marked = [link.get("href", "") for link in client.page.all("link") if "app.css" in link.get("href", "")]

    with client.get(marked[0]) as kept:
        assert "immutable" in kept.headers["Cache-Control"]
    assert client.get("/").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/services?what=help", "/nothing-here", "/help-now", "/cases"])
def test_there_is_no_cookie_before_anybody_signs_in(client, path):
    assert client.get(path).headers.getlist("Set-Cookie") == []


def test_the_cookie_of_a_sign_in_is_for_this_portal_alone(new_client):
    client = new_client()
    client.cookies = {}
    page = client.get("/sign-in")
    answer = client.submit(page, email=OFFICER, password=PASSWORD, follow_redirects=False)

    (cookie,) = [each for each in answer.headers.getlist("Set-Cookie") if each.startswith("session=")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie or "SameSite=Strict" in cookie


def test_a_portal_for_real_people_insists_on_https(tmp_path):
    app = create_app(settings_for_tests(tmp_path, is_demo=False, is_served_over_tls=True))

    answer = app.test_client().get("/healthz", base_url="https://portal.example")

    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert app.config["SESSION_COOKIE_SECURE"]


def test_a_portal_that_is_not_set_up_says_what_to_do(tmp_path):
    app = create_app(settings_for_tests(tmp_path, secret_key=None, field_keys=None))

    answer = app.test_client().get("/")

    assert answer.status_code == 503
    assert "flask setup" in answer.text
    assert app.test_client().get("/healthz").status_code == 200
    assert app.test_client().get("/readyz").status_code == 503


def test_no_postcode_gets_into_an_address(client):
    client.sign_in(OFFICER)
    case = open_case(client, postcode="LS8 4HS", participant_authority="")

    for path in (f"/cases/{case}", f"/cases/{case}/edit", f"/cases/{case}/matches", "/cases"):
        client.get(path)
        assert not [link for link in client.page.links() if "LS8" in link or "4HS" in link]
