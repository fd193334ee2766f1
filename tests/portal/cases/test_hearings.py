"""Hearings: the next one is always the earliest to come, and what came of one is kept."""

from __future__ import annotations

import pytest

from tests.portal.court.walks import record_order
from tests.portal.referral_walk import MANAGER, OFFICER, day_of, open_case


@pytest.fixture
def officer(client):
    return client.sign_in(OFFICER)


@pytest.fixture
def case(officer) -> str:
    """A case whose next hearing is on 20 September 2027."""
    return open_case(officer)


def add(officer, case: str, *day: int, kind: str = "dra", outcome: str = "") -> None:
    typed = {**day_of("held_on", *day), "kind": kind, "outcome": outcome}
    answer = officer.submit(f"/cases/{case}/hearings/new", typed, button="Save the hearing")
    assert answer.request.path == f"/cases/{case}", officer.page.errors()


def test_the_hearing_of_a_new_case_is_its_first(officer, case):
    assert "20 September 2027, Another hearing, or not known." in officer.get(f"/cases/{case}").text.replace(
        "</strong>", ""
    )


def test_the_earliest_hearing_to_come_is_the_next(officer, case):
    add(officer, case, 3, 2, 2027)

    assert "Next hearing 3 February 2027" in officer.page.text


def test_a_hearing_of_the_past_is_kept_and_is_not_the_next(officer, case):
    add(officer, case, 3, 2, 2026, kind="fhdra", outcome="Directions given.")

    assert "Next hearing 20 September 2027" in officer.page.text
    assert "Directions given." in officer.page.text


def test_a_hearing_taken_off_the_list_is_not_the_next_any_more(officer, case):
    add(officer, case, 3, 2, 2027)
    page = next(iter(officer.page.links("hearing of 3 February 2027")))

    officer.submit(page, {"outcome": "Taken off the list."}, button="Save the hearing")

    assert "Next hearing 20 September 2027" in officer.page.text
    assert "Taken off the list." in officer.page.text


def test_changing_the_next_hearing_of_the_case_moves_the_hearing(officer, case):
    officer.submit(f"/cases/{case}/edit", day_of("next_hearing_on", 1, 10, 2027), button="Save the changes")

    assert "Next hearing 1 October 2027" in officer.page.text
    assert "20 September 2027" not in officer.page.text


def test_the_same_hearing_twice_is_one(officer, case):
    add(officer, case, 3, 2, 2027)
    add(officer, case, 3, 2, 2027, outcome="Adjourned.")

    assert len(officer.page.links("hearing of 3 February 2027")) == 1
    assert "Adjourned." in officer.page.text


def test_a_hearing_cannot_be_moved_onto_another(officer, case):
    add(officer, case, 3, 2, 2027)
    page = next(iter(officer.page.links("hearing of 3 February 2027")))

    answer = officer.submit(
        page, {**day_of("held_on", 20, 9, 2027), "kind": "other"}, button="Save the hearing"
    )

    assert answer.status_code == 422
    assert officer.page.errors() == ["This case has such a hearing on that day already"]


def test_the_review_hearing_of_an_order_is_added_by_one_press(officer, case):
    record_order(officer, case)

    officer.submit(None, button="Add the review hearing of 20 October 2027")

    assert "Review hearing" in officer.page.text
    assert "It is not among the hearings" not in officer.page.text


def test_an_order_says_at_which_hearing_it_was_made(officer, case):
    add(officer, case, 19, 11, 2026, kind="fhdra", outcome="An order was made.")
    page = officer.get(f"/cases/{case}/orders/new")
    choice = next(
        option.get("value")
        for option in officer.page.all("option")
        if "19 November 2026" in "".join(option.itertext())
    )

    record_order(officer, case, hearing_id=choice)

    assert page.status_code == 200
    assert "The hearing of 19 November 2026: First hearing (FHDRA)" in officer.page.text


def test_a_hearing_of_another_case_cannot_be_chosen(officer, case):
    answer = officer.get(f"/cases/{case}/orders/new")
    assert answer.status_code == 200

    refused = officer.submit(None, {"hearing_id": "999999"}, button="Save the order")

    assert refused.status_code == 422


def test_a_hearing_of_another_case_is_not_found(officer, case, new_client):
    other = open_case(officer, participant_name="Somebody Else")
    page = next(iter(officer.get(f"/cases/{other}") and officer.page.links("hearing of 20 September 2027")))

    assert officer.get(page.replace(other, case)).status_code == 404
    assert new_client().sign_in(MANAGER).get(page).status_code == 200
