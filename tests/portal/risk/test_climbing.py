"""An undecided change in risk climbs by the clock, each person is told once, and a decision stops it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.risk_vocabulary import RiskDecision
from directory_data.vocabulary import Role
from portal.accounts.models import User
from portal.clock import LONDON
from portal.messages.models import OutboxMessage
from portal.risk import climbing, queries
from portal.risk.models import RiskReport, RiskTask
from tests.portal.referral_walk import MANAGER, OFFICER, OTHER_OFFICER, PROGRAMME, day_of
from tests.portal.risk.walks import decide, last_report, report

MORNING = datetime(2026, 11, 23, 9, tzinfo=LONDON)
TURN = day_of("from_on", 23, 11, 2026) | day_of("until_on", 29, 11, 2026)


def told(app) -> set[str]:
    """Who has been told of the last report."""
    with app.app_context():
        wanted = sa.select(User.email).join(OutboxMessage, OutboxMessage.person_id == User.id)
        found = db.session.scalars(wanted.where(OutboxMessage.event == f"risk|{last_report().id}")).all()
    assert len(found) == len(set(found))
    return set(found)


def after(app, hours: float) -> int:
    """Run the climb so many hours after nine in the morning; how many people were told."""
    with app.app_context():
        db.session.execute(sa.update(RiskReport).values(raised_at=MORNING))
        reports = queries.undecided()
        number = climbing.climb(reports, at=MORNING + timedelta(hours=hours))
        db.session.commit()
    return number


@pytest.fixture
def colleague(app) -> str:
    """Another officer of West Yorkshire."""
    email = "colleague@demo.example"
    with app.app_context():
        mine = db.session.scalars(sa.select(User).where(User.email == OTHER_OFFICER)).one()
        mine.cafcass_area, mine.email = "West Yorkshire", email
        db.session.commit()
    return email


@pytest.fixture
def on_duty(new_client, colleague) -> str:
    """The colleague, named for this week by the manager."""
    manager = new_client().sign_in(MANAGER)
    page = manager.get("/duty/new")
    value = next(
        option.get("value") for option in manager.page.all("option") if "Second" in "".join(option.itertext())
    )
    answer = manager.submit(page, {"officer": value, **TURN}, button="Name the duty officer")
    assert "Second demonstration officer" in answer.text
    return colleague


def test_it_is_with_the_officer_at_once(app, family):
    report(family.programme, family.referral)

    assert told(app) == {OFFICER}


def test_danger_is_with_the_officer_and_who_is_on_duty_at_once(app, family, on_duty):
    report(family.programme, family.referral, is_danger="yes")

    assert told(app) == {OFFICER, on_duty}


def test_it_climbs_to_the_duty_officer_and_then_to_the_manager(app, family, on_duty):
    report(family.programme, family.referral)

    after(app, 3.9)
    assert told(app) == {OFFICER}
    after(app, 4)
    assert told(app) == {OFFICER, on_duty}
    after(app, 8)
    assert told(app) == {OFFICER, on_duty, MANAGER}
    assert after(app, 50) == 0


def test_where_nobody_is_on_duty_the_manager_has_it_instead(app, family):
    report(family.programme, family.referral)

    after(app, 4)

    assert told(app) == {OFFICER, MANAGER}


def test_where_the_officer_has_left_it_goes_up_at_once(app, family):
    report(family.programme, family.referral)
    with app.app_context():
        db.session.scalars(sa.select(User).where(User.email == OFFICER)).one().active = False
        db.session.commit()

    after(app, 0)

    assert MANAGER in told(app)


def test_where_an_area_has_nobody_left_the_managers_of_the_others_have_it(app, family, new_client):
    report(family.programme, family.referral)
    with app.app_context():
        db.session.scalars(sa.select(User).where(User.email == OFFICER)).one().active = False
        manager = db.session.scalars(sa.select(User).where(User.email == MANAGER)).one()
        manager.cafcass_area = "Greater Manchester"
        db.session.commit()
        key = last_report().key

    after(app, 0)

    assert MANAGER in told(app)
    manager = new_client().sign_in(MANAGER)
    assert f"/risk/{key}" in manager.get("/risk").text
    decide(manager, key, decisions=["court"])
    assert "Tell the court" in manager.page.text
    assert manager.get(family.case).status_code == 404


def test_a_decision_stops_the_climb(app, family):
    report(family.programme, family.referral)
    with app.app_context():
        key = last_report().key
    decide(family.officer, key)

    after(app, 50)

    assert told(app) == {OFFICER}


def test_the_duty_officer_reads_and_decides_what_has_climbed_and_nothing_else(
    app, family, new_client, on_duty
):
    report(family.programme, family.referral, is_danger="yes")
    with app.app_context():
        urgent = last_report().key
    report(family.programme, family.referral)
    with app.app_context():
        other = last_report().key
    duty = new_client().sign_in(on_duty)

    listed = duty.get("/risk").text
    assert urgent in listed
    assert other not in listed
    assert duty.get(f"/risk/{other}").status_code == 404
    assert duty.get(family.case).status_code == 404
    assert "What was decided" in decide(duty, urgent).text


def test_the_command_passes_on_and_says_so(app, family):
    report(family.programme, family.referral)
    with app.app_context():
        db.session.execute(sa.update(RiskReport).values(raised_at=MORNING - timedelta(days=7)))
        db.session.commit()

    done = app.test_cli_runner().invoke(args=["chase"])

    assert done.exit_code == 0, done.output
    assert "Changes in risk passed on: to" in done.output
    assert MANAGER in told(app)


def after_the_decision(app, days: int) -> set[str]:
    """Who has been told, so many days after it was decided that contact is suspended, that this was not done."""
    with app.app_context():
        tasks = db.session.scalars(sa.select(RiskTask).where(RiskTask.decision == RiskDecision.SUSPEND)).all()
        day = MORNING.date()
        for task in tasks:
            task.due_on = day
        db.session.commit()
        late = queries.tasks_late(day + timedelta(days=days))
        climbing.chase_tasks(late, at=MORNING + timedelta(days=days))
        db.session.commit()
        wanted = sa.select(User.email).join(OutboxMessage, OutboxMessage.person_id == User.id)
        found = db.session.scalars(wanted.where(OutboxMessage.event.startswith("risk-task|"))).all()
    assert len(found) == len(set(found))
    return set(found)


@pytest.fixture
def decided(app, family) -> str:
    """A report on which it was decided that contact is suspended."""
    report(family.programme, family.referral)
    with app.app_context():
        key = last_report().key
    decide(family.officer, key, decisions=["suspend"])
    return key


def test_what_a_decision_left_to_do_climbs_when_its_day_is_over(app, decided):
    assert after_the_decision(app, 0) == set()
    assert after_the_decision(app, 1) == {OFFICER, MANAGER}
    assert after_the_decision(app, 2) == {OFFICER, MANAGER}


def test_what_is_overdue_says_so_in_the_list_of_cases(app, family, decided):
    assert "Open risk: act on the decision" in family.officer.get("/cases").text
    with app.app_context():
        db.session.execute(sa.update(RiskTask).values(due_on=MORNING.date() - timedelta(days=30)))
        db.session.commit()

    assert "Open risk: overdue" in family.officer.get("/cases").text


def test_what_was_done_is_chased_no_more(app, family, decided):
    with app.app_context():
        db.session.execute(sa.update(RiskTask).values(done_at=MORNING))
        db.session.commit()

    assert after_the_decision(app, 5) == set()


def test_only_a_manager_names_who_is_on_duty(client):
    assert client.sign_in(OFFICER).get("/duty").status_code == 200
    assert client.get("/duty/new").status_code == 404
    assert client.sign_in(PROGRAMME).get("/duty").status_code == 404


@pytest.mark.parametrize(
    "dates, sentence",
    [
        (
            day_of("from_on", 2, 11, 2026) | day_of("until_on", 9, 11, 2026),
            "The last day must be today or later",
        ),
        (
            day_of("from_on", 30, 11, 2026) | day_of("until_on", 29, 11, 2026),
            "The last day must not be before the first day",
        ),
        (
            day_of("from_on", 23, 11, 2026) | day_of("until_on", 29, 12, 2026),
            "Name somebody for 31 days at most at a time",
        ),
    ],
)
def test_a_turn_of_duty_that_cannot_be_is_refused_in_words(client, dates, sentence):
    client.sign_in(MANAGER)
    page = client.get("/duty/new")
    officer = next(option.get("value") for option in client.page.all("option") if option.get("value"))

    answer = client.submit(page, {"officer": officer, **dates}, button="Name the duty officer")

    assert answer.status_code == 422
    assert client.page.errors() == [sentence]


def test_managers_of_an_area_are_among_those_who_can_be_named(client, app):
    client.sign_in(MANAGER).get("/duty/new")

    with app.app_context():
        managers = db.session.scalars(sa.select(User.name).where(User.role == Role.MANAGER)).all()
    assert managers[0] in client.page.text
