"""Who gets an account, and the one-time link with which they set their password."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from directory_data.database import db
from directory_data.models import Provider
from directory_data.vocabulary import Role
from portal.accounts import actions
from portal.accounts.demonstration import PEOPLE, add_demonstration_people, has_real_people
from portal.accounts.models import User
from portal.errors import Refused
from tests.portal.accounts.walks import person, send, sign_in

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NEW = "three unlikely words"


def invited(app: Flask, email: str = "new.officer@cafcass.example") -> str:
    with app.test_request_context():
        invitation = actions.create_user(
            db.session,
            email=email,
            name="New officer",
            role=Role.OFFICER,
            cafcass_area="West Yorkshire",
            at=AT,
        )
        db.session.commit()
        return invitation.token


def test_a_new_person_sets_a_password_and_signs_in(app: Flask, client: FlaskClient) -> None:
    token = invited(app, "New.Officer@Cafcass.Example ")

    answer = send(client, f"/set-password/{token}", password=NEW, again=NEW)

    assert answer.location == "/sign-in"
    assert "Your password is set" in client.get("/sign-in").text
    assert sign_in(client, "new.officer@cafcass.example", NEW).location == "/cases"


def test_nobody_signs_in_before_a_password_is_set(app: Flask, client: FlaskClient) -> None:
    invited(app)

    assert sign_in(client, "new.officer@cafcass.example", "").status_code == 422
    assert sign_in(client, "new.officer@cafcass.example", "None").status_code == 422


def test_a_link_works_once(app: Flask, client: FlaskClient) -> None:
    token = invited(app)
    send(client, f"/set-password/{token}", password=NEW, again=NEW)

    answer = client.get(f"/set-password/{token}")

    assert answer.status_code == 404
    assert "This link no longer works" in answer.text


def test_looking_at_a_link_does_not_use_it_up(app: Flask, client: FlaskClient) -> None:
    token = invited(app)

    assert [client.get(f"/set-password/{token}").status_code for _ in range(2)] == [200, 200]


def test_an_altered_link_opens_nothing(app: Flask, client: FlaskClient) -> None:
    token = invited(app)

    for wrong in (token[:-3] + "abc", "x", token + "x", "0" * 4_000):
        assert client.get(f"/set-password/{wrong}").status_code == 404


def test_a_newer_link_ends_the_older_one_and_the_second_factor(app: Flask, client: FlaskClient) -> None:
    older = invited(app)
    with app.test_request_context():
        new_officer = person("new.officer@cafcass.example")
        actions.set_second_factor(new_officer, "a sealed secret")
        newer = actions.renew(db.session, new_officer).token
        assert not new_officer.has_second_factor
        assert new_officer.recovery_code_hashes == []
        db.session.commit()

    assert client.get(f"/set-password/{older}").status_code == 404
    assert client.get(f"/set-password/{newer}").status_code == 200


def test_a_new_password_lets_in_who_had_tried_too_often(app: Flask, client: FlaskClient) -> None:
    for _ in range(6):
        sign_in(client, password="wrong")
    with app.test_request_context():
        token = actions.renew(db.session, person()).token
        db.session.commit()

    send(client, f"/set-password/{token}", password=NEW, again=NEW)

    assert sign_in(client, password=NEW).location == "/cases"


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("", "", "Enter a new password"),
        ("elevenchars", "elevenchars", "Your password must have 12 characters or more"),
        ("a" * 201, "a" * 201, "Your password must have 200 characters or fewer"),
        (NEW, NEW + "s", "The two passwords are not the same"),
        ("a" * 12, "a" * 12, "Choose a password that is harder to guess"),
        ("Demonstration", "Demonstration", "Choose a password that is harder to guess"),
    ],
)
def test_a_password_that_will_not_do_is_refused_in_words(
    app: Flask, client: FlaskClient, password: str, again: str, sentence: str
) -> None:
    token = invited(app)

    answer = send(client, f"/set-password/{token}", password=password, again=again)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert client.get(f"/set-password/{token}").status_code == 200


def test_the_longest_password_in_the_widest_letters_works(app: Flask, client: FlaskClient) -> None:
    password = "\ufdfa" * 190 + "abcdefghij"

    send(client, f"/set-password/{invited(app)}", password=password, again=password)

    assert sign_in(client, "new.officer@cafcass.example", password).location == "/cases"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"email": "OFFICER@demo.example"}, "Somebody with this email address is already here."),
        ({"email": "no address"}, "Give an email address, such as name@example.org."),
        ({"email": "a@b@c d.example"}, "Give an email address, such as name@example.org."),
        ({"name": " "}, "Give the person's name."),
        ({"role": Role.PROGRAMME}, "Programme staff must belong to a provider: name it."),
        ({"provider": True}, "Family court adviser does not belong to a provider."),
    ],
)
def test_an_account_that_makes_no_sense_is_refused_with_reasons(
    app: Flask, given: dict, sentence: str
) -> None:
    with app.app_context():
        provider = db.session.scalar(select(Provider)) if given.pop("provider", False) else None
        wanted = {"email": "b@example.org", "name": "B", "role": Role.OFFICER, "provider": provider, **given}

        with pytest.raises(Refused) as refused:
            actions.create_user(db.session, at=AT, **wanted)

    assert refused.value.reasons == [sentence]


def test_the_people_of_the_demonstration_are_added_once(app: Flask) -> None:
    with app.app_context():
        assert add_demonstration_people(db.session, AT) == 0
        assert len(db.session.scalars(select(User)).all()) == len(PEOPLE) == 10
        assert {who.role for who in PEOPLE} == set(Role)


def test_a_store_with_a_real_person_is_told_apart(app: Flask) -> None:
    with app.app_context():
        assert not has_real_people(db.session)
    invited(app)

    with app.app_context():
        assert has_real_people(db.session)


def test_a_link_is_too_old_after_two_days(app: Flask, client: FlaskClient) -> None:
    token = invited(app)
    assert app.config["SECURITY_RESET_PASSWORD_WITHIN"] == timedelta(days=2)

    app.config["SECURITY_RESET_PASSWORD_WITHIN"] = timedelta(seconds=-1)

    assert client.get(f"/set-password/{token}").status_code == 404
