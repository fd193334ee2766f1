"""What is said of one person's attendance, of a period, as pages and reports ask for it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from directory_data.database import db
from directory_data.register_vocabulary import Attendance
from directory_data.vocabulary import Step
from portal.programme.sheets import record_of, records_of
from portal.referrals.models import Referral
from tests.portal.programme.conftest import group_of, take
from tests.portal.referral_walk import PROGRAMME


@pytest.fixture
def record(app, client, enrol, monkeypatch, today):
    """One person who attended, was late, missed one, had one cancelled, and one that is not recorded."""
    (person,) = enrol("Adam Ashdown")
    staff, group = client.sign_in(PROGRAMME), f"/groups/{group_of(app, person)}"
    said = ("attended", "late", "absent-unauthorised")
    for number, word in enumerate(said, start=1):
        monkeypatch.setitem(app.config, "TODAY", today + timedelta(weeks=number - 1))
        minutes = "90" if word == "late" else ""
        typed = {f"{person}-attendance": word, f"{person}-minutes": minutes}
        staff.submit(f"{group}/sessions/{number}/register", typed, button="Save the register")
    staff.submit(f"{group}/sessions/4/cancel", {"reason": "venue"}, button="Cancel this session")
    # The sixth week of Mondays: 28 December 2026 is a bank holiday.
    until = today + timedelta(weeks=6)

    def record(**period):
        with app.app_context():
            referral = db.session.scalars(sa.select(Referral).where(Referral.reference == person)).one()
            return record_of(referral, **{"until": until, **period})

    record.person = person
    return record


def test_the_figures_count_what_was_offered_and_say_what_is_missing(record):
    found = record()

    assert found.figures.sentence.startswith("Attended 2 of the 3 sessions held and recorded")
    assert found.figures.late == 1
    assert found.figures.missed[Attendance.ABSENT_UNAUTHORISED] == 1
    assert found.figures.not_offered[Attendance.CANCELLED] == 1
    assert found.figures.not_recorded == 2
    assert found.as_at is not None


def test_the_figures_of_a_period_leave_the_rest_out(record, today):
    found = record(first_on=today + timedelta(days=1), until=today + timedelta(weeks=2))

    assert (found.figures.offered, found.figures.attended, found.figures.not_recorded) == (2, 1, 0)


def test_after_the_programme_ended_no_session_is_waited_for(app, record, today):
    take(app, [record.person], Step.COMPLETE, on=today + timedelta(weeks=2))

    assert record().figures.not_recorded == 0


def test_the_records_of_several_people_cost_what_one_costs_and_say_the_same(app, enrol, statements, today):
    several = enrol("Adam Ashdown", "Bertram Ingleby")
    with app.app_context():
        wanted = sa.select(Referral).where(Referral.reference.in_(several)).order_by(Referral.id)
        wanted = wanted.options(joinedload(Referral.group), joinedload(Referral.diary))
        people = db.session.scalars(wanted).unique().all()
        with statements(app) as sent:
            found = records_of(people, until=today)
        alone = [record_of(each, until=today) for each in people]

    assert len(sent) == 2
    assert [each.figures for each in found] == [each.figures for each in alone]
    assert [each.referral.reference for each in found] == several
