"""A returning family: earlier cases are pointed at, shown to their own area, linked on purpose, never merged."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.cases.models import Case, CaseLink
from tests.portal.court.walks import case_under_way
from tests.portal.referral_walk import MANAGER, NUMBER, OFFICER, OTHER_OFFICER, day_of, open_case

AGAIN = {"court_case_number": "LS27P00001"}
BORN = day_of("date_of_birth", 4, 5, 1988)


@pytest.fixture
def officer(new_client):
    return new_client().sign_in(OFFICER)


def test_a_case_of_somebody_new_says_nothing_of_earlier_ones(officer):
    case = open_case(officer)

    text = officer.get(f"/cases/{case}").text

    assert "earlier case" not in text
    assert "No earlier case looks like this one." in officer.get(f"/cases/{case}/earlier").text


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({}, "The name is the same."),
        ({"participant_name": "Holroyd Gareth"}, "The names are the same, in another order."),
        ({"participant_name": "Gareth Holroid"}, "The names differ in one letter."),
        ({"participant_name": "Gaz Smith", "known_as": "Gareth Holroyd"}, "One file gives the name"),
        (day_of("date_of_birth", 5, 4, 1988), "day and month are changed over"),
        (
            {"participant_name": "A Stranger", "court_case_number": NUMBER},
            "The court case number is the same.",
        ),
    ],
)
def test_opening_a_case_warns_of_an_earlier_one_that_is_alike(officer, typed, reason):
    earlier = open_case(officer)

    case = open_case(officer, **{**AGAIN, **typed})

    assert "An earlier case may be about the same person. Look at it before you go on." in officer.page.text
    officer.get(f"/cases/{case}/earlier")
    assert f"Case {earlier}" in officer.page.text
    assert reason in officer.page.text


def test_what_became_of_the_earlier_referrals_is_shown(officer):
    earlier = case_under_way(officer)
    case = open_case(officer, **AGAIN)

    officer.get(f"/cases/{case}/earlier")

    assert f"Case {earlier}" in officer.page.text
    assert ": sent since 23 November 2026." in officer.page.text
    assert "Quillfeather" not in officer.page.text
    assert NUMBER not in officer.page.text


def test_another_area_learns_only_that_there_is_a_case(officer, new_client):
    earlier = case_under_way(officer)
    other = new_client().sign_in(OTHER_OFFICER)

    case = open_case(other, **AGAIN)
    other.get(f"/cases/{case}/earlier")

    text = other.page.text
    assert "Another area holds an earlier case that may be about the same person. Ask your manager." in text
    assert earlier not in other.page.html
    assert "Referral to" not in text
    assert other.get(f"/cases/{case}/earlier/{earlier}").status_code == 404


def test_a_link_is_made_by_two_identifiers_of_the_earlier_file(app, officer):
    earlier, case = open_case(officer), open_case(officer, **AGAIN)
    page = f"/cases/{case}/earlier/{earlier}"

    for wrong in (
        {"court_case_number": "LS27P00001", **BORN},
        {"court_case_number": NUMBER, **day_of("date_of_birth", 5, 4, 1988)},
    ):
        answer = officer.submit(page, wrong, button="Link the two cases")
        assert answer.status_code == 422
        assert "Stop, and check both files" in officer.page.errors()[0]
    officer.submit(page, {"court_case_number": NUMBER.lower(), **BORN}, button="Link the two cases")

    assert "Linked by " in officer.page.text
    assert f"Linked to the earlier case {earlier}." in officer.get(f"/cases/{case}").text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(CaseLink.id))) == 1
        assert (
            db.session.scalar(sa.select(sa.func.count(Case.id)).where(Case.reference.in_([case, earlier])))
            == 2
        )
    again = officer.submit(page, {"court_case_number": NUMBER, **BORN}, button="Link the two cases")
    assert again.status_code == 409


def test_a_later_case_is_not_an_earlier_one(officer):
    earlier, case = open_case(officer), open_case(officer, **AGAIN)

    assert officer.get(f"/cases/{earlier}/earlier/{case}").status_code == 404
    assert "earlier case" not in officer.get(f"/cases/{earlier}").text


def test_the_manager_of_the_area_sees_the_earlier_case_of_any_officer(officer, new_client):
    earlier, case = open_case(officer), open_case(officer, **AGAIN)

    manager = new_client().sign_in(MANAGER)

    assert f"Case {earlier}" in manager.get(f"/cases/{case}/earlier").text
