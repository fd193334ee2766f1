"""What was found or admitted, item by item: word for word, with its source, where it stands and who checked it."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.cases.models import Case, Finding, FindingVersion
from tests.portal.referral_walk import (
    MANAGER,
    OFFICER,
    OTHER_OFFICER,
    PROGRAMME,
    day_of,
    draft,
    open_case_with_order,
)

FOUND: dict[str, Any] = {
    "words": "He admitted that he pushed the other parent.",
    "basis": "admission",
    "source": "Response to allegations",
    "page": "page 4",
    **day_of("dated_on", 1, 9, 2026),
}
OVERTURNED = {"status": "overturned", "reason": "Overturned on appeal, order of 3 November 2026."}
CHECKED = "I have held it against its source"


@pytest.fixture
def officer(client):
    return client.sign_in(OFFICER)


@pytest.fixture
def case(officer) -> str:
    return open_case_with_order(officer)


@pytest.fixture
def finding(app, officer, case) -> str:
    """The address of a finding that has been recorded."""
    record(officer, case)
    with app.app_context():
        wanted = sa.select(Finding.id).join(Case).where(Case.reference == case)
        return f"/cases/{case}/findings/{db.session.scalars(wanted).one()}"


def record(officer, case, **changed):
    return officer.submit(f"/cases/{case}/findings/new", {**FOUND, **changed}, button="Save the finding")


def change(officer, finding, **changed):
    return officer.submit(f"{finding}/edit", changed, button="Save the change")


def test_a_finding_shows_its_words_basis_document_and_that_nobody_checked_it(officer, case, finding):
    on_case = officer.get(f"/cases/{case}").text

    assert "He admitted that he pushed the other parent." in on_case
    assert "Admitted by the person. Response to allegations, page 4, 1 September 2026." in on_case
    assert "Never checked against its source." in on_case


def test_whoever_holds_it_against_its_source_is_named_with_the_day(officer, finding):
    officer.submit(officer.get(finding), button=CHECKED)

    assert "Last checked" in officer.page.text
    assert "Never checked" not in officer.page.text
    assert "23 November 2026" in officer.page.text


def test_a_change_keeps_what_it_said_and_has_to_be_checked_again(officer, finding):
    officer.submit(officer.get(finding), button=CHECKED)

    change(officer, finding, words="He admitted that he held the other parent.", reason="Copied wrongly.")

    page = officer.page.text
    assert "Version 2, as it is now" in page
    assert "Why it was changed: Copied wrongly." in page
    assert "He admitted that he pushed the other parent." in page
    assert "Last checked Never" in " ".join(page.split())


def test_the_same_change_sent_twice_is_one_version(app, officer, finding):
    page = officer.get(f"{finding}/edit")
    for _ in range(2):
        officer.submit(page, OVERTURNED, button="Save the change")

    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(FindingVersion.id))) == 1


def test_of_two_who_change_it_the_second_is_told_and_loses_nothing(officer, finding, new_client):
    manager = new_client().sign_in(MANAGER)
    late = manager.get(f"{finding}/edit")
    change(officer, finding, **OVERTURNED)

    answer = manager.submit(late, {"page": "page 5", "reason": "It is page 5."}, button="Save the change")

    assert answer.status_code == 409
    assert "Somebody else changed this finding" in answer.text
    assert "It is page 5." in answer.text
    assert "page 5" not in officer.get(finding).text


def test_a_change_needs_a_reason(officer, finding):
    answer = change(officer, finding, status="acquitted")

    assert answer.status_code == 422
    assert officer.page.errors() == ["Enter why it is changed"]


def test_what_was_overturned_is_marked_and_not_copied_into_a_referral(officer, case, finding):
    record(officer, case, words="He was cautioned for damage.", basis="conviction")
    change(officer, finding, **OVERTURNED)

    reference = draft(officer, case)
    words = officer.get(f"/referrals/{reference}/edit").text

    assert "He was cautioned for damage." in words
    assert "He admitted that he pushed" not in words
    assert "Overturned" in officer.get(f"/cases/{case}").text


def test_who_reported_it_stands_with_what_was_reported_and_with_nothing_else(officer, case):
    answer = record(officer, case, reported_by="the child’s school")
    assert answer.status_code == 422
    assert officer.page.errors() == ["Leave this empty, or choose “Reported to Cafcass” above"]

    record(officer, case, basis="reported", reported_by="the child’s school")
    assert "Reported to Cafcass by the child’s school." in officer.page.text


@pytest.mark.parametrize("field", ["words", "source"])
def test_a_finding_never_names_the_other_parent(officer, case, field):
    answer = record(officer, case, **{field: "He pushed Nadia Quillfeather."})

    assert answer.status_code == 422
    assert "This names the other parent" in answer.text


def test_a_document_of_tomorrow_is_none(officer, case):
    record(officer, case, **day_of("dated_on", 24, 11, 2026))

    assert officer.page.errors() == ["The date of the document must be today or in the past"]


def test_the_page_of_a_finding_costs_no_more_with_a_longer_history(app, officer, finding, statements):
    def number() -> int:
        with statements(app) as sent:
            officer.get(finding)
        return len(sent)

    change(officer, finding, page="page 1", reason="Once more.")
    before = number()
    for page in range(2, 5):
        change(officer, finding, page=f"page {page}", reason="Once more.")

    assert number() == before <= 12


@pytest.mark.parametrize("email", [OTHER_OFFICER, PROGRAMME])
def test_nobody_else_finds_it(new_client, finding, email):
    client = new_client().sign_in(email)

    assert client.get(finding).status_code == 404
    assert client.get(f"{finding}/edit").status_code == 404


def test_a_finding_of_another_case_is_not_found_below_this_one(officer, finding):
    other = open_case_with_order(officer, court_case_number="LS26P07777")

    assert officer.get(f"/cases/{other}/findings/{finding.rsplit('/', 1)[1]}").status_code == 404


def test_words_that_changed_after_they_were_read_do_not_count_as_checked(officer, finding):
    page = officer.get(finding)
    change(officer, finding, page="page 5", reason="It is page 5.")

    answer = officer.submit(page, button=CHECKED)

    assert answer.status_code == 409
    assert "Somebody changed this finding after you opened it" in answer.text
    assert "Never" in officer.get(finding).text
