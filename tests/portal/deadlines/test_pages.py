"""Both sides see what is due, each their own, before it is late."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.clock import now
from tests.portal import referral_walk as walk
from tests.portal.cases.test_striking import strike
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
    for person, words in (
        ("officer@demo.example", "Programme staff: acknowledge, ask or decline, by 25 November 2026"),
        ("programme@demo.example", "Acknowledge, ask or decline, by 25 November 2026"),
    ):
        page = new_client().sign_in(person).get(f"/referrals/{reference}")
        assert words in page.text, person


def test_nobody_is_told_their_own_role_where_something_is_theirs_to_do(app, new_client):
    with app.app_context():
        reference = db.session.scalar(sa.text(SENT))

    page = new_client().sign_in("programme@demo.example").get(f"/referrals/{reference}")

    assert "Programme staff:" not in page.text


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

    assert ("acknowledge, ask or decline" in page.text.lower()) is sees


def test_the_programme_sees_no_clock_of_partner_support(new_client):
    programme = new_client().sign_in("programme@demo.example").get("/deadlines")
    support = new_client().sign_in("support@demo.example").get("/deadlines")

    assert "hand-off" not in programme.text.lower()
    assert "Partner-support" not in programme.text
    assert "Acknowledge the hand-off" in support.text


def test_a_manager_sees_how_many_deadlines_have_passed(client):
    page = client.sign_in("manager@demo.example").get("/oversight")

    assert "Deadlines that have passed:" in page.text


def test_the_number_of_passed_deadlines_is_the_length_of_the_list_behind_it(app, new_client, today):
    app.config["TODAY"] = today + timedelta(days=20)
    try:
        manager = new_client().sign_in("manager@demo.example")
        number = re.search(r"Deadlines that have passed: (\d+)", manager.get("/oversight").text)
        page = manager.get("/deadlines?show=overdue")
    finally:
        app.config["TODAY"] = today

    assert int(number.group(1)) > 1
    assert f"Overdue ({number.group(1)})" in page.text
    assert len([row for row in manager.page.all("li") if row.get("class", "").startswith("app-row ")]) == int(
        number.group(1)
    )


def test_the_list_asks_the_store_as_often_for_many(app, client, statements):
    client.sign_in("programme@demo.example")

    with statements(app) as sent:
        client.get("/deadlines")

    assert len(sent) <= 12


def test_a_manager_sees_the_numbers_and_each_leads_to_its_list(app, new_client, today):
    app.config["TODAY"] = today + timedelta(days=20)
    try:
        manager = new_client().sign_in("manager@demo.example")
        page = manager.get("/deadlines/counts")
        rows = [
            (link.get("href"), [int(cell.text) for cell in list(manager.page.all("td", within=row))[:5]])
            for row in manager.page.all("tr")
            for link in manager.page.all("a", within=row)
        ]
        behind = {href: manager.get(href).text for href, _ in rows}
    finally:
        app.config["TODAY"] = today

    assert "Aire Valley Change" in page.text
    assert rows
    for href, counts in rows:
        assert f"Everything ({sum(counts)})" in behind[href], href
        assert not counts[0] or f"Overdue ({counts[0]})" in behind[href], href


def test_nobody_but_a_manager_sees_the_numbers(new_client):
    for person in ("officer@demo.example", "programme@demo.example", "support@demo.example"):
        assert new_client().sign_in(person).get("/deadlines/counts").status_code == 404


def test_what_the_court_is_to_have_before_its_hearing_stands_on_the_case(client):
    client.sign_in(walk.OFFICER)
    case = walk.open_case(client, participant_name="Ben Birchall")
    before = client.get(f"/cases/{case}").text

    no_day = walk.day_of("report_due_on", "", "", "")
    client.submit(f"/cases/{case}/orders/new", walk.order(**no_day), button="Save the order")
    after = client.get(f"/cases/{case}").text

    assert "Issue the information note for the court, by 17 September 2027" in before
    assert "Report to the court before the next hearing, by 6 September 2027" in after
    assert "Issue the information note" not in after


def test_an_order_that_was_struck_out_starts_no_clock(client):
    client.sign_in(walk.OFFICER)
    case = walk.open_case_with_order(client, participant_name="Ben Birchall")
    assert "Send the referral, by" in client.get(f"/cases/{case}").text

    strike(client, case)

    assert "Send the referral, by" not in client.get(f"/cases/{case}").text
