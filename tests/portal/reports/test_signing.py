"""Who may sign a report, and that what is signed is what was read."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.register_vocabulary import SessionKind
from portal.audit.models import AuditEntry
from portal.cases.models import Case, Finding
from portal.programme.models import GroupSession
from portal.referrals.models import Referral
from portal.rules.audit_words import Act
from tests.portal import referral_walk as walk
from tests.portal.programme.conftest import group_of
from tests.portal.reports.reporting import (
    INTERIM,
    UPDATE,
    checked,
    refused,
    signed,
    words_for,
    written,
)


def test_words_that_changed_after_they_were_read_are_not_signed(app, attending, staff, lead):
    referral, _ = attending
    address = written(staff, app, f"/referrals/{referral}", INTERIM)
    read = lead.get(address)
    staff.submit(
        f"{address}/write", words_for(INTERIM, concerns="He is no danger."), button="Save the report"
    )
    staff.submit(staff.get(address), button="It is ready to be signed")

    answer = lead.submit(read, button="Sign and issue the report")

    assert answer.status_code == 409
    assert "The report changed after you opened it. Read it again before you sign it." in answer.text
    lead.submit(lead.get(address), button="Sign and issue the report")
    assert "Signed and issued" in lead.get(address).text


def test_a_fact_that_changed_after_it_was_read_is_not_signed_either(
    app, attending, officer, new_client, today
):
    _, case = attending
    address = written(officer, app, f"/cases/{case}", UPDATE)
    checked(app, case, today)
    manager = new_client().sign_in(walk.MANAGER)
    read = manager.get(address)
    hearing = {
        "kind": "review",
        "outcome": "The court ordered a further report.",
        **walk.day_of("held_on", 3, 8, 2026),
    }
    officer.submit(f"/cases/{case}/hearings/new", hearing, button="Save the hearing")

    answer = manager.submit(read, button="Sign and issue the report")

    assert answer.status_code == 409
    assert "Read it again" in answer.text


def test_an_issued_report_reads_as_it_was_issued_whatever_the_register_says_after(
    app, attending, staff, lead, officer
):
    referral, _ = attending
    address = signed(attending, staff, lead, app)
    issued = _said_on(officer.get(address))

    register = f"/groups/{group_of(app, referral)}/register"
    staff.submit(register, {f"{referral}-attendance": "left-early"}, button="Save the register")

    assert _said_on(officer.get(address)) == issued


def test_quoted_words_that_name_the_other_parent_stop_the_signature_and_say_where(
    app, attending, officer, new_client, today
):
    _, case = attending
    address = written(officer, app, f"/cases/{case}", UPDATE)
    checked(app, case, today)
    hearing = {"kind": "review", "outcome": "Ring 07700 900123 before.", **walk.day_of("held_on", 3, 8, 2026)}
    officer.submit(f"/cases/{case}/hearings/new", hearing, button="Save the hearing")
    manager = new_client().sign_in(walk.MANAGER)

    answer = manager.submit(manager.get(address), button="Sign and issue the report")

    assert answer.status_code == 409
    assert "What stands under the hearing of 3 August 2026 names the other parent" in answer.text
    assert "07700" not in answer.text.split("<h2")[0]


def test_a_report_that_waits_stands_in_the_list_of_who_may_sign_it(app, attending, staff, lead):
    referral, _ = attending
    address = written(staff, app, f"/referrals/{referral}", INTERIM)

    assert "Read and sign a report" in lead.get("/referrals").text
    assert "Read and sign a report" not in staff.get("/referrals").text
    lead.submit(f"{address}/return", {"reason": "Give an example."}, button="Send it back")
    assert "A report came back to you" in staff.get("/referrals").text
    assert "Read and sign a report" not in lead.get("/referrals").text


def test_a_report_to_the_court_waits_in_the_managers_list(app, attending, officer, new_client, today):
    _, case = attending
    address = written(officer, app, f"/cases/{case}", UPDATE)
    checked(app, case, today)
    manager = new_client().sign_in(walk.MANAGER)

    assert "Read and sign a report" in manager.get("/cases").text
    assert "Read and sign a report" not in officer.get("/cases").text
    manager.submit(manager.get(address), button="Sign and issue the report")
    assert "Read and sign a report" not in manager.get("/cases").text


def test_taking_a_report_away_is_written_in_the_audit_log(app, attending, staff, lead, officer):
    address = signed(attending, staff, lead, app)
    officer.get(f"{address}.pdf")

    with app.app_context():
        (line,) = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.act == Act.EXPORTED)).all()
        assert INTERIM in line.reference


def test_a_session_that_was_held_and_not_recorded_stands_in_the_report(app, attending, staff, lead, today):
    referral, _ = attending
    with app.app_context():
        group = db.session.scalars(sa.select(Referral).where(Referral.reference == referral)).one().group
        number = 1 + db.session.scalars(sa.select(sa.func.max(GroupSession.number))).one()
        catch_up = {"kind": SessionKind.CATCH_UP, "held_on": today, "starts_at": time(9), "minutes": 60}
        db.session.add(GroupSession(group_id=group.id, number=number, **catch_up))
        db.session.commit()
    address = signed(attending, staff, lead, app)

    assert "Held, and not recorded yet" in lead.get(address).text


def test_the_author_cannot_sign_what_they_wrote(app, attending, staff):
    referral, _ = attending
    address = written(staff, app, f"/referrals/{referral}", INTERIM)

    assert "Sign and issue" not in staff.get(address).text
    answer = staff.post(f"{address}/sign", data={"csrf_token": staff.token()})

    assert answer.status_code == 409
    assert "Somebody else has to sign what you wrote" in answer.text


def test_whoever_changed_the_words_last_cannot_sign_them(app, attending, staff, lead):
    referral, _ = attending
    address = written(staff, app, f"/referrals/{referral}", INTERIM)
    lead.submit(
        f"{address}/write",
        words_for(INTERIM, strengths="In the words of the lead."),
        button="Save the report",
    )
    lead.submit(lead.get(address), button="It is ready to be signed")

    assert "Sign and issue" not in lead.get(address).text
    assert refused(lead, f"{address}/sign")


def test_a_manager_signs_a_report_to_the_court_once_its_findings_are_fresh(
    app, attending, officer, new_client, today
):
    _, case = attending
    address = written(officer, app, f"/cases/{case}", UPDATE)
    manager = new_client().sign_in(walk.MANAGER)
    checked(app, case, today - timedelta(days=29))

    answer = manager.submit(manager.get(address), button="Sign and issue the report")
    assert answer.status_code == 409
    assert "Check it against its source first" in answer.text

    checked(app, case, today - timedelta(days=28))
    manager.submit(manager.get(address), button="Sign and issue the report")
    assert "Signed and issued" in officer.get(address).text
    answer = officer.submit(
        f"{address}/filed", walk.day_of("filed_on", 23, 11, 2026), button="Record the filing"
    )
    assert "Filed with the court on 23 November 2026" in answer.text


def test_a_report_to_the_court_waits_for_the_word_that_it_is_the_right_person(
    app, attending, officer, new_client
):
    _, case = attending
    walk.open_case(officer, participant_name="Adam Ashdowne", court_case_number="LS26P07777")
    address = written(officer, app, f"/cases/{case}", UPDATE)
    manager = new_client().sign_in(walk.MANAGER)

    page = manager.get(address)
    assert "Adam Ashdowne, born" in page.text
    answer = manager.submit(page, button="Sign and issue the report")
    assert answer.status_code == 409
    assert "Confirm that this is about the right person." in answer.text

    manager.submit(manager.get(address), is_right_person=True, button="Sign and issue the report")
    assert "Signed and issued" in manager.get(address).text


def test_a_finding_that_nobody_has_checked_stops_the_signature(app, attending, officer, new_client):
    _, case = attending
    address = written(officer, app, f"/cases/{case}", UPDATE)
    with app.app_context():
        (finding,) = db.session.scalars(sa.select(Finding).join(Case).where(Case.reference == case))
        path = f"/cases/{case}/findings/{finding.id}/edit"
    officer.submit(path, {"page": "page 5", "reason": "It is page 5."}, button="Save the change")
    manager = new_client().sign_in(walk.MANAGER)

    answer = manager.submit(manager.get(address), button="Sign and issue the report")

    assert answer.status_code == 409
    assert "was never checked. Check it against its source first" in answer.text


def _said_on(page) -> str:
    """The paper on the page of a report, below its state."""
    return page.text.split("</section>", 1)[1].split("</main>")[0]


@pytest.fixture
def signed_for_court(app, attending, officer, new_client, today):
    """The address of a signed report to the court, and that of its case."""
    _, case = attending
    address = written(officer, app, f"/cases/{case}", UPDATE)
    checked(app, case, today)
    manager = new_client().sign_in(walk.MANAGER)
    manager.submit(manager.get(address), button="Sign and issue the report")
    return address, case


def filed(officer, address, day, month):
    return officer.submit(
        f"{address}/filed", walk.day_of("filed_on", day, month, 2026), button="Record the filing"
    )


def test_a_signed_report_is_not_filed_while_a_fact_is_older_than_28_days(
    app, signed_for_court, new_client, monkeypatch
):
    address, case = signed_for_court
    monkeypatch.setitem(app.config, "TODAY", date(2026, 12, 22))
    officer = new_client().sign_in(walk.OFFICER)

    answer = filed(officer, address, 22, 12)
    assert answer.status_code == 409
    assert "was last checked on 23 November 2026. Check it against its source first." in answer.text

    checked(app, case, date(2026, 12, 22))
    assert "The filing is recorded." in filed(officer, address, 22, 12).text


def test_a_report_whose_finding_was_changed_before_it_was_filed_is_put_right_first(
    app, signed_for_court, officer, new_client, monkeypatch
):
    address, case = signed_for_court
    with app.app_context():
        finding = db.session.scalars(sa.select(Finding.id).order_by(Finding.id.desc())).first()
    acquitted = {"status": "acquitted", "reason": "Acquitted today."}
    officer.submit(f"/cases/{case}/findings/{finding}/edit", acquitted, button="Save the change")
    assert "A finding that it quotes was changed after it was signed." in officer.get(address).text

    monkeypatch.setitem(app.config, "TODAY", date(2026, 11, 24))
    officer = new_client().sign_in(walk.OFFICER)
    answer = filed(officer, address, 24, 11)
    assert answer.status_code == 409
    assert "was changed on 23 November 2026, after this report was signed" in answer.text
    assert "The filing is recorded." in filed(officer, address, 23, 11).text
