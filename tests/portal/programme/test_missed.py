"""Missed sessions reach the officer: a message that says nothing, and a case that stands where it is seen."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.vocabulary import Step
from portal.accounts.models import User
from portal.cases.models import Case, Participant
from portal.messages.models import OutboxMessage
from portal.programme.models import AttendanceEntry, MissedSeen
from portal.referrals.models import Referral
from tests.portal.partner_support.walks import last_hand_off
from tests.portal.programme.conftest import group_of, take
from tests.portal.referral_walk import OFFICER, PROGRAMME, SUPPORT

MARKED = "Save the register"


@pytest.fixture
def staff(new_client):
    return new_client().sign_in(PROGRAMME)


@pytest.fixture
def officer(new_client):
    return new_client().sign_in(OFFICER)


def told(app) -> list[str]:
    """Who was told of missed sessions."""
    with app.app_context():
        wanted = sa.select(User.email).join(OutboxMessage, OutboxMessage.person_id == User.id)
        return list(db.session.scalars(wanted.where(OutboxMessage.event.startswith("missed|"))))


def mark(app, staff, reference, weeks, how):
    """Mark one person a number of weeks after the first session."""
    register = f"/groups/{group_of(app, reference)}/sessions/{weeks + 1}/register"
    answer = staff.submit(register, {f"{reference}-attendance": how}, button=MARKED)
    assert answer.status_code == 200, staff.page.errors()


@pytest.fixture
def at_three_weeks(app, enrol, today, monkeypatch):
    """Somebody whose group met three times, and nothing is marked yet."""
    (reference,) = enrol("Adam Ashdown")
    monkeypatch.setitem(app.config, "TODAY", today + timedelta(days=14))
    return reference


def test_the_officer_is_told_of_two_sessions_missed_in_a_row_and_of_one_not(
    app, staff, officer, at_three_weeks
):
    mark(app, staff, at_three_weeks, 0, "absent-unauthorised")

    assert told(app) == []
    assert "Missed sessions" not in officer.get("/cases").text

    mark(app, staff, at_three_weeks, 1, "absent-authorised")

    assert told(app) == [OFFICER]
    assert "Missed sessions" in officer.get("/cases").text


def test_partner_support_hears_that_sessions_were_missed_and_what_of_it_once(
    app, staff, new_client, at_three_weeks
):
    for weeks in (0, 1):
        mark(app, staff, at_three_weeks, weeks, "absent-authorised")
    register = f"/groups/{group_of(app, at_three_weeks)}/sessions/2/register"
    again = {
        f"{at_three_weeks}-attendance": "absent-unauthorised",
        f"{at_three_weeks}-why": "He gave no reason.",
    }
    staff.submit(register, again, button=MARKED)
    assert "The register is saved" in staff.page.text

    page = new_client().sign_in(SUPPORT).get(f"/support/{last_hand_off(app)}").text
    assert page.count("2 sessions missed in a row.") == 1
    assert "has to know why" not in page


def test_the_same_absence_saved_again_tells_nobody_twice(app, staff, at_three_weeks):
    for weeks in (0, 1):
        mark(app, staff, at_three_weeks, weeks, "absent-unauthorised")
    register = f"/groups/{group_of(app, at_three_weeks)}/sessions/2/register"
    changed = {f"{at_three_weeks}-note": "He telephoned later.", f"{at_three_weeks}-why": "He telephoned."}

    staff.submit(register, changed, button=MARKED)

    assert told(app) == [OFFICER]


def test_a_third_session_missed_tells_again_and_calls_for_a_review(app, staff, officer, at_three_weeks):
    for weeks in (0, 1, 2):
        mark(app, staff, at_three_weeks, weeks, "absent-unauthorised")

    assert told(app) == [OFFICER, OFFICER]
    assert "Missed sessions: review" in officer.get("/cases").text


def test_somebody_who_comes_again_presses_no_more(app, staff, officer, at_three_weeks):
    for weeks, how in enumerate(("absent-unauthorised", "absent-unauthorised", "attended")):
        mark(app, staff, at_three_weeks, weeks, how)

    assert "Missed sessions" not in officer.get("/cases").text


def test_an_officer_says_once_that_they_were_seen_and_one_more_presses_again(
    app, staff, officer, at_three_weeks
):
    for weeks in (0, 1):
        mark(app, staff, at_three_weeks, weeks, "absent-unauthorised")
    (link,) = [each for each in _case_page(officer).links() if "missed-sessions" in each]

    assert officer.submit(link, note="  ", button="I have seen them").status_code == 422
    for _ in range(2):
        officer.submit(link, note="I asked. He had the flu.", button="I have seen them")

    page = _case_page(officer)
    assert "He had the flu." in page.text
    assert not [each for each in page.links() if "missed-sessions" in each]
    assert seen(app) == 1
    mark(app, staff, at_three_weeks, 2, "absent-unauthorised")
    assert [each for each in _case_page(officer).links() if "missed-sessions" in each]


def test_the_programme_never_reads_what_the_officer_makes_of_it(app, staff, officer, at_three_weeks):
    for weeks in (0, 1):
        mark(app, staff, at_three_weeks, weeks, "absent-unauthorised")
    (link,) = [each for each in _case_page(officer).links() if "missed-sessions" in each]
    officer.submit(link, note="Invented flu", button="I have seen them")

    group = group_of(app, at_three_weeks)
    assert staff.get(link).status_code == 404
    for path in (f"/groups/{group}/people/{at_three_weeks}", f"/referrals/{at_three_weeks}"):
        assert "Invented flu" not in staff.get(path).text


def seen(app) -> int:
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(MissedSeen))


def _case_page(officer):
    with officer.application.app_context():
        wanted = sa.select(Case.reference).join(Referral, Referral.case_id == Case.id)
        away = wanted.join(AttendanceEntry, AttendanceEntry.referral_id == Referral.id).join(Case.participant)
        (reference,) = set(db.session.scalars(away.where(Participant.name == "Adam Ashdown")))
    officer.get(f"/cases/{reference}")
    return officer.page


def test_a_place_that_ended_is_no_missed_session_any_more(app, staff, officer, at_three_weeks, today):
    for weeks in (0, 1):
        mark(app, staff, at_three_weeks, weeks, "absent-unauthorised")

    take(app, [at_three_weeks], Step.COMPLETE, on=today)

    assert "Missed sessions" not in officer.get("/cases").text


def test_staff_open_on_registers_to_mark_and_on_people_to_ring(app, staff, at_three_weeks):
    number = staff.get("/referrals").text.count("Register: ")
    assert number
    assert "Overdue due" in staff.page.text
    assert "Missed a session: call the person" not in staff.page.text

    mark(app, staff, at_three_weeks, 2, "absent-unauthorised")

    text = staff.get("/referrals").text
    assert text.count("Register: ") == number - 1
    assert "Missed a session: call the person" in text
    mark(app, staff, at_three_weeks, 1, "absent-unauthorised")
    assert "Missed sessions: the officer has to know why" in staff.get("/referrals").text


def test_the_list_of_staff_asks_the_store_a_dozen_times_at_most(app, staff, at_three_weeks, statements):
    mark(app, staff, at_three_weeks, 2, "absent-unauthorised")

    with statements(app) as sent:
        assert staff.get("/referrals").status_code == 200

    assert len(sent) <= 12, sent
