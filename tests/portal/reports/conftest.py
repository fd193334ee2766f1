"""Somebody who attends a group and stands on a marked register, and those who write of it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.cases.models import Case
from portal.clock import now
from portal.commands.demonstration_cases import add_finding
from portal.referrals.models import Referral
from tests.portal import referral_walk as walk
from tests.portal.programme.conftest import enrol, group_of

__all__ = ["enrol"]


@pytest.fixture
def attending(app, enrol, new_client, today) -> tuple[str, str]:
    """The references of a referral whose person attended one session, and of its case."""
    staff = new_client().sign_in(walk.PROGRAMME)
    referral, case = staff.after("attending", lambda: " ".join(_attending(app, enrol, staff, today))).split()
    return referral, case


def _attending(app, enrol, staff, today) -> tuple[str, str]:
    (referral,) = enrol("Adam Ashdown")
    register = f"/groups/{group_of(app, referral)}/register"
    staff.submit(register, {f"{referral}-attendance": "attended"}, button="Save the register")
    with app.app_context():
        whose = sa.select(Case).join(Referral, Referral.case_id == Case.id)
        case = db.session.scalars(whose.where(Referral.reference == referral)).one()
        add_finding(case, today, by=case.officer, at=now())
        db.session.commit()
        return referral, case.reference


@pytest.fixture
def staff(new_client):
    return new_client().sign_in(walk.PROGRAMME)


@pytest.fixture
def lead(new_client):
    return new_client().sign_in("programme-lead@demo.example")


@pytest.fixture
def officer(new_client):
    return new_client().sign_in(walk.OFFICER)
