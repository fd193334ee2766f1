"""What a manager and an administrator see: counts, and nobody's name."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.models import Service
from directory_data.vocabulary import ReferralStatus
from portal.accounts.models import User
from portal.clock import now
from portal.messages.models import OutboxMessage
from portal.oversight.phases import PHASES, phases_in, row_of
from portal.rules.outbox import MessageState
from tests.page import words
from tests.portal.referral_walk import ADMIN, LISTINGS, MANAGER, OFFICER, send_one


def test_a_manager_sees_the_referrals_of_the_area_in_counts(client, new_client):
    send_one(new_client().sign_in(OFFICER))

    page = client.sign_in(MANAGER).get("/oversight")

    assert "Aire Valley Change" in page.text
    for name in ("Gareth", "Holroyd", "Nadia", "Quillfeather"):
        assert name not in page.text


def test_a_manager_without_an_area_oversees_nothing(app, client, new_client):
    send_one(new_client().sign_in(OFFICER))
    for area in (None, ""):
        with app.app_context():
            db.session.execute(sa.update(User).where(User.email == MANAGER).values(cafcass_area=area))
            db.session.commit()

        page = client.sign_in(MANAGER).get("/oversight")

        assert "Aire Valley Change" not in page.text


def test_an_administrator_sees_counts_of_every_area_and_no_name_of_a_family(client, new_client):
    send_one(new_client().sign_in(OFFICER))
    client.sign_in(ADMIN)

    for path in ("/oversight", "/admin"):
        text = client.get(path).text
        assert "Holroyd" not in text
        assert "Quillfeather" not in text


def test_an_administrator_reads_no_count_below_five(client, new_client):
    send_one(new_client().sign_in(OFFICER))

    page = client.sign_in(ADMIN).get("/oversight")

    cells = [words(cell) for cell in client.page.all("td")]
    assert cells
    assert set(cells) == {"Fewer than 5"}
    assert "Status by status" not in page.text


def test_an_administrator_cannot_open_a_case_or_a_referral(client, new_client):
    referral = send_one(new_client().sign_in(OFFICER))
    client.sign_in(ADMIN)

    assert client.get(f"/referrals/{referral}").status_code == 404
    assert client.get("/cases").status_code == 404


@pytest.mark.parametrize("page", ["/oversight", "/oversight/gaps", "/deadlines", "/deadlines/counts"])
def test_the_page_asks_the_store_as_often_for_many_referrals_as_for_one(
    app, client, new_client, statements, page
):
    officer = new_client().sign_in(OFFICER)
    send_one(officer)
    client.sign_in(MANAGER)
    with statements(app) as for_one:
        client.get(page)
    send_one(officer)
    send_one(officer)

    with statements(app) as for_many:
        client.get(page)

    assert len(for_many) == len(for_one) <= 12


def test_every_status_stands_in_one_stage_of_the_overview():
    stages = [status for within in PHASES.values() for status in within]

    assert sorted(stages) == sorted(ReferralStatus)


def test_a_stage_in_which_nobody_stands_is_no_column():
    row = row_of("Aire Valley Change", {ReferralStatus.SENT: 2, ReferralStatus.ACKNOWLEDGED: 1})

    assert phases_in([row]) == ["With the provider"]
    assert (row.by_phase["With the provider"], row.total) == (3, 3)
    assert row.by_status == {ReferralStatus.SENT: 2, ReferralStatus.ACKNOWLEDGED: 1}


def test_an_administrator_opens_on_what_has_to_be_done_in_order_of_harm(app, client, new_client, today):
    with app.app_context():
        old = db.session.scalars(sa.select(Service).order_by(Service.name)).first()
        old.confirmed_on = today - timedelta(days=400)
        db.session.add(OutboxMessage(event="lost", person_id=1, mail_key="", made_at=now(), due_at=now()))
        db.session.flush()
        db.session.execute(sa.update(OutboxMessage).values(state=MessageState.GIVEN_UP))
        db.session.commit()
        name = old.name
    provider = new_client().sign_in(LISTINGS)
    provider.submit("/listings/aire-valley-dvpp/change/contact", phone="01632 960 999", button="Save")

    page = client.sign_in(ADMIN).get("/admin").text.split('<ul class="app-rows">', 1)[1]

    assert name in page
    order = [
        page.index(words)
        for words in (
            "1 message was given up",
            "To do soon (",
            "New or waiting for you (1)",
            "Changes by Aire Valley Change",
        )
    ]
    assert order == sorted(order)
    assert "Changes by" not in client.get("/admin?show=overdue").text


def test_the_administrators_list_asks_the_store_as_often_for_many_listings_as_for_few(
    app, client, statements, today
):
    client.sign_in(ADMIN)
    with statements(app) as for_few:
        client.get("/admin")
    with app.app_context():
        db.session.execute(sa.update(Service).values(confirmed_on=today - timedelta(days=100)))
        db.session.commit()

    with statements(app) as for_many:
        client.get("/admin")

    assert len(for_many) == len(for_few) <= 12
