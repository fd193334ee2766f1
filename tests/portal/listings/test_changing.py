"""A provider changes what its listings say: some of it is live at once, some of it waits, none of it is lost."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from directory_data import changes
from directory_data.database import db
from directory_data.listing_vocabulary import Decision, ListingPart
from directory_data.models import Group, Service, Venue
from portal.accounts.models import User
from tests.portal.listings.walks import OWN, change, proposed, service, versions
from tests.portal.referral_walk import LISTINGS, OFFICER, day_of, send_one

OTHERS = "mersey-change-dvpp"


def colleague(app):
    """A second administrator of the same provider, by e-mail address."""
    with app.app_context():
        first = db.session.scalars(sa.select(User).where(User.email == LISTINGS)).one()
        support = db.session.scalars(sa.select(User).where(User.email == "programme@demo.example")).one()
        support.role = first.role
        support.name = "Second Editor"
        db.session.commit()
        return support.email


def test_opening_hours_are_live_at_once(app, client, provider):
    change(provider, "contact", opening_hours="Every day, 10am to 4pm", why="Longer hours")

    assert "It is live now" in provider.page.text
    assert service(app).opening_hours == "Every day, 10am to 4pm"
    assert "Every day, 10am to 4pm" in client.get(f"/services/{OWN}").text


def test_a_telephone_number_waits_and_the_old_one_stays_live(app, client, provider):
    before = service(app).phone

    change(provider, "contact", phone="0113 496 0999")

    assert "A directory administrator looks at it first" in provider.page.text
    assert service(app).phone == before
    assert "0113 496 0999" not in client.get(f"/services/{OWN}").text
    assert [(each.field, each.old, each.new) for each in proposed(app)] == [
        ("phone", before, "0113 496 0999")
    ]


def test_one_form_with_both_kinds_of_change_says_which_is_which(provider):
    change(provider, "contact", phone="0113 496 0999", opening_hours="Mornings")

    assert "Part of it is live now. A directory administrator looks at the rest first." in provider.page.text


def test_only_what_was_changed_is_proposed(app, provider):
    change(provider, "about", name="Aire Valley Programme")

    assert [each.field for each in proposed(app)] == ["name"]


def test_the_same_form_sent_twice_is_one_change(app, provider):
    page = provider.get(f"/listings/{OWN}/change/contact")
    for _ in range(2):
        provider.submit(page, phone="0113 496 0999", opening_hours="Mornings", button="Save")

    assert len(proposed(app)) == 1
    assert len(versions(app)) == 2


def test_a_newer_wish_takes_the_place_of_an_older_one(app, provider):
    change(provider, "contact", phone="0113 496 0999")
    change(provider, "contact", phone="0113 496 0998")

    assert [(each.new, each.decision) for each in proposed(app)] == [
        ("0113 496 0999", Decision.REPLACED),
        ("0113 496 0998", None),
    ]


def test_typing_the_live_text_again_takes_a_change_back(app, provider):
    before = service(app).phone
    change(provider, "contact", phone="0113 496 0999")
    change(provider, "contact", phone=before)

    assert [each.decision for each in proposed(app)] == [Decision.WITHDRAWN]


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("contact", {"phone": "ring us"}, "Write a telephone number in figures, such as 0113 496 0123"),
        (
            "contact",
            {"email": "two@a.example, b"},
            "Write one e-mail address, such as office@provider.example",
        ),
        (
            "contact",
            {"website": "javascript:alert(1)"},
            "Write a web address that begins with https:// or http://",
        ),
        ("about", {"name": ""}, "Enter name of the service"),
        ("about", {"summary": "x" * 301}, "This is longer than 300 characters. Shorten it"),
        ("area", {"coverage": "Leeds\nNarnia"}, "We know no area called “Narnia”."),
        ("area", {"coverage": "LS6 3AA"}, "Give only the first half of a postcode, such as LS6"),
        (
            "contact",
            day_of("starts_on", 23, 11, 2026),
            "Choose a date in the future, or leave it empty for now",
        ),
    ],
)
def test_what_cannot_be_is_said_at_its_box_and_nothing_typed_is_lost(app, provider, key, typed, sentence):
    answer = change(provider, key, **typed)

    assert answer.status_code == 422
    assert provider.page.errors()[0].startswith(sentence)
    assert all(text in answer.text for text in typed.values() if "\n" not in text)
    assert proposed(app) == []
    assert versions(app) == []


def test_areas_are_typed_by_name_and_kept_by_code(app, provider, administrator):
    change(provider, "area", coverage="Leeds\nWest Yorkshire Police area\nnot LS29\nBradford")

    assert proposed(app)[0].new.splitlines() == [
        "local-authority E08000032",
        "local-authority E08000035",
        "not outcode LS29",
        "police-area E23000010",
    ]
    assert "not LS29" in provider.get(f"/listings/{OWN}/change/area").text.casefold().replace("ls29", "LS29")


def test_the_second_of_two_editors_is_told_and_loses_nothing(app, provider, new_client):
    second = new_client().sign_in(colleague(app))
    page = second.get(f"/listings/{OWN}/change/contact")
    change(provider, "contact", opening_hours="Mornings only")

    answer = second.submit(page, opening_hours="Evenings only", phone="0113 496 0777", button="Save")

    assert answer.status_code == 422
    assert second.page.errors() == [
        "Demonstration provider administrator changed this while you were typing. It now says: Mornings only. "
        "Save again to put yours in its place, or type theirs"
    ]
    assert "Evenings only" in answer.text
    assert "0113 496 0777" in answer.text
    assert service(app).opening_hours == "Mornings only"

    second.submit(None, button="Save")

    assert service(app).opening_hours == "Evenings only"
    assert [each.field for each in proposed(app)] == ["phone"]


def test_two_editors_of_different_fields_both_get_their_way(app, provider, new_client):
    second = new_client().sign_in(colleague(app))
    page = second.get(f"/listings/{OWN}/change/contact")
    change(provider, "contact", opening_hours="Mornings only")

    second.submit(page, languages="English, Polish", button="Save")

    assert service(app).opening_hours == "Mornings only"
    assert service(app).languages == "English, Polish"


def test_every_live_change_is_a_version_with_who_when_and_why(app, provider):
    change(provider, "contact", opening_hours="Mornings only", why="Fewer staff")
    change(provider, "contact", languages="English, Urdu")

    kept = versions(app)
    assert [(each.number, each.part, each.by_id is not None, each.why) for each in kept] == [
        (1, ListingPart.SERVICE, False, "As it stood before its first change here."),
        (2, ListingPart.SERVICE, True, "Fewer staff"),
        (3, ListingPart.SERVICE, True, ""),
    ]
    text = provider.get(f"/listings/history/service/{kept[0].part_id}").text
    assert "Fewer staff" in text
    assert "Mornings only" in text
    assert "Demonstration provider administrator" in text


def test_what_was_loaded_meanwhile_is_a_version_too(app, provider):
    change(provider, "contact", opening_hours="Mornings only")
    with app.app_context():
        db.session.execute(sa.update(Service).where(Service.slug == OWN).values(cost="Free."))
        db.session.commit()
    change(provider, "contact", opening_hours="Evenings only")

    assert [each.why for each in versions(app)][2] == (
        "Changed outside these pages, by loading a file or by an operator."
    )


def test_a_version_that_is_brought_back_is_a_new_one_and_waits_where_it_must(app, provider):
    before = service(app)
    change(provider, "contact", opening_hours="Mornings only")
    change(provider, "contact", phone="0113 496 0999")
    number = versions(app)[0].part_id

    provider.submit(f"/listings/history/service/{number}/1", button="Bring version 1 back")

    assert service(app).opening_hours == before.opening_hours
    assert [each.number for each in versions(app)] == [1, 2, 3]
    assert [each.decision for each in proposed(app)] == [Decision.WITHDRAWN]


def test_any_two_versions_are_put_side_by_side(app, provider):
    part = service(app).id
    for hours in ("Mornings", "Afternoons", "Evenings"):
        change(provider, "contact", opening_hours=hours)

    provider.submit(f"/listings/history/service/{part}", first="2", second="4", button="Compare")

    text = provider.page.text
    assert "Version 2 beside version 4" in text
    assert "1 field differs" in text
    assert text.index("Mornings") < text.index("Evenings")
    assert "Afternoons" not in text


def test_a_version_that_was_never_kept_is_beside_nothing(app, provider):
    change(provider, "contact", opening_hours="Mornings")

    answer = provider.get(f"/listings/history/service/{service(app).id}/compare?first=1&second=9")

    assert answer.status_code == 404


def test_a_live_change_reaches_the_search(app, client, provider):
    with app.app_context():
        moment = changes.latest(db.session())

    change(provider, "contact", languages="English, Klingon")

    with app.app_context():
        assert service(app).id in changes.since(db.session(), moment, most=10).service_ids


def test_a_group_is_changed_at_once_with_its_own_history(app, provider):
    group = service(app).groups[0]

    provider.submit(f"/listings/{OWN}/groups/{group.id}", starts_at="17:45", ends_at="20:00", button="Save")

    assert f"{service(app).groups[0].starts_at:%H:%M}" == "17:45"
    assert versions(app)[-1].part is ListingPart.GROUP


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"starts_at": "21:00"}, "A session ends after it starts"),
        ({"ends_at": "25:00"}, "Write a time on the 24-hour clock, such as 18:30"),
        ({"day": "sunday"}, "The group meets on Sundays, and this is a"),
        (day_of("paused_until", 1, 2, 2027), "Say on which day the break begins"),
        ({"sessions_total": ""}, "Enter number of weekly sessions"),
    ],
)
def test_a_groups_times_fit_together(app, provider, typed, sentence):
    group = service(app).groups[0]

    answer = provider.submit(f"/listings/{OWN}/groups/{group.id}", typed, button="Save")

    assert answer.status_code == 422
    assert provider.page.errors()[0].startswith(sentence)
    assert versions(app) == []


def test_a_new_group_shows_in_the_matches_data_at_once(app, provider):
    provider.submit(
        f"/listings/{OWN}/groups/new",
        name="Saturday morning",
        day="saturday",
        starts_at="10:00",
        ends_at="12:00",
        intake="closed",
        delivery="in-person",
        **day_of("first_session_on", 5, 12, 2026),
        button="Add the group",
    )

    assert [group.name for group in service(app).groups if group.name == "Saturday morning"]
    assert [each.why for each in versions(app)] == ["Added."]


def test_a_new_venue_waits_with_its_address_and_no_group_can_meet_there_before(app, provider):
    provider.submit(
        "/listings/venues/new",
        name="Canal Rooms",
        address="1 Wharf Road, Leeds",
        postcode="LS2 7EW",
        transport="Bus 5",
        button="Add the venue",
    )

    with app.app_context():
        venue = db.session.scalars(sa.select(Venue).where(Venue.name == "Canal Rooms")).one()
        assert (venue.address, venue.postcode, venue.transport) == ("", None, "Bus 5")
    assert {each.field for each in proposed(app)} == {"address", "postcode"}
    group = service(app).groups[0]
    assert "Canal Rooms" not in provider.get(f"/listings/{OWN}/groups/{group.id}").text


def test_an_address_is_taken_off_public_pages_at_once(app, provider):
    with app.app_context():
        own = sa.select(Service.provider_id).where(Service.slug == OWN).scalar_subquery()
        number = db.session.scalars(sa.select(Venue.id).where(Venue.provider_id == own)).first()

    provider.submit(f"/listings/venues/{number}", is_address_withheld="yes", button="Save")

    with app.app_context():
        assert db.session.get(Venue, number).is_address_withheld
    provider.submit(f"/listings/venues/{number}", is_address_withheld="no", button="Save")
    with app.app_context():
        assert db.session.get(Venue, number).is_address_withheld


def test_taking_partner_support_away_asks_what_happens_to_referrals_under_way(app, provider, new_client):
    send_one(new_client().sign_in(OFFICER))

    answer = change(provider, "partner-support", partner_services=[])

    assert answer.status_code == 422
    assert provider.page.errors() == ["Say what happens to the referrals under way"]
    assert "1 referral is under way to this programme" in answer.text

    provider.submit(None, unpairing="stays", button="Save")

    assert "until they end" in proposed(app)[0].why


def test_nothing_is_asked_of_who_takes_nothing_away(app, provider, new_client):
    send_one(new_client().sign_in(OFFICER))

    change(provider, "partner-support", why="Looked at it")

    assert "Nothing was changed" in provider.page.text


@pytest.mark.parametrize("path", ["groups", "history"])
def test_parts_of_another_provider_are_not_found(app, provider, path):
    with app.app_context():
        other = db.session.scalars(sa.select(Service).where(Service.slug == OTHERS)).one()
        group = db.session.scalars(sa.select(Group.id).where(Group.service_id == other.id)).first()
        venue = db.session.scalars(sa.select(Venue.id).where(Venue.provider_id == other.provider_id)).first()

    for address in (
        f"/listings/{OTHERS}/change/contact",
        f"/listings/{OWN}/groups/{group}",
        f"/listings/venues/{venue}",
        f"/listings/history/service/{other.id}",
        f"/listings/history/venue/{venue}",
        f"/listings/history/nothing/{venue}",
        "/listings/venues/99999999999999999999",
        f"/listings/{OWN}/change/nothing",
    ):
        assert provider.get(address).status_code == 404, address
