"""Complaints keep stages, take late evidence, name the Ombudsman, and wait on the officer's list for an answer."""

from __future__ import annotations

import pytest

from tests.portal.referral_walk import OFFICER, day_of, open_case_with_order

COMPLAINT = {"sender": "participant", "words": "Nobody rang.", **day_of("received_on", 20, 11, 2026)}


@pytest.fixture
def officer(client):
    return client.sign_in(OFFICER)


@pytest.fixture
def case(officer) -> str:
    return f"/cases/{open_case_with_order(officer)}"


def add(officer, step: str) -> None:
    entry = {"step": step, "words": f"About {step}.", **day_of("on", 22, 11, 2026)}
    officer.submit(None, entry, button="Add it")


def test_complaints_take_late_evidence_and_name_the_ombudsman(officer, case):
    officer.submit(f"{case}/complaints/new", COMPLAINT, button="Save the complaint")
    assert "Due by 18 December 2026" in officer.page.text
    assert "Parliamentary and Health Service Ombudsman" in officer.page.text

    for step in ("answer", "review", "evidence"):
        add(officer, step)

    assert "Looked at again by somebody else" in officer.page.text
    assert "About evidence." in officer.page.text


def test_a_complaint_waits_on_the_case_until_it_is_answered(officer, case):
    officer.submit(f"{case}/complaints/new", COMPLAINT, button="Save the complaint")
    address = officer.page.path
    assert "Answer by 18 December 2026" in officer.get(case).text
    assert "Answer a complaint" in officer.get("/cases").text

    officer.get(address)
    add(officer, "answer")
    assert "Answer by" not in officer.get(case).text

    officer.get(address)
    add(officer, "review")
    assert "Answer by" in officer.get(case).text


def test_the_same_form_sent_twice_is_one_complaint(officer, case):
    page = officer.get(f"{case}/complaints/new")
    officer.submit(page, COMPLAINT, button="Save the complaint")
    first = officer.page.path
    officer.submit(page, COMPLAINT, button="Save the complaint")

    assert officer.page.path == first
