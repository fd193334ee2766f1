"""A register that nobody marked is due within two working days, chased, and seen by both sides."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.vocabulary import Role
from portal.accounts.models import User
from portal.deadlines import queries
from portal.deadlines.actions import chase
from portal.messages.models import OutboxMessage
from tests.portal.programme.conftest import enrol  # noqa: F401
from tests.portal.referral_walk import OFFICER, PROGRAMME

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def on_day(app, today):
    """Let the portal believe in another day."""

    def believe(days: int) -> None:
        app.config["TODAY"] = today + timedelta(days=days)

    yield believe
    app.config["TODAY"] = today


def run(app, day) -> None:
    with app.app_context():
        chase(queries.everything(day), today=day, at=AT)
        db.session.commit()


def told(app) -> list[tuple[str, Role]]:
    with app.app_context():
        wanted = sa.select(OutboxMessage.event, User.role).join(User, User.id == OutboxMessage.person_id)
        rows = db.session.execute(wanted.where(OutboxMessage.event.startswith("deadline|register|")))
        return sorted((row.event.split("|")[-1], row.role) for row in rows)


def test_both_sides_see_a_register_that_was_not_marked(new_client, enrol, on_day):  # noqa: F811
    enrol("Adam Ashdown", "Ben Birchall")
    on_day(3)

    programme = new_client().sign_in(PROGRAMME).get("/deadlines?show=overdue")
    officer = new_client().sign_in(OFFICER).get("/deadlines?show=overdue")

    assert "Post the register of the session" in programme.text
    assert "/groups/" in programme.text
    assert "Programme staff: post the register of the session" in officer.text
    assert "/groups/" not in officer.text
    assert "Ashdown" not in programme.text + officer.text


def test_a_group_is_chased_once_however_many_stand_on_its_register(app, enrol, today):  # noqa: F811
    enrol("Adam Ashdown", "Ben Birchall", "Carl Cawood")

    run(app, today + timedelta(days=3))
    once = told(app)
    run(app, today + timedelta(days=3))

    assert once == [("overdue", Role.PROGRAMME)] * 2, (
        "one message for each of the provider's two programme staff"
    )
    assert told(app) == once


def test_the_officer_hears_of_a_register_that_stays_unmarked(app, enrol, today):  # noqa: F811
    enrol("Adam Ashdown", "Ben Birchall")

    run(app, today + timedelta(days=7))

    assert ("escalated", Role.OFFICER) in told(app)


def test_a_register_that_was_marked_is_not_due(app, new_client, enrol, on_day):  # noqa: F811
    enrol("Adam Ashdown")
    staff = new_client().sign_in(PROGRAMME)
    page = staff.get("/groups")
    assert page.status_code == 200
    with app.app_context():
        group = db.session.scalar(sa.text("SELECT group_id FROM referral ORDER BY id DESC LIMIT 1"))
    staff.submit(f"/groups/{group}/register", button="Save, and mark everyone else as attended")
    on_day(3)

    assert "the register" not in staff.get("/deadlines").text
