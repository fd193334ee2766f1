"""Signing in with e-mail address and password, and what it must not give away."""

from __future__ import annotations

import logging
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from directory_data.database import db
from directory_data.vocabulary import Role
from portal.accounts.attempts import of_address
from portal.accounts.demonstration import PEOPLE
from portal.accounts.landing import WORK, landing, own_path
from portal.accounts.models import SignInAttempt
from tests.portal.accounts.walks import person, send, sign_in, token_in


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.email)
def test_everybody_arrives_at_their_own_work(client: FlaskClient, who) -> None:
    answer = sign_in(client, who.email)

    assert (answer.status_code, answer.location) == (303, landing(who.role))


def test_every_role_has_work_to_arrive_at() -> None:
    assert set(WORK) == set(Role)


def test_an_address_may_be_typed_in_capitals_and_with_spaces(client: FlaskClient) -> None:
    assert sign_in(client, "  Officer@Demo.Example ").location == "/cases"


def test_who_was_on_the_way_to_a_case_arrives_there(client: FlaskClient) -> None:
    sent_away = client.get("/cases/C-234567")

    assert sent_away.status_code == 302
    assert sign_in(client, path=sent_away.location).location == "/cases/C-234567"


@pytest.mark.parametrize(
    "trap",
    [
        "//evil.example",
        "/\\evil.example",
        "///evil.example",
        "https://evil.example/cases",
        "/\t/evil.example",
        "/%0a/evil.example\n",
        "javascript:alert(1)",
        "\\\\evil.example",
        "cases",
        "/sign-out",
        "/" + "a" * 600,
        "/cases\x00",
    ],
)
def test_no_link_leads_from_signing_in_to_another_site(client: FlaskClient, trap: str) -> None:
    page = client.get("/sign-in", query_string={"next": trap})
    fields = {"csrf_token": token_in(page), "email": "officer@demo.example", "password": "demonstration"}

    answer = client.post("/sign-in", query_string={"next": trap}, data={**fields, "next": trap})

    assert answer.location == "/cases"
    assert own_path(trap) is None


@pytest.mark.parametrize(
    "email", ["officer@demo.example", "nobody@demo.example", "no address", "a\x00b@c.example", ""]
)
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: FlaskClient, email: str) -> None:
    answer = sign_in(client, email or "x@y.example", "not the password")

    assert answer.status_code == 422
    said = re.sub(r'value="[^"]*"', "", answer.text)
    assert "The email address or the password is not right. Check both and try again" in said
    assert said == re.sub(
        r'value="[^"]*"', "", sign_in(client, "somebody@else.example", "not the password").text
    )


def test_an_unknown_address_costs_as_much_work_as_a_known_one(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[str] = []
    context = app.extensions["security"].pwd_context
    verify = context.verify
    monkeypatch.setattr(context, "verify", lambda *a, **k: judged.append("hash") or verify(*a, **k))

    for email in ("officer@demo.example", "nobody@demo.example"):
        sign_in(client, email, "not the password")

    assert judged == ["hash", "hash"]


def test_what_is_missing_is_said(client: FlaskClient) -> None:
    answer = sign_in(client, "", "")

    assert answer.status_code == 422
    assert "Enter your email address" in answer.text
    assert "Enter your password" in answer.text
    assert "<title>Error: Sign in" in answer.text


def test_a_password_is_never_sent_back_and_an_address_is_escaped(client: FlaskClient) -> None:
    answer = sign_in(client, '"><script>alert(1)</script>', "secret words of mine")

    assert "secret words of mine" not in answer.text
    assert "<script>alert" not in answer.text


def test_somebody_who_was_shut_out_cannot_sign_in(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        person().active = False
        db.session.commit()

    assert sign_in(client).status_code == 422


def test_a_form_without_its_token_signs_nobody_in(client: FlaskClient) -> None:
    client.get("/sign-in")
    fields = {"email": "officer@demo.example", "password": "demonstration"}

    assert client.post("/sign-in", data=fields).status_code == 400
    assert client.post("/sign-in", data={**fields, "csrf_token": "x"}).status_code == 400
    assert client.get("/cases").status_code == 302


def test_after_five_wrong_passwords_the_address_must_wait_even_with_the_right_one(
    client: FlaskClient,
) -> None:
    answers = [sign_in(client, password=f"wrong {n}").status_code for n in range(5)]

    sixth = sign_in(client)

    assert answers == [422] * 5
    assert sixth.status_code == 429
    assert 0 < int(sixth.headers["Retry-After"]) <= 15 * 60
    assert client.get("/cases").status_code == 302


def test_waiting_looks_the_same_for_somebody_who_does_not_exist(client: FlaskClient) -> None:
    for n in range(5):
        sign_in(client, password=f"wrong {n}")
        sign_in(client, "nobody@demo.example", f"wrong {n}")

    known, unknown = sign_in(client), sign_in(client, "nobody@demo.example")

    assert known.status_code == unknown.status_code == 429
    assert known.text == unknown.text


def test_a_try_that_must_wait_does_not_make_the_wait_longer(app: Flask, client: FlaskClient) -> None:
    for _ in range(8):
        sign_in(client, password="wrong")

    with app.app_context():
        assert len(db.session.scalars(select(SignInAttempt)).all()) == 5 * 2


def test_a_right_password_starts_the_count_again(client: FlaskClient, app: Flask) -> None:
    for _ in range(4):
        sign_in(client, password="wrong")
    sign_in(client)
    send_out = client.get("/sign-out")
    client.post("/sign-out", data={"csrf_token": token_in(send_out)})

    assert [sign_in(client, password="wrong").status_code for _ in range(5)] == [422] * 5


def test_after_thirty_wrong_tries_an_internet_address_must_wait(client: FlaskClient) -> None:
    answers = [sign_in(client, f"nobody{n}@demo.example", "wrong").status_code for n in range(31)]

    assert answers == [422] * 30 + [429]


def test_the_addresses_of_one_subscriber_are_counted_together() -> None:
    assert of_address("2001:db8:1:2::1") == of_address("2001:db8:1:2:ffff::9")
    assert of_address("2001:db8:1:2::1") != of_address("2001:db8:1:3::1")
    assert of_address("192.0.2.1") != of_address("192.0.2.2")


def test_tries_are_kept_under_hashes_and_no_address_is_logged(
    app: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    sign_in(client, password="wrong")

    with app.app_context():
        kept = db.session.scalars(select(SignInAttempt.subject_hash)).all()
    assert all(re.fullmatch(r"[0-9a-f]{64}", subject) for subject in kept)
    assert "officer@demo.example" not in caplog.text


def test_the_sign_ins_are_listed_in_a_demonstration_only(
    client: FlaskClient, real_client: FlaskClient
) -> None:
    shown, hidden = client.get("/sign-in").text, real_client.get("/sign-in").text

    assert all(who.email in shown and who.role.label in shown for who in PEOPLE)
    assert "demo.example" not in hidden


def test_who_is_signed_in_already_is_shown_to_their_work(client: FlaskClient) -> None:
    sign_in(client)

    assert client.get("/sign-in").location == "/cases"


def test_a_long_paste_is_answered(client: FlaskClient) -> None:
    assert send(client, "/sign-in", email="a" * 100_000, password="b" * 100_000).status_code == 422


def test_of_many_tries_sent_at_once_only_five_are_judged(app: Flask) -> None:
    browsers = [app.test_client() for _ in range(12)]
    forms = [
        {
            "csrf_token": token_in(browser.get("/sign-in")),
            "email": "officer@demo.example",
            "password": "wrong",
        }
        for browser in browsers
    ]

    def send_one(number: int) -> int:
        return browsers[number].post("/sign-in", data=forms[number]).status_code

    with ThreadPoolExecutor(max_workers=12) as threads:
        answers = sorted(threads.map(send_one, range(12)))

    assert answers == [422] * 5 + [429] * 7
