"""Opening a record out of turn: for a reason, for half an hour, with a manager told and the worker shown."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.vocabulary import Role
from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.messages.models import OutboxMessage
from portal.partner_support.models import Opening
from tests.portal.partner_support.walks import NUMBER, last_hand_off, record_way
from tests.portal.referral_walk import (
    ADMIN,
    MANAGER,
    OFFICER,
    OTHER_OFFICER,
    PROGRAMME,
    SUPPORT,
    confirm_and_send,
    draft,
    open_case_with_order,
    write,
)

WHY = "Her son rang: he is at her door."


@pytest.fixture
def officer(new_client):
    return new_client().sign_in(OFFICER)


@pytest.fixture
def case(app, officer) -> str:
    case = open_case_with_order(officer)
    confirm_and_send(officer, write(officer, draft(officer, case)))
    return case


@pytest.fixture
def hand_off(app, case, new_client) -> str:
    hand_off = last_hand_off(app)
    record_way(new_client().sign_in(SUPPORT), hand_off)
    return hand_off


def told(app) -> list[str]:
    """Who has been told of an opening."""
    with app.app_context():
        wanted = sa.select(User.email).join(OutboxMessage).where(OutboxMessage.event.startswith("opening|"))
        return list(db.session.scalars(wanted))


def open_it(client, case: str, hand_off: str):
    return client.submit(
        f"/cases/{case}/support/{hand_off}/open", reason="harm", why=WHY, button="Open it for half an hour"
    )


def test_it_opens_for_a_reason_and_a_manager_is_told(app, officer, new_client, case, hand_off):
    page = open_it(officer, case, hand_off).get_data(as_text=True)

    assert NUMBER in page
    with app.app_context():
        told = db.session.scalars(
            sa.select(User.email).join(OutboxMessage).where(OutboxMessage.event.startswith("opening|"))
        ).all()
        assert told == [MANAGER]
        acts = db.session.scalars(sa.select(AuditEntry.act).where(AuditEntry.reference == hand_off)).all()
        assert "glass-broken" in acts
    listed = new_client().sign_in(MANAGER).get("/oversight/openings").text
    assert WHY in listed
    assert "To prevent serious harm" in listed
    assert "opened" in new_client().sign_in(SUPPORT).get(f"/support/{hand_off}").text.lower()


def test_a_manager_finds_it_on_the_list_of_cases_and_on_the_oversight_page(
    officer, new_client, case, hand_off
):
    open_it(officer, case, hand_off)
    manager = new_client().sign_in(MANAGER)

    assert "Opened out of turn: look into it" in manager.get("/cases").text
    assert "Opened out of turn: look into it" not in officer.get("/cases").text
    manager.get(f"/cases/{case}")
    assert manager.page.links("Records opened out of turn") == ["/oversight/openings"]
    manager.get("/oversight")
    (there,) = manager.page.links("Records opened out of turn")
    manager.submit(there, button="I have looked into this")

    assert "Opened out of turn: look into it" not in manager.get("/cases").text


def test_a_manager_alone_in_an_area_is_looked_into_by_one_of_another(
    app, officer, new_client, case, hand_off
):
    with app.app_context():
        other = db.session.scalars(sa.select(User).where(User.email == OTHER_OFFICER)).one()
        other.role = Role.MANAGER
        db.session.commit()
    lone = new_client().sign_in(MANAGER)
    open_it(lone, case, hand_off)

    other = new_client().sign_in(OTHER_OFFICER)
    listed = other.get("/oversight/openings")
    assert told(app) == [OTHER_OFFICER]
    assert WHY in listed.text
    assert f"/cases/{case}" not in listed.text
    other.submit(listed, button="I have looked into this")
    assert "Looked into" in lone.get("/oversight/openings").text


def test_where_there_is_no_other_manager_the_administrators_are_told(app, new_client, case, hand_off):
    open_it(new_client().sign_in(MANAGER), case, hand_off)

    assert told(app) == [ADMIN]


def test_an_opening_of_an_area_with_another_manager_is_not_for_others(
    app, officer, new_client, case, hand_off
):
    with app.app_context():
        other = db.session.scalars(sa.select(User).where(User.email == OTHER_OFFICER)).one()
        other.role = Role.MANAGER
        db.session.commit()
    open_it(officer, case, hand_off)

    assert told(app) == [MANAGER]
    assert WHY not in new_client().sign_in(OTHER_OFFICER).get("/oversight/openings").text


@pytest.mark.parametrize("how", ["unsafe", "moved", "no contact"])
def test_of_what_is_not_safe_the_kind_is_named_and_not_the_number(
    app, officer, new_client, case, hand_off, how
):
    worker = new_client().sign_in(SUPPORT)
    record_way(worker, hand_off, "letter", address="12 Invented Row")
    if how == "unsafe":
        record_way(worker, hand_off, safety="unsafe")
        record_way(worker, hand_off, "letter", safety="unsafe")
    elif how == "moved":
        worker.submit(f"/support/{hand_off}", button="The person has moved")
    else:
        worker.submit(f"/support/{hand_off}/steps/unsafe", note="", button="Record this")

    page = open_it(officer, case, hand_off).get_data(as_text=True)

    assert NUMBER not in page
    assert "12 Invented Row" not in page
    assert "Telephone" in page
    assert "Letter" in page
    assert "ring Aire Valley Change Partner Support" in page


def test_the_officers_words_are_not_shown_either_once_no_contact_is_safe(app, officer, new_client, case):
    worker, number = new_client().sign_in(SUPPORT), last_hand_off(app)
    assert "960 047" in open_it(officer, case, number).get_data(as_text=True)
    worker.submit(f"/support/{number}/steps/unsafe", note="", button="Record this")

    page = open_it(officer, case, number).get_data(as_text=True)

    assert "960 047" not in page
    assert "No contact is safe, as was recorded on" in page


def test_without_a_reason_it_stays_shut(officer, case, hand_off):
    answer = officer.submit(
        f"/cases/{case}/support/{hand_off}/open", reason="harm", why=" ", button="Open it for half an hour"
    )

    assert answer.status_code == 422
    assert NUMBER not in answer.get_data(as_text=True)


def test_after_half_an_hour_it_is_shut_again(app, officer, case, hand_off):
    path = open_it(officer, case, hand_off).request.path
    with app.app_context():
        opened = db.session.scalars(sa.select(Opening)).one()
        opened.at -= timedelta(minutes=31)
        db.session.commit()

    answer = officer.get(path, follow_redirects=True)

    assert "This opening has ended" in answer.text
    assert NUMBER not in answer.text


def test_it_is_open_to_nobody_else(officer, new_client, case, hand_off):
    path = open_it(officer, case, hand_off).request.path

    for stranger in (MANAGER, OTHER_OFFICER, PROGRAMME):
        assert new_client().sign_in(stranger).get(path).status_code == 404


def test_a_manager_looks_into_it_and_nobody_into_their_own(app, officer, new_client, case, hand_off):
    open_it(officer, case, hand_off)
    manager = new_client().sign_in(MANAGER)
    open_it(manager, case, hand_off)

    with app.app_context():
        own = db.session.scalars(sa.select(Opening.number).order_by(Opening.id.desc())).first()
    manager.get("/oversight/openings")
    manager.post(f"/oversight/openings/{own}/seen", data={"csrf_token": manager.token()})
    assert "Looked into" not in manager.get("/oversight/openings").text

    with app.app_context():
        other = db.session.scalars(sa.select(Opening.number).order_by(Opening.id)).first()
    manager.get("/oversight/openings")
    manager.post(f"/oversight/openings/{other}/seen", data={"csrf_token": manager.token()})
    assert "Looked into" in manager.get("/oversight/openings").text


def test_the_officer_knows_where_the_offer_stands_and_the_case_page_does_not_say(
    officer, new_client, case, hand_off
):
    worker = new_client().sign_in(SUPPORT)
    worker.submit(f"/support/{hand_off}/steps/engage", note="", button="Record this")

    assert "In support" in officer.get(f"/cases/{case}/support").text
    assert "In support" not in officer.get(f"/cases/{case}").text
