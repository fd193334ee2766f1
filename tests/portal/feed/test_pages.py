"""Lists come in pages that do not contradict themselves, and say where the others are."""

from __future__ import annotations

import json
import math

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.accounts.models import User
from tests.portal.feed.conftest import LISTS, ROOTS


@pytest.mark.parametrize("kind", LISTS)
def test_pages_hold_each_record_once_by_the_rules_of_the_official_checks(client, root, kind):
    without = client.get(f"{root}/{kind}").json
    pages = [
        client.get(f"{root}/{kind}?perPage=20&page={page + 1}").json for page in range(without["total_pages"])
    ]
    seen = [record["id"] for page in pages for record in page["contents"]]

    assert len(seen) == len(set(seen)) == without["total_items"]
    assert without["total_pages"] == math.ceil(without["total_items"] / 20)
    assert [page["first_page"] for page in pages] == [True, *[False] * (len(pages) - 1)]
    assert [page["last_page"] for page in pages] == [*[False] * (len(pages) - 1), True]
    assert all(page["size"] == len(page["contents"]) and not page["empty"] for page in pages)
    assert all(page["size"] == 20 for page in pages[:-1])


def test_a_page_after_the_last_is_empty_and_says_so(client, root):
    page = client.get(f"{root}/services?page=9999").json

    assert (page["empty"], page["last_page"], page["size"], page["contents"]) == (True, True, 0, [])
    assert page["total_items"] > 0


@pytest.mark.parametrize("asked, size", [("0", 1), ("-5", 1), ("3", 3), ("999999999", 100)])
def test_the_size_of_a_page_is_brought_within_what_is_allowed(client, asked, size):
    page = client.get(f"/api/oruk/3.0/services?per_page={asked}").json

    assert page["size"] == min(size, page["total_items"])


def test_a_page_says_where_the_others_are(client):
    answer = client.get("/api/oruk/3.0/services?per_page=10&page=2&taxonomy_term_id=")
    assert answer.status_code == 400

    answer = client.get("/api/oruk/3.0/services?per_page=10&page=2")

    assert answer.headers["X-Total-Count"] == str(answer.json["total_items"])
    found = dict(part.split("; ")[::-1] for part in answer.headers["Link"].split(", "))
    assert list(found) == ['rel="first"', 'rel="prev"', 'rel="next"', 'rel="last"']
    following = client.get(found['rel="next"'].strip("<>"))
    assert following.json["page_number"] == 3
    assert following.json["size"] == 10


@pytest.mark.parametrize("kind", LISTS)
def test_lines_hold_what_the_pages_hold(client, root, kind):
    total = client.get(f"{root}/{kind}").json["total_items"]

    answer = client.get(f"{root}/{kind}?format=ndjson")

    assert answer.mimetype == "application/x-ndjson"
    assert len([json.loads(line) for line in answer.text.splitlines()]) == total


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_is_the_same_when_it_is_posted_for(client, root, kind):
    asked = {"per_page": "3", "page": "1"}

    by_get = client.get(f"{root}/{kind}", query_string=asked)

    assert client.post(f"{root}/{kind}", data=asked).json == by_get.json
    posted = client.post(f"{root}/{kind}", json={"per_page": 3, "page": 1})
    assert posted.json == by_get.json
    assert posted.headers["Cache-Control"] == "no-store"
    assert "Link" not in posted.headers


def test_a_copy_that_is_still_right_is_not_sent_again(client, root):
    first = client.get(f"{root}/services")

    again = client.get(f"{root}/services", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    head = client.head(f"{root}/services")
    assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", first.headers["ETag"])


def test_both_roots_tell_the_same(client):
    one, other = (client.get(f"{root}/services?full=true&format=ndjson").text for root in ROOTS)

    assert one == other


def commit_something(app):
    """Whatever is kept of the store is not true any more."""
    with app.app_context():
        db.session.execute(sa.update(User).values(name=User.name + "."))
        db.session.commit()


@pytest.mark.parametrize(
    "path",
    [
        "services?full=true&per_page=",
        "services?per_page=",
        "organizations?full_service=true&per_page=",
        "service_at_locations?full=true&per_page=",
        "taxonomy_terms?per_page=",
        "services?search=programme&postcode=LS6&proximity=90000&full=true&per_page=",
    ],
)
def test_a_page_takes_as_many_statements_with_many_rows_as_with_few(app, client, statements, path):
    client.get(f"/api/hsds/3.2/{path}1")
    counts = []
    for size in (2, 100):
        commit_something(app)
        with statements(app) as sent:
            answer = client.get(f"/api/hsds/3.2/{path}{size}")
        assert answer.status_code == 200, answer.text
        counts.append(len(sent))

    assert counts[0] == counts[1] <= 12
