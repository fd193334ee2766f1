"""A form that is sent when its sign-in is over: it is not saved, and what was typed is not lost."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.accounts import actions, sessions, unsent
from portal.accounts.models import SignIn, User
from tests.client import PASSWORD
from tests.portal.accounts.walks import code_for
from tests.portal.referral_walk import OFFICER, family

NAME = "Gareth Holroyd"
ASKS = "You were signed out before this was saved. Check and send it again"
KEPT = "What you typed is not saved yet, and it is not lost."


def expire(client):
    """Nothing happens for a quarter of an hour."""
    with client.session_transaction() as session:
        session["seen_at"] -= 15 * 60


def forget(client):
    """The browser is closed."""
    client.sign_out()


def end_in_another_window(client):
    """Sign out where the form does not stand, and keep the form."""
    client.submit(client.get("/sign-out"), button="Sign out now")


def move_elsewhere(client):
    """A telephone takes another network."""
    client.environ_base["REMOTE_ADDR"] = "203.0.113.9"


def twelve_hours_later(client):
    """A long day ends."""
    with client.application.app_context():
        db.session.execute(sa.update(SignIn).values(started_at=sessions.real_now() - timedelta(hours=12)))
        db.session.commit()


WAYS = (expire, forget, end_in_another_window, move_elsewhere, twelve_hours_later)


def typed_and_signed_out(client, way=expire):
    """Somebody fills in a new case and is signed out before it is sent; the answer to sending it."""
    client.sign_in(OFFICER)
    form = client.get("/cases/new")
    way(client)
    return client.submit(form, family(), button="Open the case", follow_redirects=False)


def sign_in_again(client, page, email=OFFICER):
    return client.submit(page, email=email, password=PASSWORD, follow_redirects=False)


def kept_in(page):
    return re.search(r'name="unsent" value="([^"]+)"', page.text)[1]


def cases_called(client, name):
    return client.get("/cases").text.count(name)


@pytest.mark.parametrize("way", WAYS)
def test_what_was_typed_is_shown_and_sent_once_its_person_is_back(client, way):
    asked = typed_and_signed_out(client, way)
    assert asked.status_code == 401
    assert KEPT in asked.text

    shown = sign_in_again(client, asked)
    assert client.page.h1 == ASKS
    assert cases_called(client, NAME) == 0, "nothing is saved before it is sent again"
    sent = client.submit(shown, button="Send it again")

    assert sent.status_code == 200
    assert cases_called(client, NAME) == 1


def test_it_is_shown_in_the_words_of_the_page_that_asked(client):
    shown = sign_in_again(client, typed_and_signed_out(client))

    main = client.page.text
    assert NAME in main
    assert "csrf" not in main
    assert not re.search(r"\b\w+_\w+\b", main), "a field is called as people call it"
    assert "Files are not kept" not in shown.text


def test_another_person_gets_nothing_of_it_and_it_is_gone(client):
    asked = typed_and_signed_out(client)

    answer = sign_in_again(client, asked, "officer2@demo.example")

    assert (answer.status_code, answer.location) == (303, "/cases")
    assert NAME not in client.get("/cases").text
    assert unsent.FIELD not in client.get("/cases").text


def test_what_is_kept_cannot_be_read_in_the_page(client):
    asked = typed_and_signed_out(client)

    for words in (NAME, "Gareth", "Holroyd"):
        assert words not in asked.text


def test_a_wrong_password_keeps_it(client):
    asked = typed_and_signed_out(client)

    wrong = client.submit(asked, email=OFFICER, password="not this one", follow_redirects=False)
    assert wrong.status_code == 422
    assert KEPT in wrong.text
    sign_in_again(client, wrong)

    assert client.page.h1 == ASKS


def test_after_an_hour_it_is_gone_and_the_person_is_told(client, monkeypatch):
    asked = typed_and_signed_out(client)
    real = sessions.real_now
    monkeypatch.setattr(sessions, "real_now", lambda: real() + timedelta(minutes=61))

    answer = sign_in_again(client, asked)

    assert answer.status_code == 303
    monkeypatch.undo()
    assert "was kept for one hour" in client.get("/cases").text


def test_a_piece_that_was_altered_or_made_elsewhere_opens_nothing(client):
    asked = typed_and_signed_out(client)
    sealed = kept_in(asked)

    for planted in (sealed[:-6] + "AAAAA=", "k1.AAAA", "nonsense"):
        client.sign_out()
        page = client.get("/sign-in")
        data = {"csrf_token": client.token(), "email": OFFICER, "password": PASSWORD, "unsent": planted}
        answer = client.post("/sign-in", data=data)
        assert answer.status_code == 303, page.status_code


def test_with_a_second_factor_it_travels_on_by_code_and_by_recovery_code(app, client):
    typed = typed_and_signed_out(client)
    with app.app_context():
        officer = db.session.scalars(sa.select(User).where(User.email == OFFICER)).one()
        secret = app.extensions["security"].totp_factory.generate_totp_secret()
        recovery = actions.set_second_factor(officer, secret)[0]
        db.session.commit()

    asks_code = sign_in_again(client, typed)
    assert client.page.h1 == "Enter the code from your app"
    wrong = client.submit(asks_code, code="000000", follow_redirects=False)
    (button,) = [each for each in client.page.all("button") if each.get("formaction")]
    data = {"csrf_token": client.token(), "unsent": kept_in(wrong), "code": "", button.get("name"): "yes"}
    asks_recovery = client.post(button.get("formaction"), data=data)
    assert asks_recovery.status_code == 200
    client.submit(asks_recovery, code=recovery, follow_redirects=False)
    assert client.page.h1 == ASKS

    again = client.get("/cases/new")
    expire(client)
    asked = client.submit(again, family(), button="Open the case", follow_redirects=False)
    client.submit(sign_in_again(client, asked), code=code_for(app, secret), follow_redirects=False)
    assert client.page.h1 == ASKS


def test_whoever_signed_in_again_elsewhere_meanwhile_is_asked_only_to_send_it_again(client):
    client.sign_in(OFFICER)
    form = client.get("/cases/new")
    expire(client)
    client.submit(client.get("/sign-in"), email=OFFICER, password=PASSWORD)

    shown = client.submit(form, family(), button="Open the case", follow_redirects=False)

    assert (shown.status_code, client.page.h1) == (409, ASKS)
    client.submit(shown, button="Send it again")
    assert cases_called(client, NAME) == 1


def test_a_sign_in_page_that_waits_in_one_window_gives_it_back_after_signing_in_by_another(client):
    asked = typed_and_signed_out(client)
    client.submit(client.get("/sign-in"), email=OFFICER, password=PASSWORD)

    sign_in_again(client, asked)

    assert client.page.h1 == ASKS


def test_somebody_elses_page_in_a_browser_that_two_people_use_shows_nothing(client):
    client.sign_in(OFFICER)
    form = client.get("/cases/new")
    end_in_another_window(client)
    client.submit(client.get("/sign-in"), email="officer2@demo.example", password=PASSWORD)

    answer = client.submit(form, family(), button="Open the case", follow_redirects=False)

    assert answer.status_code == 400
    assert NAME not in answer.text


def test_files_and_passwords_are_never_kept_and_the_page_says_so(client):
    client.sign_in(OFFICER)
    client.get("/cases/new")
    data = {"csrf_token": client.token(), "note": "Invented", "new_password": "never this"}
    expire(client)
    file = (io.BytesIO(b"a paper"), "paper.pdf")
    asked = client.post("/cases/new", data={**data, "paper": file}, content_type="multipart/form-data")
    assert "Files are not kept" in asked.text

    shown = sign_in_again(client, asked)

    assert "Files are not kept" in shown.text
    assert "Invented" in shown.text
    assert "never this" not in shown.text


def test_what_is_too_long_to_travel_is_said_to_be_so(client):
    client.sign_in(OFFICER)
    client.get("/cases/new")
    data = {"csrf_token": client.token(), "note": "Invented. " * 45_000}
    expire(client)

    asked = client.post("/cases/new", data=data)

    assert asked.status_code == 401
    assert "too long to be kept here" in asked.text


def test_a_stranger_who_sends_a_form_is_sent_to_sign_in_and_nothing_is_kept(client):
    client.get("/sign-in")

    answer = client.post("/cases/new", data={"csrf_token": client.token(), "note": "Invented"})

    assert (answer.status_code, answer.location) == (302, "/sign-in")


def test_nothing_of_what_was_typed_gets_into_a_log(client, caplog):
    caplog.set_level("DEBUG")
    sign_in_again(client, typed_and_signed_out(client))

    assert NAME not in caplog.text
    assert NAME not in repr(unsent.Unsent("/cases/new", "mark", (("name", NAME),)))
