"""The second factor: set up at the first sign-in, asked at each one after, with recovery codes for a lost app."""

from __future__ import annotations

import re

from flask import Flask
from flask.testing import FlaskClient

from directory_data.database import db
from portal.accounts import actions
from tests.portal.accounts.walks import code_for, person, see, send, sign_in

CODE = re.compile(r"<li>([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})</li>")


def secret_in(browser: FlaskClient) -> str:
    with browser.session_transaction(base_url="https://localhost") as session:
        return str(session["half_signed_in"]["secret"])


def set_up(app: Flask, browser: FlaskClient) -> list[str]:
    """Sign in for the first time, set up the app, and give the recovery codes that are shown."""
    sign_in(browser)
    see(browser, "/sign-in/set-up")
    answer = send(browser, "/sign-in/set-up", code=code_for(app, secret_in(browser)))
    assert answer.status_code == 200, answer.text
    return CODE.findall(answer.text)


def secret_of_officer(app: Flask) -> str:
    with app.app_context():
        return str(person().tf_totp_secret)


def test_the_first_sign_in_leads_to_the_set_up_and_then_to_work(
    real_app: Flask, real_client: FlaskClient
) -> None:
    assert sign_in(real_client).location == "/sign-in/set-up"

    codes = set_up(real_app, real_client)

    assert len(set(codes)) == 10
    assert see(real_client, "/cases").status_code == 200


def test_a_right_password_alone_opens_nothing(real_app: Flask, real_client: FlaskClient) -> None:
    sign_in(real_client)
    assert see(real_client, "/cases").status_code == 302

    set_up(real_app, real_client)
    browser = real_app.test_client()
    assert sign_in(browser).location == "/sign-in/code"

    assert see(browser, "/cases").status_code == 302
    assert see(browser, "/sign-in/set-up").status_code == 303


def test_later_sign_ins_ask_for_the_code_and_go_where_the_person_was_going(
    real_app: Flask, real_client: FlaskClient
) -> None:
    set_up(real_app, real_client)
    browser = real_app.test_client()
    sign_in(browser, path="/sign-in?next=/cases/C-234567")

    answer = send(
        browser, "/sign-in/code", code=code_for(real_app, secret_of_officer(real_app), steps_later=1)
    )

    assert answer.location == "/cases/C-234567"
    assert see(browser, "/cases").status_code == 200


def test_no_code_is_taken_twice(real_app: Flask, real_client: FlaskClient) -> None:
    set_up(real_app, real_client)
    code = code_for(real_app, secret_of_officer(real_app), steps_later=1)
    answers = []
    for _ in range(2):
        browser = real_app.test_client()
        sign_in(browser)
        answers.append(send(browser, "/sign-in/code", code=code).status_code)

    assert answers == [303, 422]


def test_after_five_wrong_codes_the_person_must_wait_in_every_browser(
    real_app: Flask, real_client: FlaskClient
) -> None:
    set_up(real_app, real_client)
    browser = real_app.test_client()
    sign_in(browser)
    answers = [send(browser, "/sign-in/code", code="000000").status_code for _ in range(5)]

    right = code_for(real_app, secret_of_officer(real_app), steps_later=1)
    other = real_app.test_client()
    sign_in(other)
    sixth = send(other, "/sign-in/code", code=right)

    assert answers == [422] * 5
    assert sixth.status_code == 429
    assert "Retry-After" in sixth.headers


def test_codes_that_are_no_codes_are_refused_in_words(real_app: Flask, real_client: FlaskClient) -> None:
    set_up(real_app, real_client)
    browser = real_app.test_client()
    sign_in(browser)

    for typed in ("abcdef", "12345", "²²²²²²"):
        answer = send(browser, "/sign-in/code", code=typed)
        assert (answer.status_code, "The code is not right" in answer.text) == (422, True)
    assert send(browser, "/sign-in/code", code="1" * 5_000).status_code == 422


def test_a_recovery_code_works_once(real_app: Flask, real_client: FlaskClient) -> None:
    codes = set_up(real_app, real_client)
    answers = []
    for _ in range(2):
        browser = real_app.test_client()
        sign_in(browser)
        answers.append(send(browser, "/sign-in/recovery-code", code=codes[0].upper().replace("-", " ")))

    assert [answer.status_code for answer in answers] == [303, 422]
    assert answers[0].location == "/cases"
    with real_app.app_context():
        assert len(person().recovery_code_hashes) == 9


def test_a_recovery_code_of_somebody_else_is_refused(real_app: Flask, real_client: FlaskClient) -> None:
    codes = set_up(real_app, real_client)
    other = real_app.test_client()
    with real_app.test_request_context():
        actions.set_second_factor(person("manager@demo.example"), secret_of_officer(real_app))
        db.session.commit()
    sign_in(other, "manager@demo.example")

    assert send(other, "/sign-in/recovery-code", code=codes[0]).status_code == 422


def test_secrets_and_recovery_codes_are_not_kept_in_clear(real_app: Flask, real_client: FlaskClient) -> None:
    codes = set_up(real_app, real_client)

    with real_app.app_context():
        officer = person()
        totp = real_app.extensions["security"].totp_factory
        key = totp.get_totp_b32_key(officer.tf_totp_secret)
        assert key not in str(officer.tf_totp_secret)
        assert not any(code in str(officer.recovery_code_hashes) for code in codes)


def test_the_half_signed_in_state_lasts_ten_minutes(real_app: Flask, real_client: FlaskClient) -> None:
    set_up(real_app, real_client)
    browser = real_app.test_client()
    sign_in(browser)
    with browser.session_transaction(base_url="https://localhost") as session:
        session["half_signed_in"] = {**session["half_signed_in"], "at": session["half_signed_in"]["at"] - 601}

    assert see(browser, "/sign-in/code").location == "/sign-in"


def test_nobody_comes_to_the_second_step_without_the_first(real_client: FlaskClient) -> None:
    for path in ("/sign-in/code", "/sign-in/recovery-code", "/sign-in/set-up"):
        assert see(real_client, path).location == "/sign-in"
    assert see(real_client, "/sign-in/set-up/picture").status_code == 404


def test_the_square_to_scan_is_a_picture_of_our_own(real_client: FlaskClient) -> None:
    sign_in(real_client)
    page = see(real_client, "/sign-in/set-up")

    picture = see(real_client, "/sign-in/set-up/picture")

    assert 'src="/sign-in/set-up/picture"' in page.text
    assert "data:" not in page.text
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")
    assert picture.data.lstrip().startswith((b"<?xml", b"<svg"))


def test_a_demonstration_asks_for_no_code(client: FlaskClient) -> None:
    assert sign_in(client).location == "/cases"


def test_the_page_of_recovery_codes_can_sign_out(real_app: Flask, real_client: FlaskClient) -> None:
    sign_in(real_client)
    see(real_client, "/sign-in/set-up")
    page = send(real_client, "/sign-in/set-up", code=code_for(real_app, secret_in(real_client)))
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert token

    answer = real_client.post(
        "/sign-out",
        data={"csrf_token": token.group(1)},
        base_url="https://localhost",
        headers={"Referer": "https://localhost/sign-in/set-up"},
    )

    assert answer.status_code == 303
