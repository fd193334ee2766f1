"""The table of who may open what, held against the address map and tried out: each role on each route."""

from __future__ import annotations

import pytest

from directory_data.vocabulary import Role
from portal.accounts.demonstration import PEOPLE
from portal.clock import now
from portal.feed.addresses import ADDRESSES, STANDARDS
from portal.rules import permissions
from tests.house.addresses import NEEDS_MORE, address, routes
from tests.work_in_hand import add_work_in_hand

ELSEWHERE = {
    Role.OFFICER: "officer2@demo.example",
    Role.PROGRAMME: "programme2@demo.example",
}
"""People in the same role whose cases, referrals and groups are others."""

PERSON_IN = {person.role: person.email for person in reversed(PEOPLE)}


def test_every_route_says_who_may_open_it(app):
    on_the_map = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert sorted(on_the_map - set(permissions.OPENS_FOR)) == []


def test_nobody_is_let_in_to_a_route_that_is_gone(app):
    on_the_map = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert sorted(set(permissions.OPENS_FOR) - on_the_map) == []


def test_there_is_a_demonstration_person_for_every_role():
    assert set(PERSON_IN) == set(Role)


@pytest.fixture
def work_in_hand(app, today):
    """A referral that was sent and one that was not."""
    with app.app_context():
        add_work_in_hand(app, today, now())


@pytest.mark.usefixtures("work_in_hand")
@pytest.mark.parametrize("role", Role)
def test_each_role_opens_its_own_routes_and_finds_no_others(app, new_client, role):
    client = new_client().sign_in(PERSON_IN[role])
    wrong = []
    for endpoint in routes(app, "GET"):
        path, is_real = address(app, endpoint, role)
        status = client.get(path).status_code
        may = permissions.may_open(role, endpoint)
        if (
            (may and is_real and status not in (200, 302, 303))
            or (not may and status != 404)
            or status >= 500
        ):
            wrong.append(f"{endpoint} {path}: {status}")

    assert wrong == []


@pytest.mark.usefixtures("work_in_hand")
def test_the_sample_holds_something_to_open_at_every_address(app):
    missing = [
        endpoint
        for endpoint in routes(app, "GET")
        if not address(app, endpoint, None)[1] and endpoint not in (*NEEDS_MORE, "accounts.set_password")
    ]

    assert missing == []


@pytest.mark.usefixtures("work_in_hand")
@pytest.mark.parametrize("role", ELSEWHERE)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_is_somebody_elses_is_not_found(app, new_client, role, method):
    client = new_client().sign_in(ELSEWHERE[role])
    token = token_of(client)
    opened = []
    for endpoint in routes(app, method):
        path, _ = address(app, endpoint, role)
        if (
            permissions.is_public(endpoint)
            or not permissions.may_open(role, endpoint)
            or not has_object(app, endpoint)
        ):
            continue
        status = client.open(
            path, method=method, data={"csrf_token": token} if method == "POST" else None
        ).status_code
        if status != 404:
            opened.append(f"{method} {endpoint} {path}: {status}")

    assert opened == []


@pytest.mark.usefixtures("work_in_hand")
@pytest.mark.parametrize("role", Role)
def test_no_role_can_post_to_the_routes_of_others(app, new_client, role):
    client = new_client().sign_in(PERSON_IN[role])
    token = token_of(client)
    wrong = []
    for endpoint in routes(app, "POST"):
        if permissions.may_open(role, endpoint):
            continue
        path, _ = address(app, endpoint, role)
        status = client.post(path, data={"csrf_token": token}).status_code
        if status != 404:
            wrong.append(f"{endpoint} {path}: {status}")

    assert wrong == []


def test_a_stranger_opens_what_is_public_and_is_asked_to_sign_in_for_the_rest(app, client):
    wrong = []
    for endpoint in routes(app, "GET"):
        path, is_real = address(app, endpoint, None)
        answer = client.get(path)
        if permissions.is_public(endpoint):
            if answer.status_code not in ((200, 302, 303) if is_real else (200, 302, 303, 404)):
                wrong.append(f"{endpoint} {path}: {answer.status_code}")
        elif answer.status_code not in (302, 303) or not answer.location.startswith("/sign-in"):
            wrong.append(f"{endpoint} {path}: {answer.status_code} {answer.location}")

    assert wrong == []


LISTS_OF_THE_FEED = {
    f"{each.name}.{address.name}" for each in STANDARDS for address in ADDRESSES if address.is_list
}
WITHOUT_TOKEN = {"directory.index", "checking.check"} | LISTS_OF_THE_FEED
"""They answer a question and change nothing, and a token would set a cookie before anybody has signed in."""


def test_a_form_without_its_token_changes_nothing(app, new_client):
    wrong = []
    for role in Role:
        client = new_client().sign_in(PERSON_IN[role])
        for endpoint in routes(app, "POST"):
            if permissions.may_open(role, endpoint) and endpoint not in WITHOUT_TOKEN:
                path, _ = address(app, endpoint, role)
                status = client.post(path, data={}).status_code
                if status not in (400, 404):
                    wrong.append(f"{role} {endpoint} {path}: {status}")

    assert wrong == []


def test_a_public_page_sets_no_cookie(app, client):
    setters = []
    for endpoint in routes(app, "GET"):
        path, _ = address(app, endpoint, None)
        if permissions.is_public(endpoint) and not endpoint.startswith("accounts."):
            answer = client.get(path)
            if answer.headers.getlist("Set-Cookie"):
                setters.append(f"{endpoint} {path}")

    assert setters == []


def test_every_answer_carries_the_headers_of_the_house(app, client):
    for path in ("/", "/services", "/sign-in", "/help-now", "/nothing-here", "/cases"):
        headers = client.get(path).headers

        policy = headers["Content-Security-Policy"]
        assert "unsafe" not in policy, path
        assert policy.startswith("default-src 'none'"), path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Referrer-Policy"] == "no-referrer", path


def has_object(app, endpoint: str) -> bool:
    """Whether the address of the endpoint names something that belongs to somebody."""
    return any(rule.arguments for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)


def token_of(client) -> str:
    """A token that is good for this session: it stands in the sign-out form of every page."""
    client.get("/factsheets")
    return client.token()
