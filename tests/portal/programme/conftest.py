"""A group of the sample programme that meets for the first time on the day of the tests, with people in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from directory_data.database import db
from directory_data.models import Group
from directory_data.vocabulary import Step, Weekday
from portal.accounts.models import User
from portal.clock import now
from portal.referrals import actions
from portal.referrals.models import Referral
from portal.referrals.moving import Given
from tests.client import PageReadingClient
from tests.portal import referral_walk as walk

GROUP = "Leeds Wednesday evening"
TO_THE_START = (Step.ACKNOWLEDGE, Step.BOOK, Step.ASSESS, Step.FIND_SUITABLE, Step.OFFER_PLACE, Step.START)
DATED = (Step.BOOK, Step.ASSESS, Step.START, Step.COMPLETE)
Enrol = Callable[..., list[str]]


@pytest.fixture
def enrol(app: Flask, new_client: Callable[[], PageReadingClient], today: date) -> Enrol:
    """Send a referral for each name, and take the steps up to `last`; their references. The group meets today."""

    def enrol(*names: str, last: Step = Step.START) -> list[str]:
        officer = new_client().sign_in(walk.OFFICER)
        sent = officer.after(("enrol", names, last), lambda: " ".join(_enrolled(officer, names, last)))
        return sent.split()

    def _enrolled(officer: PageReadingClient, names: tuple[str, ...], last: Step) -> list[str]:
        group_id = _empty_group(app)
        sent = []
        for name in names:
            case = walk.open_case_with_order(officer, participant_name=name)
            reference = walk.draft(officer, case, group_id)
            walk.confirm_and_send(officer, walk.write(officer, reference))
            sent.append(reference)
        take(app, sent, *TO_THE_START[: TO_THE_START.index(last) + 1], on=today)
        meets_from(app, group_id, today)
        return sent

    return enrol


def take(app: Flask, references: list[str], *steps: Step, on: date) -> None:
    """Let programme staff take these steps with each referral."""
    with app.app_context():
        staff = db.session.scalars(sa.select(User).where(User.email == walk.PROGRAMME)).one()
        for referral in db.session.scalars(sa.select(Referral).where(Referral.reference.in_(references))):
            for step in steps:
                given = Given(day=on if step in DATED else None, note="Noted.")
                actions.take_step(referral, step, given, by=staff, at=now(), today=on)
        db.session.commit()


def group_of(app: Flask, reference: str) -> int:
    """The number of the group that a referral went to."""
    with app.app_context():
        return db.session.scalars(sa.select(Referral.group_id).where(Referral.reference == reference)).one()


def _empty_group(app: Flask) -> int:
    with app.app_context():
        group = db.session.scalars(sa.select(Group).where(Group.name == GROUP)).one()
        group.places_taken = 0
        db.session.commit()
        return group.id


def meets_from(app: Flask, group_id: int, today: date) -> None:
    """Let the group meet for the first time on that day."""
    with app.app_context():
        # Not as a change of its listing, which its sessions would follow: it has always met so.
        always = {
            "first_session_on": today,
            "day": Weekday.MONDAY,
            "next_intake_on": today + timedelta(weeks=2),
        }
        hours = {"starts_at": time(18, 30), "ends_at": time(20, 30)}
        db.session.execute(sa.update(Group).where(Group.id == group_id).values(**always, **hours))
        db.session.commit()
