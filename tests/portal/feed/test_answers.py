"""The feed answers anybody in the same way, keeps nothing about who asks, and says what was wrong for programs."""

from __future__ import annotations

import logging

import pytest

from tests.portal.feed.conftest import LISTS

HOSTILE = (
    "page=0",
    "page=-1",
    "page=one",
    "page=1e3",
    "page=9999999999999999999999",
    "page=",
    "page=٣",
    "per_page=ten",
    "per_page=NaN",
    "perPage=%00",
    "format=xml",
    "full=perhaps",
    "organization_id=1%20OR%201=1",
    "taxonomy_id=%27",
    "modified_after=2026-01-01T00:00:00Z",
    "nobody_knows=1",
    "postcode=ZZ99",
    "postcode=LS6&proximity=-1",
    "postcode=LS6&proximity=1.5",
    "proximity=1000",
    f"search={'a' * 5000}",
    "search=%00",
)


@pytest.mark.parametrize("query", HOSTILE)
def test_a_question_that_cannot_be_answered_is_refused_with_a_reason(client, root, query):
    answer = client.get(f"{root}/services?{query}")

    assert answer.status_code == 400, answer.text
    assert answer.mimetype == "application/problem+json"
    assert answer.json["status"] == 400
    assert answer.json["title"] == "Bad Request"
    assert answer.json["detail"].endswith((".", "district, such as LS6."))
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "query", ["search=%FF%FE", "search=*%20OR%20NOT", "search=(((", "search=%22", "search=%25_"]
)
def test_strange_words_find_what_they_find(client, root, query):
    assert client.get(f"{root}/services?{query}").status_code == 200


@pytest.mark.parametrize(
    "body, kind",
    [
        ("[1]", "application/json"),
        ("{", "application/json"),
        ('{"page": {"$gt": 0}}', "application/json"),
        ('{"page": null}', "application/json"),
        ('{"per_page": 1e999}', "application/json"),
    ],
)
def test_a_body_that_is_no_question_is_refused(client, root, body, kind):
    assert client.post(f"{root}/services", data=body, content_type=kind).status_code == 400


@pytest.mark.parametrize(
    "method, path, status",
    [
        ("GET", "/api", 404),
        ("GET", "/api/oruk/3.0/nothing", 404),
        ("GET", "/api/oruk/3.0/services/1", 404),
        ("GET", "/api/oruk/3.0/services/6f2b7a0e-63f5-5a0b-9d0c-0f6f6c1f8d52", 404),
        ("GET", "/api/oruk/3.0/services/%00", 404),
        ("POST", "/api/nothing", 404),
        ("POST", "/api/oruk/3.0/", 405),
        ("DELETE", "/api/hsds/3.2/services", 405),
        ("PUT", "/api/openapi.json", 405),
    ],
)
def test_what_is_not_there_or_not_allowed_is_said_as_a_problem(client, method, path, status):
    answer = client.open(path, method=method)

    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.json["status"] == status
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert status != 405 or "GET" in answer.headers["Allow"]
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("kind", ["", *LISTS])
def test_who_asks_makes_no_difference_and_leaves_no_cookie(client, new_client, root, kind):
    stranger = client.get(f"{root}/{kind}")
    officer = new_client().sign_in("officer@demo.example").get(f"{root}/{kind}")

    assert officer.data == stranger.data
    for answer in (stranger, officer):
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert answer.headers["Cache-Control"] == "public, max-age=60"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_page_elsewhere_may_ask_before_it_posts(client, root):
    answer = client.options(f"{root}/services")

    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]


@pytest.mark.parametrize(
    "query",
    [
        "postcode=LS6%203AA",
        "postcode=ls63aa",
        "postcode=LS6%203",
        "postcode=Leeds",
        "search=near%20LS6%203AA",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_full_postcode_is_refused_in_an_address_and_never_repeated(client, root, query, method, caplog):
    caplog.set_level(logging.DEBUG)

    answer = client.open(f"{root}/services?{query}", method=method)

    assert answer.status_code == 400
    assert "by POST" in answer.json["detail"]
    for said in (answer.text, str(answer.headers), caplog.text):
        assert "3AA" not in said.upper().replace("LS6 3AA", "3AA")


def test_a_full_postcode_that_is_posted_finds_what_serves_it_and_is_in_no_log(client, root, caplog):
    caplog.set_level(logging.DEBUG)

    by_post = client.post(f"{root}/services", data={"postcode": "LS6 3AA", "per_page": "100"})
    by_district = client.get(f"{root}/services?postcode=LS6&per_page=100")

    assert by_post.status_code == by_district.status_code == 200
    names = {record["name"] for record in by_post.json["contents"]}
    assert "Aire Valley Domestic Violence Perpetrator Programme" in names
    assert names == {record["name"] for record in by_district.json["contents"]}
    assert by_post.json["total_items"] < client.get(f"{root}/services").json["total_items"]
    assert "LS6 3AA" not in str(by_post.headers) + by_post.text + caplog.text


def test_a_store_that_fails_is_said_as_a_problem(client, root, app, monkeypatch, caplog):
    monkeypatch.setitem(app.extensions, "gazetteer", None)
    app.testing = False
    try:
        answer = client.get(f"{root}/services?postcode=LS6")
    finally:
        app.testing = True

    assert answer.status_code == 500
    assert answer.json["detail"] == "Something went wrong here. It has been noted."
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "LS6" not in caplog.text
