"""Closing a case: refused in words while a referral goes on, found again afterwards, and opened again."""

from __future__ import annotations

import pytest

from tests.portal.court.walks import case_under_way
from tests.portal.referral_walk import MANAGER, OFFICER, OTHER_OFFICER, day_of, open_case


@pytest.fixture
def officer(new_client):
    return new_client().sign_in(OFFICER)


@pytest.fixture
def manager(new_client):
    return new_client().sign_in(MANAGER)


def close(client, case: str, **changed: str):
    return client.submit(
        f"/cases/{case}/close", {"reason": "proceedings-ended", **changed}, button="Close the case"
    )


def test_a_closed_case_leaves_the_list_and_is_found(officer, new_client):
    case = open_case(officer)

    close(officer, case, words="The father moved abroad.")

    assert case not in officer.get("/cases").text
    assert case in officer.get("/cases/closed").text
    assert case not in new_client().sign_in(OTHER_OFFICER).get("/cases/closed").text
    text = officer.get(f"/cases/{case}").text
    assert "This case is closed" in text
    assert "The proceedings ended. " in text
    assert "The father moved abroad." in text
    assert "What to do next" not in text


def test_a_case_with_a_referral_under_way_says_why_it_cannot_be_closed(officer):
    case = case_under_way(officer)

    officer.get(f"/cases/{case}/close")

    assert "is under way: sent." in officer.page.text
    assert "a recorded authority by which Cafcass stays involved" in officer.page.text
    token = officer.token()
    answer = officer.post(f"/cases/{case}/close", data={"reason": "reported", "csrf_token": token})
    assert answer.status_code == 409
    assert case in officer.get("/cases").text


def test_an_authority_on_record_lets_it_close(officer):
    case = case_under_way(officer)
    typed = {"words": "Family assistance order, paragraph 4.", **day_of("until", 1, 9, 2027)}

    officer.submit(f"/cases/{case}/authority", typed, button="Record the authority")
    assert "Family assistance order, paragraph 4. Until 1 September 2027." in officer.page.text
    close(officer, case)

    assert case in officer.get("/cases/closed").text


def test_an_authority_that_has_run_out_is_none(officer):
    case = open_case(officer)

    answer = officer.submit(
        f"/cases/{case}/authority",
        {"words": "Monitoring.", **day_of("until", 22, 11, 2026)},
        button="Record the authority",
    )

    assert answer.status_code == 422
    assert officer.page.errors() == ["The last day must be today or later"]


def test_a_manager_decides_with_a_reason_that_stands_on_the_case(officer, manager):
    case = case_under_way(officer)

    assert close(manager, case).status_code == 409
    close(manager, case, decision="The provider reports to the local authority.")

    text = officer.get(f"/cases/{case}").text
    assert "Closing decided by a manager although a referral goes on." in text
    assert "The provider reports to the local authority." in text


def test_an_officer_cannot_decide_in_a_managers_place(officer):
    case = case_under_way(officer)
    officer.get("/cases")

    answer = officer.post(
        f"/cases/{case}/close",
        data={"reason": "reported", "decision": "I say so.", "csrf_token": officer.token()},
    )

    assert answer.status_code == 409
    assert case in officer.get("/cases").text


@pytest.mark.parametrize("page", ["edit", "orders/new", "findings/new", "hearings/new", "close", "authority"])
def test_nothing_is_changed_in_a_closed_case(officer, page):
    case = open_case(officer)
    close(officer, case)

    answer = officer.get(f"/cases/{case}/{page}")

    assert answer.status_code == 409
    assert "This case is closed. Open it again first." in answer.text


def test_a_closed_case_is_opened_again_and_its_history_stays(officer):
    case = open_case(officer)
    close(officer, case)

    officer.submit(f"/cases/{case}/reopen", {"words": "A new application."}, button="Open the case again")

    assert case in officer.get("/cases").text
    text = officer.get(f"/cases/{case}").text
    assert "Case closed." in text
    assert "Case opened again." in text


def test_a_closed_case_is_not_counted(officer, manager):
    case = open_case(officer)
    before = manager.get("/oversight").text

    close(officer, case)

    assert manager.get("/oversight").text != before
