"""Everybody chooses how often to hear; administrators see what did not go, and nothing that it was about."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from directory_data.database import db
from portal.accounts.models import User
from portal.clock import now
from portal.messages import actions, queries
from portal.messages.models import OutboxMessage
from portal.rules.outbox import MessageState, Pace

OFFICER, ADMINISTRATOR = "officer@demo.example", "admin@demo.example"


def a_message(app, **values) -> None:
    with app.app_context():
        someone = db.session.scalars(sa.select(User).where(User.email == OFFICER)).one()
        actions.tell(db.session.connection(), "diary|7", [someone.id], at=now() - timedelta(hours=2))
        if values:
            db.session.execute(sa.update(OutboxMessage).values(**values))
        db.session.commit()


def test_somebody_chooses_one_message_a_day(app, client, fill):
    client.sign_in(OFFICER)

    fill(client.get("/account/messages"), pace="daily", button="Save")

    with app.app_context():
        someone = db.session.scalars(sa.select(User).where(User.email == OFFICER)).one()
        assert queries.pace_of(someone) is Pace.DAILY


def test_a_choice_that_is_none_is_asked_for_again(client):
    client.sign_in(OFFICER).get("/account/messages")

    answer = client.post("/account/messages", data={"pace": "never", "csrf_token": client.token()})

    assert answer.status_code == 422


def test_an_administrator_sees_what_was_given_up_and_tries_it_again(app, client, fill):
    a_message(app, state=MessageState.GIVEN_UP, attempts=6, failure="The mail server could not be reached.")
    page = client.sign_in(ADMINISTRATOR).get("/admin/messages")

    after = fill(page, button="Try again")

    assert "The mail server could not be reached." in page.text
    assert "diary|7" not in page.text
    assert "The message will be tried again." in after.text


def test_readiness_says_how_long_a_message_has_been_due(app, client):
    quiet = client.get("/readyz").get_json()
    a_message(app)

    waiting = client.get("/readyz").get_json()

    assert quiet["parts"]["outbox"] is True
    assert quiet["outbox_oldest_seconds"] is None
    assert 7000 < waiting["outbox_oldest_seconds"] < 7400
    assert waiting["status"] == "ok"


def test_a_message_that_is_sent_is_not_waited_for(app, client):
    a_message(app, state=MessageState.SENT)

    assert client.get("/readyz").get_json()["outbox_oldest_seconds"] is None
