"""Reports rest on the register and the findings, are signed by a second person, and never change after."""

from __future__ import annotations

import io

import pikepdf
import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.cases.models import Case, Finding
from portal.documents.models import Document
from portal.messages.models import OutboxMessage
from portal.referrals.models import Referral
from portal.reports.models import Report
from portal.rules.report_parts import PARTS, PROGRAMME_REPORTS
from tests.portal import referral_walk as walk
from tests.portal.reports.reporting import (
    BUTTONS,
    INTERIM,
    UPDATE,
    address_of,
    refused,
    signed,
    words_for,
    written,
)


def test_a_report_of_the_programme_holds_the_registers_numbers_and_the_five_aims(
    app, attending, staff, lead, officer
):
    address = signed(
        attending, staff, lead, app, strengths="He practised a time-out, and said when he had used it."
    )

    page = officer.get(address).text

    assert "held and recorded for this person" in page
    assert "From the register as it stood on" in page
    assert "The five aims of the programme" in page
    assert "He practised a time-out" in page
    assert "Attendance shows which sessions a person came to" in page


def test_nobody_outside_the_team_reads_a_draft(app, attending, staff, officer, new_client):
    referral, case = attending
    address = written(staff, app, f"/referrals/{referral}", INTERIM)

    assert officer.get(address).status_code == 404
    assert address not in officer.get(f"/cases/{case}").text
    assert new_client().sign_in(walk.OTHER_PROGRAMME).get(address).status_code == 404


def test_a_part_that_says_nothing_is_named(app, attending, staff):
    referral, _ = attending
    staff.submit(staff.get(f"/referrals/{referral}"), button=BUTTONS[INTERIM])
    address = address_of(app, INTERIM)
    staff.submit(f"{address}/write", words_for(INTERIM, concerns=""), button="Save the report")

    answer = staff.submit(staff.get(address), button="It is ready to be signed")

    assert answer.status_code == 409
    assert "Write something under “What gives cause for concern”." in answer.text
    assert "strengths" not in answer.text


def test_of_two_writers_the_second_is_told_and_loses_nothing(app, attending, staff, lead):
    referral, _ = attending
    staff.submit(staff.get(f"/referrals/{referral}"), button=BUTTONS[INTERIM])
    address = address_of(app, INTERIM)
    page = lead.get(f"{address}/write")
    staff.submit(f"{address}/write", words_for(INTERIM), button="Save the report")

    answer = lead.submit(page, button="Save the report", strengths="From the second writer.")

    assert answer.status_code == 409
    assert "Somebody else saved this report" in answer.text
    assert "From the second writer." in answer.text
    assert "From the second writer." not in staff.get(address).text
    lead.submit(answer, button="Save the report")
    assert "From the second writer." in staff.get(address).text


def test_a_report_that_was_sent_back_says_why_and_can_be_signed_later(app, attending, staff, lead):
    referral, _ = attending
    address = written(staff, app, f"/referrals/{referral}", INTERIM)
    lead.submit(f"{address}/return", {"reason": "Give an example."}, button="Send it back")

    assert "Sent back: Give an example." in staff.get(address).text
    staff.submit(staff.get(address), button="It is ready to be signed")
    lead.submit(lead.get(address), button="Sign and issue the report")

    assert "Signed and issued" in staff.get(address).text


def test_a_signed_report_does_not_change_and_a_correction_names_the_one_it_replaces(
    app, attending, staff, lead
):
    address = signed(attending, staff, lead, app)
    assert "Signed and issued" in staff.get(f"{address}/write", follow_redirects=True).text
    assert refused(staff, f"{address}/write")

    staff.submit(f"{address}/correct", {"reason": "A date was wrong."}, button="Begin the new version")
    newer = address_of(app, INTERIM)
    staff.submit(staff.get(newer), button="It is ready to be signed")
    lead.submit(lead.get(newer), button="Sign and issue the report")

    with app.app_context():
        versions = db.session.scalars(sa.select(Document.version).where(Document.kind == INTERIM)).all()
        paper = db.session.scalars(
            sa.select(Document).where(Document.kind == INTERIM, Document.version == 2)
        ).one()
        assert sorted(versions) == [1, 2]
        assert "It replaces version 1" in str(paper.content)
        assert "A date was wrong." in str(paper.content)


def test_the_persons_comment_is_kept_unedited_and_stands_in_what_the_court_is_told(
    app, attending, staff, lead, officer
):
    address = signed(attending, staff, lead, app)
    comment = "I do NOT agree.   I missed it because of work.\n\nAsk my boss."
    staff.submit(
        f"{address}/comment",
        {"words": comment, **walk.day_of("shown_on", 23, 11, 2026)},
        button="Keep the comment",
    )
    _, case = attending

    officer.submit(officer.get(f"/cases/{case}"), button=BUTTONS[UPDATE])
    page = officer.get(address_of(app, UPDATE)).text

    assert "I do NOT agree.   I missed it because of work." in officer.get(address).text
    assert "What the person says about this report, unedited" in page
    assert "Ask my boss." in page


def test_findings_are_quoted_with_basis_and_source_and_opinion_is_kept_apart(app, attending, officer):
    _, case = attending
    address = written(officer, app, f"/cases/{case}", UPDATE)

    page = officer.get(address).text

    assert "Findings and admissions, in their own words" in page
    assert page.index("What happened, in order") < page.index("What follows is the writer’s opinion")
    assert "Quillfeather" not in page


def test_what_was_overturned_is_never_quoted_as_found_and_the_report_says_so(app, attending, officer):
    _, case = attending
    address = written(officer, app, f"/cases/{case}", UPDATE)
    with app.app_context():
        (finding,) = db.session.scalars(sa.select(Finding).join(Case).where(Case.reference == case))
        path = f"/cases/{case}/findings/{finding.id}/edit"
    overturned = {"status": "overturned", "reason": "Overturned on appeal on 3 November 2026."}
    officer.submit(path, overturned, button="Save the change")

    page = officer.get(address).text

    assert "Nothing is recorded as found or admitted." in page
    assert "Recorded before, and not relied on any more" in page
    assert "Overturned. Overturned on appeal on 3 November 2026." in page


def test_programme_staff_are_not_told_of_people_who_were_never_sent_to_them(
    app, attending, staff, lead, officer
):
    referral, _ = attending
    walk.open_case(officer, participant_name="Adam Ashdowne", court_case_number="LS26P07777")
    address = written(staff, app, f"/referrals/{referral}", INTERIM)

    assert "Ashdowne" not in lead.get(address).text


def test_a_report_to_the_court_never_names_the_other_parent(app, attending, officer):
    officer_case = walk.open_case_with_order(officer)
    officer.submit(officer.get(f"/cases/{officer_case}"), button=BUTTONS[UPDATE])
    address = address_of(app, UPDATE)

    answer = officer.submit(
        f"{address}/write", words_for(UPDATE, view="Nadia Quillfeather is afraid."), button="Save the report"
    )

    assert answer.status_code == 422
    assert "write “the other parent”" in answer.text


def test_programme_staff_are_not_told_the_other_parents_name_by_a_refusal(app, attending, staff):
    referral, _ = attending
    staff.submit(staff.get(f"/referrals/{referral}"), button=BUTTONS[INTERIM])
    address = address_of(app, INTERIM)
    with app.app_context():
        case = db.session.scalars(sa.select(Referral).where(Referral.reference == referral)).one().case
        name = case.protected_people[0].name

    answer = staff.submit(f"{address}/write", words_for(INTERIM, strengths=name), button="Save the report")

    assert answer.status_code == 200, "a guess must not be answered by yes or no"
    refused = staff.submit(
        f"{address}/write", words_for(INTERIM, strengths="Ring 07700 900123"), button="Save the report"
    )
    assert refused.status_code == 422


def test_no_certificate_without_completion(app, attending, staff):
    referral, _ = attending

    assert "Certificate of completion" not in staff.get(f"/referrals/{referral}").text
    assert refused(staff, f"/referrals/{referral}/certificate")


def test_the_same_press_sent_twice_begins_one_report(app, attending, staff):
    referral, _ = attending
    page = staff.get(f"/referrals/{referral}")
    staff.submit(page, button=BUTTONS[INTERIM])
    staff.submit(page, button=BUTTONS[INTERIM])

    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Report.id))) == 1


def test_those_who_have_to_act_are_told_without_a_word_of_it(app, attending, staff, lead):
    signed(attending, staff, lead, app)

    with app.app_context():
        events = db.session.scalars(
            sa.select(OutboxMessage.event).where(OutboxMessage.event.like("report|%"))
        ).all()
    assert len(events) == 3, "the lead was asked to sign; officer and author were told"


def test_anybody_can_check_a_document_and_learns_nothing_else(app, attending, staff, lead, client):
    address = signed(attending, staff, lead, app)
    pdf = staff.get(f"{address}.pdf").data

    yes = client.post("/check-document", data={"file": (io.BytesIO(pdf), "x.pdf")})
    no = client.post("/check-document", data={"file": (io.BytesIO(pdf + b" "), "x.pdf")})
    nothing = client.post("/check-document", data={})

    assert "was issued here, unchanged" in yes.text
    assert "not a document that was issued here" in no.text
    assert nothing.status_code == 422
    known = {"R-", "C-", "Holroyd", "Aire Valley"}
    assert not any(word in yes.text for word in known)


def test_the_pdf_is_tagged_and_names_its_version(app, attending, staff, lead):
    address = signed(attending, staff, lead, app)

    with pikepdf.open(io.BytesIO(staff.get(f"{address}.pdf").data)) as pdf:
        assert pdf.Root.MarkInfo.Marked


@pytest.mark.parametrize("kind", PROGRAMME_REPORTS)
def test_a_report_of_the_programme_asks_for_strengths_and_concerns_and_all_five_aims(kind):
    keys = [part.key for part in PARTS[kind]]

    assert {"strengths", "concerns"} <= set(keys)
    assert sum(key.startswith("aim-") for key in keys) == 5


def test_the_page_of_a_report_sends_a_bounded_number_of_statements(
    app, attending, staff, lead, officer, statements
):
    address = signed(attending, staff, lead, app)
    draft = written(officer, app, f"/cases/{attending[1]}", UPDATE)

    for page in (address, draft):
        with statements(app) as sent:
            officer.get(page)
        assert len(sent) <= 12, page
