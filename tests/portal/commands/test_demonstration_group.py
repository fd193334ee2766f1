"""The invented group under way that `flask demo` leaves: people, registers that are marked, and one to mark."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.commands.demonstration_group import MEMBERS, add_demonstration_group
from portal.messages.models import OutboxMessage
from portal.programme.models import AttendanceEntry
from tests.portal.referral_walk import OFFICER, PROGRAMME, SUPPORT


@pytest.fixture
def add(app, today):
    def add() -> None:
        with app.app_context():
            at = datetime.combine(today, time(12), UTC)
            add_demonstration_group(app.extensions["gazetteer"], day=today, at=at)
            db.session.commit()

    add()
    return add


def test_a_new_user_finds_a_group_with_one_register_to_mark(client, add):
    client.sign_in(PROGRAMME).get("/groups")
    assert "1 register to mark" in client.page.text

    client.get(client.page.links("Bradford")[0])

    assert all(member.name in client.page.text for member in MEMBERS)
    assert "2 places free of 12" in client.page.text


def test_its_people_are_on_their_officers_list_with_attendance_and_a_concern(client, add):
    client.sign_in(OFFICER).get("/cases")

    pages = [client.get(path).text for path in client.page.links("C-")]

    assert sum("sessions held and recorded for this person" in page for page in pages) == len(MEMBERS)
    assert any("2 sessions missed in a row" in page for page in pages)
    assert any("A concern was recorded on" in page for page in pages)


def test_nothing_of_the_past_is_news_or_late_today(app, client, add):
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(OutboxMessage.id))) == 0
    for reader in (PROGRAMME, OFFICER, SUPPORT):
        client.sign_in(reader).get("/deadlines")
        assert "Overdue" not in client.page.text


def test_the_group_is_filled_once(app, add):
    def rows() -> int | None:
        with app.app_context():
            return db.session.scalar(sa.select(sa.func.count(AttendanceEntry.id)))

    before = rows()
    add()

    assert before
    assert rows() == before


def test_one_of_the_families_has_ways_of_contact_contact_and_a_correction_in_progress(
    client, new_client, add
):
    officer, worker, programme = (new_client().sign_in(each) for each in (OFFICER, SUPPORT, PROGRAMME))
    officer.get("/cases")
    address = officer.page.links(MEMBERS[-1].name)[0]
    worker.get("/support")
    hand_offs = [worker.get(path).text for path in worker.page.links("S-")]

    assert "Tell who had a wrong paper" in officer.get(address).text
    assert "Supervised" in officer.get(f"{address}/contact").text
    assert sum("01632 960 114" in page for page in hand_offs) == 1
    assert "Read a correction" in programme.get("/referrals").text
