"""A service that is held at several venues says what differs at one of them."""

from __future__ import annotations

import sqlalchemy as sa

from directory_data.database import db
from directory_data.models import Service
from portal.listings.models import NewListing
from tests.portal.listings.test_files import rows, upload, written
from tests.portal.listings.walks import OWN, change, decide, proposed, versions

LIBRARY, HALL = "Old Library, Leeds", "Market Hall, Bradford"


def hold_at_both(app) -> None:
    with app.app_context():
        service = db.session.scalars(sa.select(Service).where(Service.slug == OWN)).one()
        service.venues = [venue for venue in service.provider.venues if venue.name in (LIBRARY, HALL)]
        db.session.commit()


def test_hours_at_one_venue_are_live_at_once_and_its_telephone_number_waits(
    app, client, provider, administrator
):
    hold_at_both(app)

    change(
        provider,
        "venues",
        venue_hours=f"{HALL}:  Tuesdays, 10am to 4pm\n",
        venue_phones=f"{HALL}: 01274 960 148",
    )

    page = client.get(f"/services/{OWN}").text
    assert "Tuesdays, 10am to 4pm" in page
    assert "01274 960 148" not in page
    assert [each.field for each in proposed(app)] == ["venue_phones"]
    decide(administrator, app, "approved")
    assert "01274 960 148" in client.get(f"/services/{OWN}").text
    assert versions(app)[-1].content["venue_hours"] == f"{HALL}: Tuesdays, 10am to 4pm"


def test_an_emptied_line_takes_the_hours_of_that_venue_away(app, client, provider):
    hold_at_both(app)
    change(provider, "venues", venue_hours=f"{HALL}: Tuesdays\n{LIBRARY}: Fridays")

    change(provider, "venues", venue_hours=f"{LIBRARY}: Fridays")

    page = client.get(f"/services/{OWN}").text
    assert ("Tuesdays" in page, "Fridays" in page) == (False, True)


def test_a_line_about_another_venue_is_said_at_its_box_and_stays_there(app, provider):
    hold_at_both(app)

    answer = change(provider, "venues", venue_hours="Corn Store: Mondays", venue_phones=f"{HALL}: ring us")

    assert answer.status_code == 422
    assert "Begin “Corn Store: Mondays” with the name of one of the venues" in answer.text
    assert "Write a telephone number in figures" in answer.text
    assert "Corn Store: Mondays</textarea>" in answer.text
    assert (proposed(app), versions(app)) == ([], [])


def test_two_lines_about_one_venue_are_refused(app, provider):
    hold_at_both(app)

    answer = change(provider, "venues", venue_hours=f"{HALL}: Mondays\n{HALL}: Fridays")

    assert "has two lines" in answer.text


def test_hours_at_one_venue_come_in_a_file_too(app, client, provider):
    hold_at_both(app)
    cells = rows(provider.get("/listings/files/meeting_places.csv"))
    next(row for row in cells if row["venue"] == HALL).update(opening_hours="Tuesdays", phone="01274 960 148")

    upload(provider, "take", meeting_places=written(cells))

    assert "Tuesdays" in client.get(f"/services/{OWN}").text
    assert [each.field for each in proposed(app)] == ["venue_phones"]


def test_a_file_gives_no_hours_to_a_venue_where_the_service_is_not_held(app, provider):
    lines = [{"service": OWN, "venue": HALL, "opening_hours": "Tuesdays", "phone": ""}]

    answer = upload(provider, "take", meeting_places=written(lines))

    assert answer.status_code == 422
    assert versions(app) == []


def test_a_listing_begun_before_these_were_asked_for_can_be_written_on(app, provider):
    provider.submit(
        "/listings/new", name="Talks", type="helpline", audience="public", button="Begin the listing"
    )
    with app.app_context():
        draft = db.session.scalars(sa.select(NewListing)).one()
        asked_later = ("venue_hours", "venue_phones")
        draft.content = {name: text for name, text in draft.content.items() if name not in asked_later}
        db.session.commit()
        number = draft.id

    page = provider.submit(
        f"/listings/new/{number}/venues", venues=[LIBRARY], venue_hours=f"{LIBRARY}: Fridays", button="Save"
    )

    assert "Saved" in page.text
    assert "Fridays" in provider.get(f"/listings/new/{number}").text
