"""How a sign-in begins, lasts and ends, and what becomes of copies of its cookie."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from directory_data.database import db
from portal.accounts import actions
from portal.accounts.models import SignIn
from tests.portal.accounts.walks import person, send, sign_in, token_in


def cookie(browser: FlaskClient) -> str:
    kept = browser.get_cookie("session")
    assert kept
    return kept.value


def opens_cases(browser: FlaskClient) -> bool:
    return browser.get("/cases").status_code == 200


def test_a_stranger_is_sent_to_sign_in(client: FlaskClient) -> None:
    answer = client.get("/cases")

    assert (answer.status_code, answer.location) == (302, "/sign-in?next=/cases")


def test_a_public_page_sets_no_cookie(client: FlaskClient) -> None:
    for path in ("/", "/static/app.css", "/sign-out"):
        with client.get(path) as answer:
            assert "Set-Cookie" not in answer.headers, path


def test_the_cookie_is_closed_to_scripts_and_other_sites(client: FlaskClient) -> None:
    flags = sign_in(client).headers["Set-Cookie"]

    assert flags.startswith("session=")
    assert "HttpOnly" in flags
    assert "SameSite=Lax" in flags
    assert "Expires" not in flags
    assert "Secure" not in flags


def test_over_https_the_cookie_stays_with_this_host_and_https(real_client: FlaskClient) -> None:
    flags = real_client.get("/sign-in", base_url="https://localhost").headers["Set-Cookie"]

    assert flags.startswith("__Host-session=")
    assert "Secure" in flags
    assert "Path=/" in flags
    assert "Domain" not in flags


def test_what_was_in_the_session_before_is_gone_after_signing_in(client: FlaskClient) -> None:
    with client.session_transaction() as planted:
        planted["planted"] = "by somebody else"
    before = cookie(client)

    sign_in(client)

    with client.session_transaction() as now:
        assert "planted" not in now
    assert cookie(client) != before
    client.set_cookie("session", before)
    assert not opens_cases(client)


def test_each_sign_in_has_a_key_of_its_own_and_the_store_keeps_only_hashes(app: Flask) -> None:
    keys = []
    for _ in range(2):
        browser = app.test_client()
        sign_in(browser)
        with browser.session_transaction() as session:
            keys.append(session["sign_in"])

    with app.app_context():
        hashes = db.session.scalars(select(SignIn.key_hash)).all()
    assert len(set(keys)) == len(set(hashes)) == 2
    assert not set(keys) & set(hashes)


def test_signing_out_ends_the_sign_in_and_says_so(client: FlaskClient) -> None:
    sign_in(client)

    answer = send(client, "/sign-out")

    assert (answer.status_code, answer.location) == (303, "/sign-out")
    page = client.get("/sign-out").text
    assert "You are signed out" in page
    assert "Close the window if others use this computer." in page
    assert not opens_cases(client)


def test_a_copy_of_the_cookie_is_worth_nothing_after_signing_out(app: Flask, client: FlaskClient) -> None:
    sign_in(client)
    copied = cookie(client)
    thief = app.test_client()
    thief.set_cookie("session", copied)
    assert opens_cases(thief)

    send(client, "/sign-out")

    assert not opens_cases(thief)


def test_a_copy_of_the_cookie_does_not_work_in_another_browser_or_place(
    app: Flask, client: FlaskClient
) -> None:
    sign_in(client)
    for elsewhere in (
        {"headers": {"User-Agent": "another"}},
        {"environ_base": {"REMOTE_ADDR": "203.0.113.9"}},
    ):
        thief = app.test_client()
        thief.set_cookie("session", cookie(client))

        assert thief.get("/cases", **elsewhere).status_code == 302


def test_signing_out_needs_a_token(client: FlaskClient) -> None:
    sign_in(client)

    assert client.post("/sign-out").status_code == 400
    assert client.get("/sign-out").status_code == 200
    assert opens_cases(client)


def test_after_fifteen_idle_minutes_the_sign_in_is_over_and_the_page_says_why_once(
    client: FlaskClient,
) -> None:
    sign_in(client)
    with client.session_transaction() as session:
        session["seen_at"] -= 15 * 60

    answer = client.get("/cases")

    assert answer.status_code == 302
    assert "nothing happened for 15 minutes" in client.get(answer.location).text
    assert "nothing happened for 15 minutes" not in client.get(answer.location).text


def test_whoever_is_at_work_stays_signed_in(client: FlaskClient) -> None:
    sign_in(client)
    for _ in range(3):
        with client.session_transaction() as session:
            session["seen_at"] -= 14 * 60

        assert opens_cases(client)


def test_a_page_opened_within_the_minute_sends_no_new_cookie(client: FlaskClient) -> None:
    sign_in(client)

    assert "Set-Cookie" not in client.get("/cases").headers


def test_after_twelve_hours_the_sign_in_is_over_however_busy(app: Flask, client: FlaskClient) -> None:
    sign_in(client)
    with app.app_context():
        db.session.execute(update(SignIn).values(started_at=datetime.now(UTC) - timedelta(hours=12)))
        db.session.commit()

    answer = client.get("/cases")

    assert answer.status_code == 302
    assert "signed in for 12 hours" in client.get(answer.location).text


def test_an_idle_cookie_cannot_be_refreshed_by_keeping_it(app: Flask, client: FlaskClient) -> None:
    sign_in(client)
    with client.session_transaction() as session:
        session["seen_at"] -= 15 * 60
    old = cookie(client)
    client.get("/cases")
    client.set_cookie("session", old)

    assert not opens_cases(client)


@pytest.mark.parametrize("change", ["password", "deactivate", "renew"])
def test_a_changed_account_ends_every_sign_in(app: Flask, change: str) -> None:
    browsers = [app.test_client(), app.test_client()]
    for browser in browsers:
        sign_in(browser)

    with app.test_request_context():
        officer = person()
        if change == "password":
            actions.set_password(officer, "three words together")
        elif change == "deactivate":
            actions.deactivate(officer)
        else:
            actions.renew(db.session(), officer)
        db.session.commit()

    assert not any(opens_cases(browser) for browser in browsers)


def test_a_cookie_signed_by_somebody_else_is_not_read(app: Flask, client: FlaskClient) -> None:
    sign_in(client)
    name, _, rest = cookie(client).partition(".")
    client.set_cookie("session", f"{name[:-2]}xx.{rest}")

    assert not opens_cases(client)


def test_no_token_in_an_address_or_a_header_signs_anybody_in(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        token = person().get_auth_token()

    assert client.get("/cases", query_string={"auth_token": token}).status_code == 302
    assert client.get("/cases", headers={"Authentication-Token": token}).status_code == 302


def test_the_engine_opens_no_pages_of_its_own(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert not [name for name in endpoints if name.startswith("security.")]


def test_the_form_token_of_a_page_works_right_after_signing_in(client: FlaskClient) -> None:
    sign_in(client)

    page = client.get("/sign-out")

    assert client.post("/sign-out", data={"csrf_token": token_in(page)}).status_code == 303
