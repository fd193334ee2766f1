"""An order that was recorded on the wrong case: struck out with a reason, shown as such, read by nothing else."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.cases.models import Case, Order
from tests.portal.referral_walk import (
    OFFICER,
    OTHER_OFFICER,
    confirm_and_send,
    day_of,
    draft,
    open_case,
    order,
    write,
)

REASON = "The order was made in another case with a similar number."
BUTTON = "Strike out this order"


@pytest.fixture
def officer(client):
    return client.sign_in(OFFICER)


@pytest.fixture
def case(officer) -> str:
    reference = open_case(officer)
    record(officer, reference)
    return reference


def record(officer, case: str, **changed: object) -> None:
    answer = officer.submit(f"/cases/{case}/orders/new", order(**changed), button="Save the order")
    assert answer.request.path == f"/cases/{case}", officer.page.errors()


def strike(officer, case: str, number: int = 1, reason: str = REASON):
    return officer.submit(f"/cases/{case}/orders/{number}/strike", {"reason": reason}, button=BUTTON)


def test_an_order_that_was_struck_out_stays_to_be_read_and_counts_for_nothing(officer, case):
    strike(officer, case)

    page = officer.get(f"/cases/{case}").text
    assert "Struck out: order of 19 November 2026" in page
    assert "This order does not count." in page
    assert REASON in page
    assert "Demonstration officer struck it out on 23 November 2026" in page
    assert "No court order is recorded." in page
    assert "There is no order yet" in officer.get(f"/cases/{case}/matches").text


def test_the_order_before_it_is_in_force_again(officer, case):
    record(officer, case, stage="final", **day_of("made_on", 20, 11, 2026))
    assert "Return to the court" in officer.get(f"/cases/{case}").text

    strike(officer, case, number=2)

    page = officer.get(f"/cases/{case}").text
    assert "Ready to refer" in page
    assert "contradict" not in page, "what was struck out is held against nothing"


def test_the_next_order_has_a_number_of_its_own(app, officer, case):
    strike(officer, case)
    record(officer, case, **day_of("made_on", 20, 11, 2026))

    with app.app_context():
        found = db.session.scalars(sa.select(Order).join(Case).where(Case.reference == case)).all()
        assert sorted((each.number, each.is_struck) for each in found) == [(1, True), (2, False)]


def test_no_order_is_struck_out_without_a_reason(officer, case):
    answer = strike(officer, case, reason=" ")

    assert answer.status_code == 422
    assert "Enter why the order does not belong to this case" in officer.page.errors()
    assert "Ready to refer" in officer.get(f"/cases/{case}").text


def test_an_order_that_a_referral_rests_on_is_not_struck_out(officer, case):
    confirm_and_send(officer, write(officer, draft(officer, case)))
    page = officer.get(f"/cases/{case}/orders/1/strike")
    assert "It cannot be struck out yet" in page.text
    assert "was sent on this order and has not ended" in page.text
    assert BUTTON not in page.text

    answer = officer.post(
        f"/cases/{case}/orders/1/strike", data={"reason": REASON, "csrf_token": officer.token()}
    )

    assert answer.status_code == 409
    assert "Ready to refer" in officer.get(f"/cases/{case}").text


def test_a_draft_on_an_order_that_was_struck_out_is_not_sent(officer, case):
    referral = draft(officer, case)
    write(officer, referral)
    strike(officer, case)

    page = officer.get(f"/referrals/{referral}/check")

    assert "The order that this referral rests on was struck out." in page.text


def test_pressed_twice_it_is_struck_out_once(officer, case):
    officer.get(f"/cases/{case}/orders/1/strike")
    token = officer.token()
    typed = {"reason": REASON, "csrf_token": token}

    first = officer.post(f"/cases/{case}/orders/1/strike", data=typed)
    second = officer.post(f"/cases/{case}/orders/1/strike", data=typed)
    other = officer.post(f"/cases/{case}/orders/1/strike", data={**typed, "reason": "Another reason."})

    assert (first.status_code, second.status_code, other.status_code) == (303, 303, 404)
    assert officer.get(f"/cases/{case}").text.count(REASON) == 1


def test_it_cannot_be_corrected_or_accepted_any_more(officer, case):
    strike(officer, case)

    assert officer.get(f"/cases/{case}/orders/1").status_code == 404


def test_another_officer_finds_no_order_to_strike_out(client, officer, case):
    client.sign_in(OTHER_OFFICER)

    assert client.get(f"/cases/{case}/orders/1/strike").status_code == 404


def test_the_case_takes_no_more_statements_for_it(app, statements, officer, case):
    with statements(app) as before:
        officer.get(f"/cases/{case}")
    strike(officer, case)
    record(officer, case, **day_of("made_on", 20, 11, 2026))
    officer.get(f"/cases/{case}")

    with statements(app) as after:
        officer.get(f"/cases/{case}")

    assert len(after) <= len(before)
