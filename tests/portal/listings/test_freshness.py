"""Listings that grow old: the provider is reminded, confirms all at once, and the public can count."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa

from directory_data.database import db
from directory_data.models import Service
from portal.accounts.models import User
from portal.clock import now
from portal.listings import reminding
from portal.messages.models import OutboxMessage
from tests.portal.listings.walks import OWN, service
from tests.portal.referral_walk import LISTINGS


def age(app, days: int | None, today: date) -> None:
    """Let every listing of the sample provider have been confirmed so many days ago."""
    with app.app_context():
        own = sa.select(Service.provider_id).where(Service.slug == OWN).scalar_subquery()
        day = None if days is None else today - timedelta(days=days)
        db.session.execute(sa.update(Service).where(Service.provider_id == own).values(confirmed_on=day))
        db.session.commit()


def reminders(app) -> list[str]:
    with app.app_context():
        wanted = sa.select(OutboxMessage.event).join(User).where(User.email == LISTINGS)
        return [event for event in db.session.scalars(wanted) if event.startswith("listing-reminder")]


def chase(app) -> None:
    assert app.test_cli_runner().invoke(args=["chase"]).exit_code == 0


def test_a_provider_is_reminded_once_on_each_of_three_days_and_once_for_all_its_listings(app, today):
    numbers = []
    for days in (59, 60, 60, 75, 90, 91, 200):
        age(app, days, today)
        chase(app)
        chase(app)
        numbers.append(len(reminders(app)))

    # Each age stands for another day of confirmation here, and so for a reminder of its own.
    assert numbers == [0, 1, 1, 2, 3, 4, 5]


def test_a_reminder_of_one_confirmation_goes_out_on_each_of_its_three_days(app, today):
    age(app, 60, today)
    for later in (0, 1, 15, 16, 30, 31, 100):
        with app.app_context():
            reminding.remind(at=now(), today=today + timedelta(days=later))
            db.session.commit()

    assert [event.rpartition("|")[2] for event in reminders(app)] == ["60", "75", "90"]


def test_what_nobody_ever_confirmed_is_reminded_of_once(app, today):
    age(app, None, today)
    chase(app)
    chase(app)

    assert len(reminders(app)) == 1


def test_all_listings_are_confirmed_in_one_action(app, client, today):
    age(app, 100, today)
    provider = client.sign_in(LISTINGS)
    assert "Nobody has confirmed this listing since" in provider.get("/listings").text

    provider.submit("/listings", button="Confirm all listings")

    assert service(app).confirmed_on == today
    assert "Nobody has confirmed" not in provider.page.text


def test_the_quality_page_counts_what_the_public_may_find(app, client, today, statements):
    with app.app_context():
        number = db.session.scalar(
            sa.select(sa.func.count(Service.id)).where(Service.audience != "professional")
        )
    before = client.get("/quality").text
    age(app, 91, today)

    with statements(app) as sent:
        after = client.get("/quality").text

    assert f"of {number} listings (" in before
    assert before != after
    assert len(sent) <= 2


def test_no_listing_of_another_provider_is_confirmed_with_ones_own(app, client, today):
    client.sign_in(LISTINGS).submit("/listings", button="Confirm all listings")

    with app.app_context():
        own = sa.select(Service.provider_id).where(Service.slug == OWN).scalar_subquery()
        others = sa.select(sa.func.count(Service.id)).where(Service.provider_id != own)
        assert db.session.scalar(others.where(Service.confirmed_on == today)) == 0


def test_readers_are_warned_on_top_of_a_listing_after_ninety_days(app, client, today):
    warned = []
    for days in (90, 91):
        age(app, days, today)
        facts_begin = client.get(f"/services/{OWN}").text.partition('<dl class="app-facts">')[0]
        warned.append("Not confirmed since" in facts_begin)

    assert warned == [False, True]
