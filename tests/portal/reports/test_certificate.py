"""The certificate of completion: from the register, with its limits, once, anew when that is put right."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.vocabulary import DocumentKind, Step
from portal.documents.models import Document
from tests.house.red_team import text_of_pdf
from tests.portal import referral_walk as walk
from tests.portal.programme.conftest import take
from tests.portal.reports.reporting import corrected, refused

BUTTON = "Certificate of completion (PDF)"
ANEW = "Issue version 2 of the certificate (PDF)"
WARNING = "Somebody else has nearly the same name or date of birth"


@pytest.fixture
def completed(app, attending, today) -> str:
    """The reference of a referral whose person completed the programme."""
    referral, _ = attending
    take(app, [referral], Step.COMPLETE, on=today)
    return referral


def issued(app) -> list[Document]:
    with app.app_context():
        wanted = sa.select(Document).where(Document.kind == DocumentKind.CERTIFICATE)
        return list(db.session.scalars(wanted))


def test_the_certificate_counts_from_the_register_and_says_what_it_does_not_mean(app, completed, staff):
    answer = staff.submit(f"/referrals/{completed}", button=BUTTON)

    assert answer.mimetype == "application/pdf"
    text = " ".join(text_of_pdf(answer.data).split())
    assert "Adam Ashdown" in text
    assert "1 of the 1 session" in text
    assert re.search(r"Sessions in a whole programme ?26", text)
    assert "It does not show by itself that the person has changed" in text
    assert "Finishing a programme does not by itself change any arrangement for a child" in text


def test_asked_for_twice_it_is_the_same_file(app, completed, staff):
    first = staff.submit(f"/referrals/{completed}", button=BUTTON).data

    assert staff.submit(f"/referrals/{completed}", button=BUTTON).data == first
    assert len(issued(app)) == 1


def test_once_the_register_is_put_right_it_is_issued_anew_and_says_what_it_replaces(app, completed, staff):
    first = staff.submit(f"/referrals/{completed}", button=BUTTON).data
    corrected(app, staff, completed)

    page = staff.get(f"/referrals/{completed}")
    assert "no longer says what the register says" in page.text
    second = staff.submit(page, button=ANEW).data

    text = " ".join(text_of_pdf(second).split())
    assert "0 of the 1 session" in text
    assert "It replaces version 1" in text
    assert [each.version for each in issued(app)] == [1, 2]
    assert first != second
    assert staff.submit(f"/referrals/{completed}", button=BUTTON).data == second


def test_the_next_version_too_waits_for_the_word_that_it_is_the_right_person(app, completed, staff, enrol):
    staff.submit(f"/referrals/{completed}", button=BUTTON)
    corrected(app, staff, completed)
    enrol("Adam Ashdowne")

    assert WARNING in staff.get(f"/referrals/{completed}").text
    assert refused(staff, f"/referrals/{completed}/certificate")


def test_it_waits_for_the_word_that_it_is_the_right_person(app, completed, staff, enrol):
    enrol("Adam Ashdowne")
    page = staff.get(f"/referrals/{completed}")
    assert WARNING in page.text
    assert "Adam Ashdowne, born" in page.text

    assert refused(staff, f"/referrals/{completed}/certificate")
    assert issued(app) == []
    staff.submit(page, is_right_person=True, button=BUTTON)
    assert len(issued(app)) == 1
    assert WARNING not in staff.get(f"/referrals/{completed}").text, (
        "it is issued: there is nothing to confirm"
    )


def test_nobody_is_asked_where_nobody_is_alike(completed, staff):
    assert WARNING not in staff.get(f"/referrals/{completed}").text


def test_programme_staff_are_not_told_of_somebody_never_sent_to_them(completed, staff, officer):
    walk.open_case(officer, participant_name="Adam Ashdowne", court_case_number="LS26P07777")

    assert "Ashdowne" not in staff.get(f"/referrals/{completed}").text
