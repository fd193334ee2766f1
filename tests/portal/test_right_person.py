"""Before a referral is sent or a report signed, people with nearly the same name or date of birth are named."""

from __future__ import annotations

import pytest

from tests.portal.referral_walk import (
    BORN,
    NUMBER,
    OFFICER,
    day_of,
    draft,
    open_case,
    open_case_with_order,
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
