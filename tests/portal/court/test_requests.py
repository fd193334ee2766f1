"""What was asked of the court: recorded once, on days that can be."""

from __future__ import annotations

import pytest

from tests.portal.court.walks import case_in_a_gap, issue, issue_note
from tests.portal.referral_walk import OFFICER, day_of


@pytest.fixture
def officer(client):
    return client.sign_in(OFFICER)


@pytest.fixture
def case(officer) -> str:
    return case_in_a_gap(officer)


def sent_page(officer, case: str) -> str:
    key = issue(officer, case, "letter").rpartition("/")[2]
    return f"/cases/{case}/court/letters/{key}/sent"


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (24, "The date must be today or in the past"),
        (22, "The letter was issued on 23 November 2026. It was sent later"),
        ("", "The date the letter was sent must include a day"),
    ],
)
def test_a_day_on_which_no_letter_went_out_is_refused(officer, case, day, sentence):
    page = sent_page(officer, case)

    answer = officer.submit(page, day_of("sent_on", day, 11, 2026), button="Record it")

    assert answer.status_code == 422
    assert officer.page.errors() == [sentence]


def test_a_letter_is_recorded_as_sent_once(officer, case):
    page = sent_page(officer, case)
    officer.submit(page, day_of("sent_on", 23, 11, 2026), button="Record it")

    answer = officer.get(page)

    assert answer.status_code == 409
    assert "This letter is recorded as sent already." in answer.text
    assert officer.get(f"/cases/{case}").text.count("went to the court on 23 November 2026") == 1


def test_a_letter_that_was_sent_says_when_and_no_longer_asks(officer, case):
    page = sent_page(officer, case)
    letter = f"/cases/{case}/documents/{page.split('/')[-2]}"
    assert "Record that it was sent" in officer.get(letter).text
    officer.submit(page, day_of("sent_on", 23, 11, 2026), button="Record it")

    officer.get(letter)

    assert "It went to the court on 23 November 2026." in officer.page.text
    assert "Record that it was sent" not in officer.page.text


def test_one_press_too_many_records_nothing_more_and_says_the_same(officer, case):
    form = officer.get(sent_page(officer, case))
    for _ in range(2):
        answer = officer.submit(form, day_of("sent_on", 23, 11, 2026), button="Record it")
        assert answer.request.path == f"/cases/{case}"
    form = officer.get(next(iter(officer.page.links("Record the answer"))))
    said = {**day_of("answered_on", 23, 11, 2026), "answer": "Yes."}
    for _ in range(2):
        answer = officer.submit(form, said, button="Record the answer")
        assert answer.request.path == f"/cases/{case}"

    assert officer.page.text.count("Answered on 23 November 2026: Yes.") == 1


def test_only_a_letter_goes_to_the_court(officer, case):
    key = issue_note(officer, case).rpartition("/")[2]

    assert officer.get(f"/cases/{case}/court/letters/{key}/sent").status_code == 409


def test_an_answer_is_recorded_once_and_not_before_it_came(officer, case):
    officer.submit(sent_page(officer, case), day_of("sent_on", 23, 11, 2026), button="Record it")
    link = next(iter(officer.page.links("Record the answer")))

    answer = officer.submit(
        link, {**day_of("answered_on", 24, 11, 2026), "answer": "Yes."}, button="Record the answer"
    )
    assert officer.page.errors() == ["The date of the answer must be today or in the past"]
    answer = officer.submit(None, day_of("answered_on", 23, 11, 2026), button="Record the answer")
    assert answer.request.path == f"/cases/{case}"

    again = officer.submit(
        link, {**day_of("answered_on", 23, 11, 2026), "answer": "No."}, button="Record the answer"
    )
    assert again.status_code == 409
    assert "Answered on 23 November 2026: Yes." in officer.get(f"/cases/{case}").text
