"""A case is given to another officer with everything that is addressed to whoever holds it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.accounts import actions as accounts
from portal.accounts.queries import person_by_email
from portal.messages.models import OutboxMessage
from portal.partner_support.models import HandOff
from portal.referrals.models import Referral
from tests.portal.referral_walk import MANAGER, OFFICER, OTHER_OFFICER, SUPPORT, open_case, send_one

COLLEAGUE = "officer-colleague@demo.example"
WHY = {"words": "On leave until May."}


@pytest.fixture
def manager(new_client):
    return new_client().sign_in(MANAGER)


@pytest.fixture
def case(new_client) -> str:
    return open_case(new_client().sign_in(OFFICER))


def colleague(app, email=COLLEAGUE) -> str:
    with app.app_context():
        found = person_by_email(db.session, email)
        assert found is not None
        return str(found.id)


def give(app, manager, case, **typed):
    typed = {"officer": colleague(app), **WHY, **typed}
    return manager.submit(f"/cases/{case}/officer", typed, button="Give the case")


def addresses(app, referral: str) -> tuple[str, str]:
    with app.app_context():
        case = db.session.scalars(sa.select(Referral).where(Referral.reference == referral)).one().case
        of_family = sa.select(HandOff.reference).where(
            HandOff.protected_person_id == case.protected_people[0].id
        )
        return case.reference, db.session.scalars(of_family).one()


def test_the_new_officer_has_the_case_and_the_old_one_has_not(app, manager, case, new_client):
    give(app, manager, case)

    history = new_client().sign_in(COLLEAGUE).get(f"/cases/{case}").text
    assert "Case given to another officer" in history
    assert "From Demonstration officer to Demonstration officer’s colleague. On leave until May." in history
    assert new_client().sign_in(OFFICER).get(f"/cases/{case}").status_code == 404


def test_both_are_told_once_however_many_cases_go(app, manager, case, new_client):
    second = open_case(new_client().sign_in(OFFICER), participant_name="Otto Second")

    give(app, manager, case, all_of_them=True)

    assert second in new_client().sign_in(COLLEAGUE).get("/cases").text
    with app.app_context():
        told = sa.select(OutboxMessage.person_id).where(OutboxMessage.event.like("case-officer|%"))
        assert len(db.session.scalars(told).all()) == 2


def test_partner_support_sees_whom_to_ask_now(app, manager, new_client):
    referral = send_one(new_client().sign_in(OFFICER))
    case, support = addresses(app, referral)
    give(app, manager, case)

    page = new_client().sign_in(SUPPORT).get(f"/support/{support}")

    assert "Another officer holds the case now: Demonstration officer’s colleague." in page.text


def test_nobody_outside_the_area_can_be_chosen(app, manager, case):
    answer = give(app, manager, case, officer=colleague(app, OTHER_OFFICER))

    assert answer.status_code == 422
    assert case in manager.get("/cases").text


def test_a_case_whose_officer_left_stands_among_the_first_on_the_managers_list(
    app, manager, case, new_client
):
    with app.app_context():
        officer = person_by_email(db.session, OFFICER)
        assert officer is not None
        accounts.deactivate(officer)
        db.session.commit()

    assert "The officer has left" in manager.get("/cases").text
    assert "can no longer sign in" in manager.get(f"/cases/{case}/officer").text
    give(app, manager, case)
    assert "From Demonstration officer to" in new_client().sign_in(COLLEAGUE).get(f"/cases/{case}").text


def test_officers_do_not_give_cases_away_themselves(case, new_client):
    assert new_client().sign_in(OFFICER).get(f"/cases/{case}/officer").status_code == 404
