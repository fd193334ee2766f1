"""An old version is brought back: what is gone is said and drops nothing, and nobody is left without an answer."""

from __future__ import annotations

import sqlalchemy as sa

from directory_data.database import db
from directory_data.models import Service
from tests.portal.listings.walks import OWN, change, decide, proposed, service, versions
from tests.portal.referral_walk import OFFICER, send_one

LIBRARY, HALL = "Old Library, Leeds", "Market Hall, Bradford"
OTHER = "mersey-change-partner-support"


def rename(app, old: str, new: str) -> None:
    """The venue has another name from now on."""
    with app.app_context():
        own = db.session.scalars(sa.select(Service).where(Service.slug == OWN)).one()
        next(venue for venue in own.provider.venues if venue.name == old).name = new
        db.session.commit()


def version(app, provider, number: int) -> str:
    """The address of a version of one's own programme."""
    return f"/listings/history/service/{service(app).id}/{number}"


def held_at(app) -> list[str]:
    """The names of the venues of one's own programme."""
    with app.app_context():
        own = db.session.scalars(sa.select(Service).where(Service.slug == OWN)).one()
        return [venue.name for venue in own.venues]


def test_a_venue_that_is_gone_is_said_and_the_others_stay(app, provider, administrator):
    change(provider, "venues", venues=[LIBRARY, HALL])
    decide(administrator, app, "approved")
    change(provider, "contact", opening_hours="Mornings")
    rename(app, HALL, "New Hall")
    sentence = f"“Venues where it is held” stays as it is now. Not there any more: {HALL}."

    page = provider.get(version(app, provider, 2)).text
    provider.submit(version(app, provider, 2), button="Bring version 2 back")

    assert sentence in page
    assert sentence in provider.page.text
    assert held_at(app) == [LIBRARY, "New Hall"]
    assert [each.field for each in proposed(app) if each.waits] == []


def test_a_venue_with_another_name_is_the_same_venue(app, provider, administrator):
    change(provider, "venues", venues=[LIBRARY, HALL], venue_hours=f"{LIBRARY}: Tuesdays")
    decide(administrator, app, "approved")
    change(provider, "venues", venues=[LIBRARY], venue_hours="")
    decide(administrator, app, "approved")
    with app.app_context():
        own = db.session.scalars(sa.select(Service).where(Service.slug == OWN)).one()
        number = next(venue.id for venue in own.provider.venues if venue.name == HALL)
    provider.submit(f"/listings/venues/{number}", name="New Hall", button="Save")
    decide(administrator, app, "approved")

    provider.submit(version(app, provider, 3), button="Bring version 3 back")
    decide(administrator, app, "approved")

    assert held_at(app) == [LIBRARY, "New Hall"]
    assert "Not there any more" not in provider.page.text


def test_a_new_name_of_a_venue_is_a_version_of_what_is_held_there(app, provider, administrator):
    with app.app_context():
        own = db.session.scalars(sa.select(Service).where(Service.slug == OWN)).one()
        number = next(venue.id for venue in own.venues if venue.name == LIBRARY)
    provider.submit(f"/listings/venues/{number}", name="New Library", button="Save")
    decide(administrator, app, "approved")

    provider.get(f"/listings/history/service/{service(app).id}")

    assert "Its venue is called New Library now." in provider.page.text
    assert "by an operator" not in provider.page.text


def test_taking_partner_support_away_by_an_old_version_asks_too(app, provider, administrator, new_client):
    change(provider, "partner-support", partner_services=["aire-valley-partner-support", OTHER])
    decide(administrator, app, "approved")
    send_one(new_client().sign_in(OFFICER))

    asked = provider.submit(version(app, provider, 1), button="Bring version 1 back")

    assert asked.status_code == 422
    assert provider.page.errors() == ["Say what happens to the referrals under way"]
    assert [each for each in proposed(app) if each.waits] == []
    provider.submit(version(app, provider, 1), unpairing="stays", button="Bring version 1 back")
    (waiting,) = [each for each in proposed(app) if each.waits]
    assert (waiting.field, waiting.on_referrals) == ("partner_services", "stays")
    assert waiting.why.endswith(
        "supports the people of these referrals until they end. Version 1 brought back."
    )


def test_a_line_about_a_venue_that_is_gone_is_never_dropped(app, provider):
    said = "Tuesdays"
    change(provider, "venues", venue_hours=f"{LIBRARY}: {said}")
    number = versions(app)[-1].number
    change(provider, "venues", venue_hours="")
    rename(app, LIBRARY, "New Library")

    provider.submit(version(app, provider, number), button=f"Bring version {number} back")

    assert f"Not there any more: {LIBRARY}: {said}." in provider.page.text


def test_a_waiting_change_that_names_a_venue_of_another_name_is_not_half_done(app, provider, administrator):
    change(provider, "venues", venues=[LIBRARY, HALL])
    rename(app, HALL, "New Hall")

    answer = decide(administrator, app, "approved")

    assert answer.status_code == 409
    assert f"“{HALL}” is not there any more" in answer.text
    assert held_at(app) == [LIBRARY]


def test_two_venues_have_two_names(app, provider):
    with app.app_context():
        own = db.session.scalars(sa.select(Service).where(Service.slug == OWN)).one()
        number = next(venue.id for venue in own.provider.venues if venue.name == HALL)

    answer = provider.submit(f"/listings/venues/{number}", name=LIBRARY.upper(), button="Save")

    assert answer.status_code == 422
    assert provider.page.errors() == [
        "You have a venue of this name. Choose another name, or change that venue"
    ]
