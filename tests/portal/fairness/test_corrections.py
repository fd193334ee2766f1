"""What is wrong is decided about with a reason, and whoever had the wrong version is told and confirms it."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.cases.models import Finding
from portal.messages.models import OutboxMessage
from tests.portal.referral_walk import (
    OFFICER,
    OTHER_OFFICER,
    OTHER_PROGRAMME,
    PROGRAMME,
    WORDS,
    day_of,
    open_case_with_order,
    send_one,
)

FOUND = {
    "words": "He admitted that he pushed the other parent.",
    "basis": "admission",
    "source": "Response to allegations",
    "page": "page 4",
    **day_of("dated_on", 1, 9, 2026),
}
WRONG = {"asker": "participant", "wrong": "I was acquitted.", **day_of("asked_on", 20, 11, 2026)}
RIGHT = "He was acquitted on 3 November 2026."


@pytest.fixture
def officer(client):
    return client.sign_in(OFFICER)


@pytest.fixture
def case(officer) -> str:
    return f"/cases/{open_case_with_order(officer)}"


@pytest.fixture
def referral(officer) -> str:
    return send_one(officer)


def case_of(officer, referral: str) -> str:
    """The address of the case that the referral's page leads to."""
    return re.search(r'href="(/cases/C-[0-9A-Z]{6})"', officer.get(f"/referrals/{referral}").text)[1]


def put_right(officer, referral: str, **changed) -> str:
    """Ask for a correction of the referral and grant it; the address of the correction."""
    officer.submit(f"{case_of(officer, referral)}/corrections/new", WRONG, button="Save the request")
    address = officer.page.path
    decided = {
        "decision": "put-right",
        "reason": "The judgment says so.",
        "papers": [f"referral-{referral}"],
        "what_is_right": RIGHT,
    }
    officer.submit(None, {**decided, **changed}, button="Save the decision")
    return address


def link(page, step: str) -> str:
    """The address on the page at which it is recorded that somebody was told, or has read it."""
    return re.search(rf'href="([^"]+/{step}/[0-9a-f]+)"', page.text)[1]


def test_a_request_is_decided_about_once_with_a_reason(officer, case):
    officer.submit(f"{case}/corrections/new", WRONG, button="Save the request")
    assert "Decide by 18 December 2026" in officer.page.text
    page = officer.get(officer.page.path)
    officer.submit(page, decision="stands", reason="The order says so.", button="Save the decision")
    assert "No paper that left was wrong" in officer.page.text

    answer = officer.submit(page, decision="stands", reason="The order says so.", button="Save the decision")
    assert answer.status_code == 409


def test_whoever_asked_is_answered_whatever_is_decided(officer, case):
    officer.submit(f"{case}/corrections/new", WRONG, button="Save the request")
    page = officer.submit(None, decision="stands", reason="The order says so.", button="Save the decision")
    assert "Whoever asked: the person ordered to attend" in page.text
    assert "Not told yet" in page.text
    assert "Tell who had a wrong paper" in officer.get("/cases").text

    told = {**day_of("told_on", 23, 11, 2026), "told_how": "by letter"}
    page = officer.submit(link(page, "told"), told, button="Save that they were told")
    assert "Told on 23 November 2026, by letter" in page.text
    page = officer.submit(
        link(page, "read"), day_of("read_on", 23, 11, 2026), button="Save that they have read it"
    )

    assert "Has read it" in page.text
    assert "Finished" in officer.get(f"{case}/fairness").text


def test_the_programme_that_had_a_wrong_paper_is_told_and_confirms_it(app, officer, new_client, referral):
    address = put_right(officer, referral)
    assert "Programme staff of Aire Valley Change" in officer.page.text
    assert "Has not confirmed" in officer.page.text

    programme = new_client().sign_in(PROGRAMME)
    assert "A paper that you had was wrong" in programme.get(f"/referrals/{referral}").text
    assert "Read a correction" in programme.get("/referrals").text
    page = programme.get(f"/referrals/{referral}/corrections")
    assert RIGHT in page.text
    programme.submit(page, button=f"Confirm that we have read this: Referral {referral}")

    assert "A paper that you had was wrong" not in programme.get(f"/referrals/{referral}").text
    assert "Has read it" in officer.get(address).text
    with app.app_context():
        events = db.session.scalars(sa.select(OutboxMessage.event)).all()
    assert any(event.startswith("correction|") for event in events)


def test_the_programme_reads_what_is_right_and_neither_who_asked_nor_why(officer, new_client, referral):
    put_right(officer, referral, reason="Their neighbour Quentin told us.")

    text = new_client().sign_in(PROGRAMME).get(f"/referrals/{referral}/corrections").text

    assert RIGHT in text
    assert "I was acquitted." not in text
    assert "Quentin" not in text
    assert "person ordered" not in text


def test_another_programme_finds_no_correction(officer, new_client, referral):
    put_right(officer, referral)
    key = officer.page.path.rpartition("/")[2]

    other = new_client().sign_in(OTHER_PROGRAMME)

    assert other.get(f"/referrals/{referral}/corrections").status_code == 404
    assert other.get(f"/cases/C-AAAAAA/corrections/{key}").status_code == 404


def test_words_for_those_who_had_it_do_not_name_the_other_parent(officer, referral):
    put_right(officer, referral, what_is_right="Nadia Quillfeather was not there.")

    assert "names the other parent" in officer.page.text
    assert "Nadia Quillfeather was not there." in officer.page.text


def test_a_wrong_paper_without_words_for_its_readers_is_not_saved(officer, referral):
    put_right(officer, referral, what_is_right="")

    assert "Enter what those who had a wrong paper are told" in officer.page.text


def test_a_letter_to_the_person_and_a_note_for_the_court_are_followed_too(officer, referral):
    case = case_of(officer, referral)
    officer.submit(f"{case}/court/reasons", button="Issue version 1")
    labels = officer.submit(f"{case}/corrections/new", WRONG, button="Save the request").text
    assert "Letter giving the person the reasons, version 1" in labels
    paper = labels.partition('value="document-')[2][:32]
    officer.submit(
        None,
        decision="partly",
        reason="The start moved.",
        papers=[f"document-{paper}"],
        what_is_right="It starts on 14 January 2027.",
        button="Save the decision",
    )
    assert "Gareth Holroyd, for whom it was made" in officer.page.text

    officer.submit(None, button="Issue the notice of the correction")
    assert "Notice of a correction" in officer.page.text
    assert "It starts on 14 January 2027." in officer.page.text
    assert "The start moved." not in officer.page.text


def test_the_notice_is_issued_once(officer, referral):
    address = put_right(officer, referral)
    page = officer.get(address)
    officer.submit(page, button="Issue the notice of the correction")
    first = officer.page.path

    officer.submit(page, button="Issue the notice of the correction")

    assert officer.page.path == first


def test_a_finding_that_changes_after_a_referral_went_out_opens_a_correction(
    app, officer, new_client, referral
):
    case = case_of(officer, referral)
    officer.submit(
        f"{case}/findings/new", FOUND | {"words": WORDS["abuse_summary"]}, button="Save the finding"
    )
    with app.app_context():
        newest = db.session.scalars(sa.select(Finding.id).order_by(Finding.id.desc())).first()
    acquitted = {"status": "acquitted", "reason": "Acquitted on 3 November 2026."}
    officer.submit(f"{case}/findings/{newest}/edit", acquitted, button="Save the change")

    page = officer.get(f"{case}/fairness").text
    assert "what papers rest on was changed" in page
    programme = new_client().sign_in(PROGRAMME).get(f"/referrals/{referral}/corrections").text
    assert "must no longer be relied on. It now stands as: Acquitted" in programme
    assert acquitted["reason"] not in programme


def test_nobody_else_finds_it(new_client, case):
    client = new_client().sign_in(OTHER_OFFICER)

    assert client.get(f"{case}/fairness").status_code == 404
    assert client.get(f"{case}/corrections/new").status_code == 404


def test_a_case_with_a_correction_left_does_not_close_in_silence(officer, case):
    officer.submit(f"{case}/corrections/new", WRONG, button="Save the request")

    assert "A correction has not been decided" in officer.get(f"{case}/close").text


def test_the_page_of_corrections_asks_the_store_no_more_for_more(app, officer, case, statements):
    def asked() -> int:
        with statements(app) as found:
            officer.get(f"{case}/fairness")
        return len(found)

    officer.submit(f"{case}/corrections/new", WRONG, button="Save the request")
    one = asked()
    for number in range(3):
        officer.submit(
            f"{case}/corrections/new", WRONG | {"wrong": f"Point {number}."}, button="Save the request"
        )

    assert asked() == one <= 12
