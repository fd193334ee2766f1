"""A register that is put right after papers counted it: everybody who had one of them is told, once for each paper."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.vocabulary import Step
from portal.fairness.models import CorrectionNotice, CorrectionRequest
from portal.messages.models import OutboxMessage
from tests.portal.programme.conftest import group_of, take
from tests.portal.reports.conftest import attending, enrol, lead, officer, staff
from tests.portal.reports.reporting import UPDATE, checked, corrected, signed, written

__all__ = ["attending", "enrol", "lead", "officer", "staff"]

CERTIFICATE = "Certificate of completion (PDF)"


@pytest.fixture
def certified(app, attending, staff, today) -> str:
    """The referral of somebody who completed the programme and has the certificate."""
    referral, _ = attending
    take(app, [referral], Step.COMPLETE, on=today)
    staff.submit(f"/referrals/{referral}", button=CERTIFICATE)
    return referral


def told(app) -> list[tuple[str, str]]:
    """Who is to be told of which paper."""
    with app.app_context():
        rows = db.session.execute(
            sa.select(CorrectionNotice.holder, CorrectionNotice.paper).order_by(CorrectionNotice.id)
        )
        return [(row.holder.value, row.paper) for row in rows]


def corrections(app) -> int:
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(CorrectionRequest)) or 0


def test_everybody_who_had_the_certificate_is_told(app, attending, certified, staff, officer):
    corrected(app, staff, certified)

    version = "Certificate of completion, version 1"
    assert told(app) == [("officer", version), ("programme", version), ("participant", version)]
    page = officer.get(f"/cases/{attending[1]}/fairness")
    officer.get(re.search(r'href="([^"]+/corrections/[0-9a-f]{32})"', page.text)[1])
    assert "The register of sessions was corrected after these papers had counted it" in officer.page.text
    assert "Not told yet" in officer.page.text
    assert "Adam Ashdown" in officer.page.text
    with app.app_context():
        heard = db.session.scalars(
            sa.select(OutboxMessage.event).where(OutboxMessage.event.startswith("correction|"))
        ).all()
    assert len(heard) >= 2, "the officer, and the colleague who did not correct it"


def test_the_programme_that_put_it_right_still_confirms_what_was_wrong(app, certified, staff):
    corrected(app, staff, certified)

    assert "A paper that you had was wrong" in staff.get(f"/referrals/{certified}").text
    page = staff.get(f"/referrals/{certified}/corrections")
    assert "The next version of each counts them anew." in page.text
    staff.submit(page, button="Confirm that we have read this")
    assert "A paper that you had was wrong" not in staff.get(f"/referrals/{certified}").text


def test_a_signed_report_and_a_report_to_the_court_are_among_the_papers(
    app, attending, staff, lead, officer, new_client, today
):
    referral, case = attending
    signed(attending, staff, lead, app)
    address = written(officer, app, f"/cases/{case}", UPDATE)
    checked(app, case, today)
    manager = new_client().sign_in("manager@demo.example")
    manager.submit(manager.get(address), button="Sign and issue the report")

    corrected(app, staff, referral)

    papers = {paper for _, paper in told(app)}
    assert len(papers) == 2
    assert any(paper.startswith("Interim report") for paper in papers)
    assert any(paper.startswith("Letter") for paper in papers)


def test_a_paper_is_followed_once_and_its_next_version_again(app, certified, staff):
    corrected(app, staff, certified)
    corrected(app, staff, certified, "absent-authorised")
    assert corrections(app) == 1

    staff.submit(f"/referrals/{certified}", button="Issue version 2 of the certificate (PDF)")
    corrected(app, staff, certified, "attended")

    assert corrections(app) == 2
    assert told(app)[-1][1] == "Certificate of completion, version 2"


def test_a_session_that_is_cancelled_after_it_was_counted_is_followed_too(app, certified, staff):
    corrected(app, staff, certified)
    staff.submit(f"/referrals/{certified}", button="Issue version 2 of the certificate (PDF)")

    cancel = f"/groups/{group_of(app, certified)}/sessions/1/cancel"
    staff.submit(cancel, reason="venue", note="", button="Cancel this session")

    assert corrections(app) == 2


def test_what_changes_no_number_opens_nothing(app, certified, staff):
    register = f"/groups/{group_of(app, certified)}/sessions/1/register"
    staff.submit(register, {f"{certified}-note": "He was early."}, button="Save the register")

    assert corrections(app) == 0


def test_a_register_that_no_paper_counted_opens_nothing(app, attending, staff):
    corrected(app, staff, attending[0])

    assert corrections(app) == 0
