"""Before a referral, a report or a paper leaves, people with nearly the same name or date of birth are named."""

from __future__ import annotations

import pytest

from tests.portal.court.walks import case_in_a_gap
from tests.portal.fairness.test_corrections import put_right
from tests.portal.referral_walk import (
    BORN,
    NUMBER,
    OFFICER,
    day_of,
    draft,
    open_case,
    open_case_with_order,
    send_one,
    write,
)

TYPED = {"court_case_number": NUMBER, **day_of("date_of_birth", *BORN), "is_declared": True}
WARNING = "Somebody else has nearly the same name or date of birth"


@pytest.fixture
def officer(client):
    return client.sign_in(OFFICER)


def check_page(officer):
    return write(officer, draft(officer, open_case_with_order(officer)))


@pytest.mark.parametrize(
    "other",
    [
        {"participant_name": "Gareth Holroyde", **day_of("date_of_birth", 1, 1, 1990)},
        {"participant_name": "Holroyd Gareth", **day_of("date_of_birth", 1, 1, 1990)},
        {
            "participant_name": "Alan Other",
            "known_as": "Gareth Holroyd",
            **day_of("date_of_birth", 1, 1, 1990),
        },
        {"participant_name": "Simon Holroyd"},
    ],
)
def test_a_referral_waits_for_the_word_that_it_is_the_right_person(officer, other):
    open_case(officer, court_case_number="LS26P07777", **other)
    page = check_page(officer)
    assert WARNING in page.text
    assert other["participant_name"] in page.text

    answer = officer.submit(page, TYPED, button="Send the referral")
    assert answer.status_code == 422
    assert "Confirm that this is about the right person." in answer.text

    officer.submit(answer, {**TYPED, "is_right_person": True}, button="Send the referral")
    assert "The referral is sent." in officer.page.text


def test_nobody_is_asked_where_nobody_is_alike(officer):
    open_case(
        officer,
        court_case_number="LS26P07777",
        participant_name="Alan Other",
        **day_of("date_of_birth", 1, 1, 1990),
    )
    page = check_page(officer)

    assert WARNING not in page.text
    officer.submit(page, TYPED, button="Send the referral")
    assert "The referral is sent." in officer.page.text


@pytest.mark.parametrize("paper", ["note", "wording", "reasons"])
def test_a_paper_waits_for_the_word_that_it_is_the_right_person(officer, paper):
    referral = send_one(officer)
    case = officer.get(f"/referrals/{referral}").text.partition('href="/cases/')[2][:8]
    open_case(officer, court_case_number="LS26P07777", participant_name="Gareth Holroyde")
    address = f"/cases/{case}/court/{paper}"
    page = officer.get(address)
    assert WARNING in page.text
    button = "Issue the note" if paper == "note" else "Issue version 1"
    said = dict.fromkeys(("religion", "work_and_education", "caring", "likely_effect", "opinion"), "Asked.")
    typed = said if paper == "note" else {}

    answer = officer.submit(page, typed, button=button)
    assert answer.status_code == 422
    assert "Confirm that this is about the right person." in answer.text

    officer.submit(answer, {**typed, "is_right_person": True}, button=button)
    assert "version 1 is issued" in officer.page.text


def test_a_letter_to_the_court_waits_for_it_too(officer):
    address = f"/cases/{case_in_a_gap(officer)}/court/letter"
    open_case(officer, court_case_number="LS26P07777", participant_name="Gareth Holroyde")
    page = officer.get(address)
    assert WARNING in page.text

    answer = officer.submit(page, button="Issue version 1")
    assert answer.status_code == 422
    assert "Confirm that this is about the right person." in answer.text

    officer.submit(answer, {"is_right_person": True}, button="Issue version 1")
    assert "version 1 is issued" in officer.page.text


def test_the_notice_of_a_correction_waits_for_it_too(officer):
    correction = put_right(officer, send_one(officer))
    open_case(officer, court_case_number="LS26P07777", participant_name="Gareth Holroyde")
    page = officer.get(correction)
    assert WARNING in page.text

    answer = officer.submit(page, button="Issue the notice of the correction")
    assert answer.status_code == 409
    assert "Confirm that this is about the right person." in answer.text

    officer.submit(
        officer.get(correction), {"is_right_person": True}, button="Issue the notice of the correction"
    )
    assert "The notice of the correction is issued." in officer.page.text


def test_nobody_is_asked_about_a_paper_where_nobody_is_alike(officer):
    case = open_case_with_order(officer)
    page = officer.get(f"/cases/{case}/court/wording")

    assert WARNING not in page.text
    officer.submit(page, button="Issue version 1")
    assert "version 1 is issued" in officer.page.text
