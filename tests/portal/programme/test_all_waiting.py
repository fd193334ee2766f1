"""The first page of each role asks the store a dozen times at most, when everything that can wait waits at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.register_vocabulary import Attendance
from directory_data.risk_vocabulary import RiskSide
from directory_data.vocabulary import DocumentKind, Step
from portal.accounts.models import User
from portal.clock import now
from portal.programme import actions as programme
from portal.programme import queries as registers
from portal.programme import recording
from portal.programme.recording import FilledRow, RowEntries
from portal.referrals import waiting
from portal.referrals.models import Referral
from portal.reports import actions as reports
from portal.risk import actions as risk
from portal.risk.actions import From
from portal.rules.register_rows import RowAnswers
from portal.rules.report_parts import PARTS
from tests.portal import referral_walk as walk
from tests.portal.programme.conftest import take
from tests.work_in_hand import RISK, find_something_wrong

MOST = 12
PEOPLE = ("Aaron Tallow", "Brian Quested", "Colin Harrowgate", "Derek Upshall", "Edwin Marsh")


@pytest.fixture
def everything_waits(app, enrol, today) -> None:
    """Open risk, a correction, an unsigned report, missed sessions, a register, appointments, somebody who waits."""
    started = enrol(*PEOPLE)
    booked = enrol("Felix Ormsby", "Gordon Tranter", last=Step.BOOK)
    take(app, enrol("Harold Winstone", last=Step.FIND_SUITABLE), Step.WAIT, on=today)
    with app.app_context():
        found = db.session.scalars(sa.select(Referral).where(Referral.reference.in_(started))).all()
        worker = db.session.scalars(sa.select(User).where(User.email == walk.PROGRAMME)).one()
        for number, referral in enumerate(found):
            _miss_sessions(referral, worker, today)
            _let_a_report_wait(referral, worker, number)
            source = From(referral.case, RiskSide.PROGRAMME, referral_id=referral.id)
            risk.raise_risk(source, RISK, form_key=f"{number:032x}", by=worker, at=now())
        find_something_wrong(found[0], day=today, at=now())
        later = db.session.scalars(sa.select(Referral).where(Referral.reference == booked[0])).one()
        waiting.join(later, "It is the nearest.", by=worker, at=now())
        db.session.commit()


def _miss_sessions(referral: Referral, worker: User, today) -> None:
    """Two sessions of the weeks before; today's is not marked."""
    group = referral.group
    sessions = programme.keep(group, registers.sessions_of([group])[group.id])
    for place, session in enumerate(sessions[:2], start=1):
        session.held_on = today - timedelta(weeks=place)
        row = FilledRow(referral.id, RowAnswers(Attendance.ABSENT_UNAUTHORISED), based_on=0)
        recording.save(session, [row], {referral.id: RowEntries()}, by=worker, at=now())
    sessions[2].held_on = today


def _let_a_report_wait(referral: Referral, worker: User, number: int) -> None:
    kind = DocumentKind.INTERIM_REPORT
    report = reports.start(
        referral.case, kind, referral=referral, by=worker, at=now(), form_key=f"waits {number}"
    )
    reports.write(report, {part.key: "What was seen." for part in PARTS[kind]}, revision="1", by=worker)
    reports.finish(report, sessions_recorded=1, status=referral.status, by=worker, at=now())


@pytest.mark.parametrize(
    "who, path, waits",
    [
        (walk.OFFICER, "/cases", ["Open risk", "Tell who had a wrong paper", "Missed sessions"]),
        (walk.MANAGER, "/cases", ["Open risk", "Missed sessions"]),
        (walk.OFFICER, "/referrals", ["Open risk"]),
        (walk.MANAGER, "/referrals", ["Open risk"]),
        (
            "programme-lead@demo.example",
            "/referrals",
            [
                "Open risk",
                "Read a correction",
                "Read and sign a report",
                "Missed sessions",
                "Register: ",
                "waiting",
            ],
        ),
        (walk.SUPPORT, "/support", ["Open risk"]),
        (walk.OFFICER, "/deadlines", []),
        ("programme-lead@demo.example", "/deadlines", []),
    ],
)
def test_the_first_page_asks_a_dozen_times_at_most(
    app, new_client, everything_waits, statements, who, path, waits
):
    person = new_client().sign_in(who)
    person.get(path)

    with statements(app) as sent:
        page = person.get(path).text

    assert [words for words in waits if words not in page] == []
    assert len(sent) <= MOST, "\n\n".join(sent)
