"""Somebody who was invited looks through a provider's listings and answers for them from that day."""

from __future__ import annotations

import sqlalchemy as sa

from directory_data.database import db
from portal.accounts.models import User
from tests.portal.listings.test_changing import colleague
from tests.portal.listings.walks import OWN, service

SUPPORT = "aire-valley-partner-support"


def claimed(client, **said):
    """Claim the provider's two listings."""
    answers = {OWN: "right", SUPPORT: "right"} | said
    typed = {f"listing-{slug}": answer for slug, answer in answers.items()}
    return client.submit("/listings/claim", typed, button="Claim")


def test_the_first_thing_to_do_is_to_claim(provider):
    text = provider.get("/listings").text

    assert "Nobody is responsible for these listings yet" in text
    claimed(provider)
    assert "Nobody is responsible" not in provider.page.text
    assert "has been responsible for these listings since 23 November 2026" in provider.page.text


def test_what_is_right_is_confirmed_and_what_is_not_is_corrected_next(app, provider, today):
    answer = claimed(provider, **{OWN: "to-correct"})

    assert answer.request.path == f"/listings/{OWN}"
    assert "Now correct the other 1" in provider.page.text
    assert service(app, SUPPORT).confirmed_on == today
    assert service(app, OWN).confirmed_on != today


def test_nothing_is_claimed_unread(provider):
    answer = provider.submit("/listings/claim", {f"listing-{SUPPORT}": "right"}, button="Claim")

    assert answer.status_code == 422
    assert provider.page.errors()[0].startswith("Say whether")
    assert "Nobody is responsible" in provider.get("/listings").text


def test_the_administrator_of_the_directory_sees_who_claimed_and_when(provider, administrator):
    assert "Not claimed yet" in administrator.get("/admin/providers").text

    claimed(provider)

    assert "Claimed" in administrator.get("/admin/providers").text


def test_a_colleague_takes_over_and_a_leaver_answers_for_nothing(app, provider, new_client):
    claimed(provider)
    second = new_client().sign_in(colleague(app))
    assert "Take over from them" in second.get("/listings").text
    claimed(second)

    assert "Second Editor has been responsible for these listings" in provider.get("/listings").text
    assert "Second Editor" in provider.page.text
    with app.app_context():
        number = db.session.scalars(sa.select(User.id).where(User.name == "Second Editor")).one()
    provider.submit(f"/listings/people/{number}/close", button="Close")
    assert "has been responsible for these listings since" in provider.get("/listings").text
    assert "Second Editor" not in provider.page.text
