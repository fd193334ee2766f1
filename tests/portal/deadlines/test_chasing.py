"""What is due is seen by both sides, chased once whoever chases, and leaves a message in the same transaction."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.vocabulary import Role
from portal.accounts.models import User
from portal.clock import now
from portal.config import HERE
from portal.deadlines import queries
from portal.deadlines.actions import Chased, chase
from portal.deadlines.models import DeadlineChase
from portal.messages.models import OutboxMessage
from portal.rules.clocks import ChaseStage
from tests.work_in_hand import add_work_in_hand

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATE = timedelta(days=3)
LONG_LATE = timedelta(days=9)


@pytest.fixture(autouse=True)
def work(app, today) -> Iterator[None]:
    """A referral that was sent today, with its hand-off."""
    with app.app_context():
        add_work_in_hand(app, today, now())
        yield


def run(day: date) -> Chased:
    done = chase(queries.everything(day), today=day, at=AT)
    db.session.commit()
    return done


def told(event_begins: str) -> list[Role]:
    wanted = select_roles().where(OutboxMessage.event.startswith(event_begins))
    return sorted(set(db.session.scalars(wanted)))


def select_roles():
    return sa.select(User.role).join(OutboxMessage, OutboxMessage.person_id == User.id)


def stages(deadline: str) -> set[ChaseStage]:
    wanted = sa.select(DeadlineChase.stage).where(DeadlineChase.deadline == deadline)
    return set(db.session.scalars(wanted))


def test_a_step_tells_the_other_side_in_the_same_transaction():
    assert told("diary|") == [Role.PROGRAMME]
    assert told("news|") == [Role.PARTNER_SUPPORT]


def test_a_message_holds_nothing_of_the_case():
    for message in db.session.scalars(sa.select(OutboxMessage)):
        assert re.fullmatch(r"[a-z-]+(\|[a-z]+)?(\|\d+)+", message.event), "what it is about, and numbers"


def test_the_programme_is_reminded_before_the_day(today):
    run(today)

    assert stages("answer") == {ChaseStage.SOON}
    assert told("deadline|answer|") == [Role.PROGRAMME]


def test_a_silent_provider_is_seen_by_the_officer_and_then_by_the_manager(today):
    run(today + LATE)
    after_the_day = told("deadline|answer|")
    run(today + LONG_LATE)

    assert after_the_day == sorted([Role.OFFICER, Role.PROGRAMME])
    assert told("deadline|answer|") == sorted([Role.MANAGER, Role.OFFICER, Role.PROGRAMME])
    assert stages("answer") == {ChaseStage.OVERDUE, ChaseStage.ESCALATED}


def test_chasing_again_tells_nobody_again(today):
    run(today + LATE)

    assert run(today + LATE) == Chased()


def test_three_machines_that_chase_at_once_chase_each_thing_once(app, today):
    def work(_: int) -> int:
        with app.app_context():
            return run(today + LONG_LATE).deadlines

    with ThreadPoolExecutor(3) as machines:
        chased = sum(machines.map(work, range(3)))

    assert chased == db.session.scalar(sa.select(sa.func.count(DeadlineChase.id)))
    assert chased > 0


@pytest.mark.usefixtures("other_processes")
def test_three_processes_that_chase_at_once_chase_each_thing_once(app, today):
    settings = app.config["SETTINGS"]
    environment = os.environ | {
        "PORTAL_INSTANCE": str(settings.instance),
        "PORTAL_DATABASE_URL": settings.database_url,
        "PORTAL_TODAY": str(today + LONG_LATE),
    }
    command = [sys.executable, "-m", "flask", "chase"]
    db.session.rollback()

    processes = [
        subprocess.Popen(command, cwd=HERE, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [process.communicate(timeout=90)[0] for process in processes]

    chased = [int(re.findall(r"Deadlines chased: (\d+)", each)[0]) for each in said]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert sum(chased) == db.session.scalar(sa.select(sa.func.count(DeadlineChase.id)))
    assert sum(chased) > 0
    events = db.session.execute(sa.select(OutboxMessage.event, OutboxMessage.person_id)).all()
    assert len(events) == len(set(events))


def test_a_hand_off_that_nobody_acknowledges_never_reaches_the_programme(today):
    run(today + timedelta(days=20))

    assert told("deadline|support|") == sorted([Role.MANAGER, Role.OFFICER, Role.PARTNER_SUPPORT])


def test_the_command_says_what_it_did(app):
    done = app.test_cli_runner().invoke(args=["chase"])

    assert done.exit_code == 0, done.output
    assert "Deadlines chased:" in done.output
