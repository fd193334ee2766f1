"""Both sides see what is due, each their own, before it is late."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.clock import now
from tests.work_in_hand import add_work_in_hand

SENT = "SELECT reference FROM referral JOIN diary_entry ON referral_id = referral.id WHERE step = 'send'"


@pytest.fixture(autouse=True)
def work(app, today) -> None:
    """A referral that was sent today, with its hand-off."""
    with app.app_context():
        add_work_in_hand(app, today, now())


def test_both_sides_see_what_is_due(app, new_client):
    with app.app_context():
        reference = db.session.scalar(sa.text(SENT))
    for person in ("officer@demo.example", "programme@demo.example"):
        page = new_client().sign_in(person).get(f"/referrals/{reference}")
        assert "acknowledge, ask or decline, by 25 November 2026" in page.text, person


@pytest.mark.parametrize(
    "person, sees",
    [
        ("officer@demo.example", True),
        ("manager@demo.example", True),
        ("programme@demo.example", True),
        ("programme2@demo.example", False),
        ("officer2@demo.example", False),
    ],
)
def test_the_list_of_deadlines_holds_ones_own(new_client, person, sees):
    page = new_client().sign_in(person).get("/deadlines")

    assert ("Acknowledge, ask or decline" in page.text) is sees


def test_the_programme_sees_no_clock_of_partner_support(new_client):
    programme = new_client().sign_in("programme@demo.example").get("/deadlines")
    support = new_client().sign_in("support@demo.example").get("/deadlines")

    assert "hand-off" not in programme.text.lower()
    assert "Acknowledge the hand-off" in support.text


def test_a_manager_sees_how_many_deadlines_have_passed(client):
    page = client.sign_in("manager@demo.example").get("/oversight")

    assert "Deadlines that have passed:" in page.text
