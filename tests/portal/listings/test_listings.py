"""A provider keeps its own listings true, and nobody else's."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.models import Group, Service
from directory_data.vocabulary import ServiceStatus
from tests.portal.referral_walk import OFFICER, day_of, send_one

OWN, OTHERS = "aire-valley-dvpp", "mersey-change-dvpp"


def service(app, slug: str = OWN) -> Service:
    with app.app_context():
        wanted = sa.select(Service).where(Service.slug == slug).options(sa.orm.selectinload(Service.groups))
        return db.session.scalars(wanted).one()


def others(app) -> Service:
    """A programme of another provider, with a group."""
    with app.app_context():
        own = db.session.scalars(sa.select(Service.provider_id).where(Service.slug == OWN)).one()
        wanted = sa.select(Service).where(Service.provider_id != own, Service.groups.any())
        return db.session.scalars(wanted.options(sa.orm.selectinload(Service.groups))).first()


def test_a_pause_has_an_end_that_is_to_come(app, provider):
    answer = provider.submit(
        f"/listings/{OWN}/status", status="paused", **day_of("status_until", 22, 11, 2026), button="Save"
    )

    assert answer.status_code == 422
    assert provider.page.errors() == ["The date must be in the future"]
    assert service(app).status is ServiceStatus.OPEN


def test_an_open_service_has_no_date_of_a_pause(provider):
    provider.submit(
        f"/listings/{OWN}/status", status="open", **day_of("status_until", 1, 2, 2027), button="Save"
    )

    assert provider.page.errors() == ["Give a date only for a pause, or leave it empty"]


def test_a_pause_until_the_last_day_there_is_breaks_no_page(provider):
    provider.submit(
        f"/listings/{OWN}/status", status="paused", **day_of("status_until", 31, 12, 9999), button="Save"
    )

    assert "Paused until 31 December 9999" in provider.page.text
    assert provider.get(f"/services/{OWN}").status_code == 200


@pytest.mark.parametrize(
    ("places_max", "places_taken", "sentence"),
    [
        ("many", "0", "Enter a number from 1 to 12"),
        ("13", "0", "Enter a number from 1 to 12"),
        ("12", "-1", "Enter a number from 0 to 12"),
        ("12", "9" * 30, "Enter a number from 0 to 12"),
        ("", "0", "Enter the number of places"),
    ],
)
def test_places_are_numbers_that_a_group_can_have(app, provider, places_max, places_taken, sentence):
    group = service(app).groups[0]

    answer = provider.submit(
        f"/listings/{OWN}/groups/{group.id}/places",
        places_max=places_max,
        places_taken=places_taken,
        button="Save the places",
    )

    assert answer.status_code == 422
    assert provider.page.errors() == [sentence]


def test_a_place_that_is_held_for_a_referral_cannot_be_written_away(app, provider, new_client):
    send_one(new_client().sign_in(OFFICER))
    group = next(group for group in service(app).groups if group.places_held)

    answer = provider.submit(
        f"/listings/{OWN}/groups/{group.id}/places", places_max=12, places_taken=12, button="Save the places"
    )

    assert answer.status_code == 422
    assert provider.page.errors() == [
        "One place is held for people referred through this portal. Enter 11 or fewer, or more places in the group"
    ]
    assert (
        next(each for each in service(app).groups if each.id == group.id).places_taken == group.places_taken
    )


def test_a_group_is_not_made_smaller_than_it_needs_to_be(app, provider):
    group = service(app).groups[0]

    answer = provider.submit(
        f"/listings/{OWN}/groups/{group.id}/places", places_max=1, places_taken=0, button="Save the places"
    )

    assert answer.status_code == 422
    assert provider.page.errors() == ["The group needs at least 8 people. Enter 8 or more"]


def test_no_more_people_are_enrolled_than_there_are_places(app, provider):
    group = service(app).groups[0]

    answer = provider.submit(
        f"/listings/{OWN}/groups/{group.id}/places", places_max=8, places_taken=9, button="Save the places"
    )

    assert answer.status_code == 422
    assert provider.page.errors() == ["The group would have 8 places. Enter 8 or fewer"]


def test_the_end_of_a_pause_goes_with_the_pause(app, provider):
    provider.submit(
        f"/listings/{OWN}/status", status="paused", **day_of("status_until", 1, 2, 2027), button="Save"
    )

    provider.submit(f"/listings/{OWN}/status", status="open", button="Save")

    assert service(app).status is ServiceStatus.OPEN
    assert service(app).status_until is None


def test_a_pause_that_has_run_out_is_shown_as_open(app, provider, today):
    provider.submit(
        f"/listings/{OWN}/status", status="paused", **day_of("status_until", 1, 2, 2027), button="Save"
    )
    paused = _tags(provider, "/listings")
    app.config["TODAY"] = date(2027, 2, 1)
    try:
        after, on_its_page = _tags(provider, "/listings"), _tags(provider, f"/listings/{OWN}")
    finally:
        app.config["TODAY"] = today

    assert "Paused" in paused
    assert "Paused" not in after + on_its_page
    assert "Open to referrals" in on_its_page


def _tags(client, path: str) -> list[str]:
    client.get(path)
    tags = [each for each in client.page.all("strong") if "govuk-tag" in each.get("class", "")]
    return ["".join(each.itertext()) for each in tags]


def test_a_closure_is_announced_and_begins_by_itself(app, client, provider, today):
    provider.submit(
        f"/listings/{OWN}/status",
        status="paused",
        **day_of("status_from", 21, 12, 2026),
        **day_of("status_until", 4, 1, 2027),
        button="Save",
    )

    assert "It changes by itself on 21 December 2026." in provider.page.text
    assert "Open to referrals" in _tags(provider, f"/listings/{OWN}")
    assert "Paused from 21 December 2026 until 4 January 2027" in client.get(f"/services/{OWN}").text
    for day, tag in ((date(2026, 12, 21), "Paused"), (date(2027, 1, 4), "Open to referrals")):
        app.config["TODAY"] = day
        try:
            assert tag in _tags(provider, f"/listings/{OWN}")
        finally:
            app.config["TODAY"] = today


def test_an_announced_closure_is_taken_back(app, provider, today):
    dates = day_of("status_from", 21, 12, 2026)
    provider.submit(f"/listings/{OWN}/status", status="closed-to-new-referrals", **dates, button="Save")

    provider.submit(f"/listings/{OWN}/status", status="open", button="Save")

    after = service(app)
    assert (after.status, after.status_from, after.status_until) == (ServiceStatus.OPEN, today, None)


@pytest.mark.parametrize(
    ("status", "begins", "ends", "sentence"),
    [
        ("paused", (22, 11, 2026), None, "The date must be in the future. Leave it empty for now"),
        ("paused", (21, 12, 2026), (21, 12, 2026), "The pause must end after it begins"),
        ("open", (21, 12, 2026), None, "To open on a later day, choose Paused, and give that day below"),
    ],
)
def test_the_days_of_a_closure_fit_together(app, provider, status, begins, ends, sentence):
    days = day_of("status_from", *begins) | (day_of("status_until", *ends) if ends else {})

    answer = provider.submit(f"/listings/{OWN}/status", status=status, **days, button="Save")

    assert answer.status_code == 422
    assert provider.page.errors() == [sentence]
    assert service(app).status is ServiceStatus.OPEN


def test_confirming_a_listing_puts_a_name_and_a_day_to_it(app, provider, today):
    provider.submit(f"/listings/{OWN}", button="Confirm that everything is true today")

    assert service(app).confirmed_on == today
    assert "by Demonstration provider administrator" in provider.page.text


def test_who_changes_places_or_status_has_not_confirmed_the_rest(app, provider):
    before, group = service(app), service(app).groups[0]

    provider.submit(f"/listings/{OWN}/groups/{group.id}/places", places_max=11, button="Save the places")
    provider.submit(f"/listings/{OWN}/status", status="paused", button="Save")

    assert (service(app).confirmed_on, service(app).confirmed_by) == (
        before.confirmed_on,
        before.confirmed_by,
    )


@pytest.mark.parametrize("room", ["", "/status", "/groups/{}/places", "/confirm"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_providers_listing_is_not_found(app, provider, room, method):
    listing = others(app)
    provider.get("/listings")
    token = next(
        field.get("value") for field in provider.page.all("input") if field.get("name") == "csrf_token"
    )
    path = f"/listings/{listing.slug}{room.format(listing.groups[0].id)}"

    answer = provider.open(path, method=method, data={"csrf_token": token} if method == "POST" else None)

    assert answer.status_code == 404


def test_another_providers_group_is_not_found_below_ones_own_service(app, provider):
    group = others(app).groups[0]

    assert provider.get(f"/listings/{OWN}/groups/{group.id}/places").status_code == 404
    assert provider.get(f"/listings/{OWN}/groups/99999999999999/places").status_code == 404


@pytest.mark.parametrize("slug", ["%00", "a%00b", "..%2F..%2Fetc", "%F0%9F%92%A9", "x" * 3000])
def test_a_name_that_is_no_name_is_not_found(provider, slug):
    assert provider.get(f"/listings/{slug}").status_code == 404


def test_a_script_in_a_description_is_shown_as_text(app, client):
    with app.app_context():
        record = db.session.scalars(sa.select(Service).where(Service.slug == OWN)).one()
        record.description = "<script>alert('told')</script> <img src=x onerror=alert(1)> We help."
        record.name = "Aire <b>Valley</b> & Sons"
        db.session.commit()

    for path in (f"/services/{OWN}", "/services?where=Leeds", "/areas/leeds"):
        html = client.get(path).text
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "<b>Valley" not in html
    assert "&lt;b&gt;Valley&lt;/b&gt;" in html


def test_a_script_in_a_name_is_text_to_officers_and_providers_too(app, provider, new_client):
    with app.app_context():
        record = db.session.scalars(sa.select(Service).where(Service.slug == OWN)).one()
        record.name = "Aire <script>alert(1)</script>"
        record.groups[0].name = "<script>alert(2)</script>"
        db.session.commit()
    officer = new_client().sign_in(OFFICER)
    referral = send_one(officer)

    pages = [
        officer.get(f"/referrals/{referral}"),
        provider.get(f"/listings/{OWN}"),
        provider.get("/listings"),
    ]

    assert not any("<script>alert" in page.text for page in pages)


def test_the_pages_ask_the_store_as_often_for_many_groups_as_for_few(app, provider, statements):
    def asked() -> list[int]:
        counts = []
        for path in ("/listings", f"/listings/{OWN}"):
            with statements(app) as sent:
                provider.get(path)
            counts.append(len(sent))
        return counts

    few = asked()
    with app.app_context():
        group = db.session.scalars(sa.select(Group).join(Service).where(Service.slug == OWN)).first()
        columns = {
            column.name: getattr(group, column.name)
            for column in Group.__table__.columns
            if column.name != "id"
        }
        db.session.execute(sa.insert(Group), [{**columns, "name": f"Group {number}"} for number in range(30)])
        db.session.commit()

    assert asked() == few
    assert max(few) <= 12
