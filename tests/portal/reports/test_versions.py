"""A report that was put right: who puts it right, which version the court is told, and what is said of the old one."""

from __future__ import annotations

import sqlalchemy as sa

from directory_data.database import db
from directory_data.vocabulary import Step
from portal.cases.models import Case
from portal.referrals.models import DiaryEntry, Referral
from portal.reports.models import Report, ReportPart
from tests.portal import referral_walk as walk
from tests.portal.programme.conftest import take
from tests.portal.reports.reporting import (
    BUTTONS,
    FINAL,
    INTERIM,
    UPDATE,
    address_of,
    checked,
    signed,
    words_for,
    written,
)
from tests.portal.reports.reporting import corrected as mark_otherwise


def corrected(app, address, staff, lead, **changed) -> str:
    """The address of the next version, signed."""
    staff.submit(f"{address}/correct", {"reason": "A date was wrong."}, button="Begin the new version")
    newer = address_of(app, INTERIM)
    staff.submit(f"{newer}/write", words_for(INTERIM, **changed), button="Save the report")
    staff.submit(staff.get(newer), button="It is ready to be signed")
    lead.submit(lead.get(newer), button="Sign and issue the report")
    return newer


def test_the_court_is_told_the_last_version_and_what_the_person_said_of_the_first(
    app, attending, staff, lead, officer
):
    address = signed(attending, staff, lead, app, concerns="He threatened her on 3 May.")
    said = {"words": "It was never May.", **walk.day_of("shown_on", 23, 11, 2026)}
    staff.submit(f"{address}/comment", said, button="Keep the comment")
    corrected(app, address, staff, lead, concerns="He threatened her on 3 June.")

    officer.submit(officer.get(f"/cases/{attending[1]}"), button=BUTTONS[UPDATE])
    page = officer.get(address_of(app, UPDATE)).text

    assert "3 June" in page
    assert "3 May" not in page
    assert "What the person says about an earlier version of this report, unedited" in page
    assert "It was never May." in page


def test_a_version_that_was_replaced_says_so_wherever_it_is_listed_or_read(
    app, attending, staff, lead, officer
):
    address = signed(attending, staff, lead, app)
    newer = corrected(app, address, staff, lead)

    assert "Version 2 replaces this one." in officer.get(address).text
    assert "replaces this one." not in officer.get(newer).text
    for page in (officer.get(f"/cases/{attending[1]}"), staff.get(f"/referrals/{attending[0]}")):
        assert "Replaced by version 2" in page.text


def test_only_the_programme_writes_its_report_anew(app, attending, staff, lead, officer):
    address = signed(attending, staff, lead, app)

    page = officer.get(address)

    assert "Correct it" not in page.text
    assert "record that a correction is asked for" in page.text
    assert officer.get(f"{address}/correct").location == f"/cases/{attending[1]}/fairness"
    officer.post(f"{address}/correct", data={"csrf_token": officer.token(), "reason": "Wrong."})
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Report.id))) == 1


def test_each_report_that_names_the_other_parent_stops_the_signature_whatever_the_next_one_says(
    app, attending, staff, lead, officer, new_client, today
):
    referral, case = attending
    signed(attending, staff, lead, app)
    take(app, [referral], Step.COMPLETE, on=today)
    signed(attending, staff, lead, app, kind=FINAL)
    with app.app_context():
        interim = db.session.scalars(sa.select(Report).where(Report.kind == INTERIM)).one()
        name = interim.case.protected_people[0].name
        part = sa.select(ReportPart).where(ReportPart.report_id == interim.id, ReportPart.part == "concerns")
        db.session.scalars(part).one().words = f"He wrote to {name}."
        db.session.commit()
    address = written(officer, app, f"/cases/{case}", UPDATE)
    checked(app, case, today)
    manager = new_client().sign_in(walk.MANAGER)

    answer = manager.submit(manager.get(address), button="Sign and issue the report")

    assert answer.status_code == 409
    assert "in the programme’s interim report names the other parent" in answer.text


def test_a_report_is_final_only_when_the_place_has_ended(app, attending, staff, today):
    referral, _ = attending
    address = written(staff, app, f"/referrals/{referral}", FINAL)
    assert "Waits to be signed" not in staff.get(address).text

    answer = staff.submit(staff.get(address), button="It is ready to be signed")
    assert answer.status_code == 409
    assert "The person’s place has not ended, so this cannot be final." in answer.text

    take(app, [referral], Step.COMPLETE, on=today)
    staff.submit(staff.get(address), button="It is ready to be signed")
    assert "Waits to be signed" in staff.get(address).text


def test_nobody_saw_a_report_before_it_was_signed(app, attending, staff, lead):
    address = signed(attending, staff, lead, app)
    said = {"words": "It is wrong.", **walk.day_of("shown_on", 22, 11, 2026)}

    answer = staff.submit(f"{address}/comment", said, button="Keep the comment")

    assert answer.status_code == 422
    assert "The day must be between the day it was signed and today" in answer.text
    assert "It is wrong." in answer.text


def put_beside(app, staff, referral, step, words) -> None:
    """Correct the entry of a step in the diary."""
    with app.app_context():
        wanted = sa.select(DiaryEntry).join(Referral).where(Referral.reference == referral)
        number = db.session.scalars(wanted.where(DiaryEntry.step == step)).one().number
    staff.submit(
        f"/referrals/{referral}/diary/{number}/correct", {"words": words}, button="Save the correction"
    )


def test_what_was_corrected_in_the_diary_stands_beside_it_in_the_chronology(app, attending, staff, officer):
    referral, case = attending
    put_beside(app, staff, referral, Step.START, "It was on 9 November 2026.")
    address = written(officer, app, f"/cases/{case}", UPDATE)

    assert "Corrected on 23 November 2026: It was on 9 November 2026." in officer.get(address).text

    with app.app_context():
        name = (
            db.session.scalars(sa.select(Case).where(Case.reference == case)).one().protected_people[0].name
        )
    put_beside(app, staff, referral, Step.ACKNOWLEDGE, f"{name} rang.")
    text = officer.get(address).text
    assert f"{name} rang." not in text
    assert "Corrected on 23 November 2026. The words stand in the diary and are not for a paper." in text


def test_a_report_to_the_court_says_what_was_put_right_in_earlier_papers(
    app, attending, staff, lead, officer, today
):
    referral, case = attending
    signed(attending, staff, lead, app)
    address = written(officer, app, f"/cases/{case}", UPDATE)
    assert "Nothing in a paper that left had to be put right." in officer.get(address).text

    mark_otherwise(app, staff, referral)

    text = officer.get(address).text
    assert "23 November 2026: The register of sessions was corrected." in text
    assert "(Interim report of the programme, version 1)" in text
