"""A provider takes its listings away in the standard's JSON and brings them back changed."""

from __future__ import annotations

import io
import json
from typing import Any

import sqlalchemy as sa

from directory_data.database import db
from directory_data.listing_vocabulary import ListingPart
from directory_data.models import Service
from tests.portal.listings.test_files import send
from tests.portal.listings.walks import OWN, decide, proposed, service, versions

HALL = "Market Hall, Bradford"


def taken_away(provider) -> dict[str, Any]:
    return json.loads(provider.get("/listings/files/open-referral.json").data)


def bring_back(provider, tables: dict[str, Any], step: str = "take"):
    provider.get("/listings/files")
    return send(provider, step, [(io.BytesIO(json.dumps(tables).encode()), "listings.json")])


def own_in(tables: dict[str, Any]) -> dict[str, Any]:
    return next(each for each in tables["services"] if "Perpetrator" in each["name"])


def test_what_is_taken_away_and_brought_back_changes_nothing(app, provider):
    answer = bring_back(provider, taken_away(provider))

    assert "Nothing was changed" in answer.text, answer.text
    assert (proposed(app), versions(app)) == ([], [])


def test_changes_go_through_the_same_moderation_as_pages(app, provider):
    tables = taken_away(provider)
    own_in(tables)["phones"][0]["number"] = "0113 496 0999"
    own_in(tables)["languages"] = [{"id": "1", "name": "English"}, {"id": "2", "name": "Welsh"}]
    before = service(app)

    checked = bring_back(provider, tables, "check")
    taken = bring_back(provider, tables)

    assert "1 detail changed, live now. 1 detail for a directory administrator" in taken.text
    assert "1 detail would be live at once, 1 detail would wait" in checked.text
    after = service(app)
    assert (after.languages, after.phone) == ("English, Welsh", before.phone)
    assert [(each.field, each.new) for each in proposed(app)] == [("phone", "0113 496 0999")]


def test_what_the_standard_cannot_say_stays(app, provider):
    tables = taken_away(provider)
    own_in(tables)["description"] = "Twenty-six weekly sessions. Nobody joins later."
    tables["organizations"][0]["name"] = "Aire Valley"

    bring_back(provider, tables)

    assert [each.field for each in proposed(app)] == ["name", "description"]


def test_a_place_that_is_withheld_is_not_in_the_file_and_stays(app, provider):
    with app.app_context():
        own = db.session.scalars(sa.select(Service).where(Service.slug == OWN)).one()
        hall = next(venue for venue in own.provider.venues if venue.name == HALL)
        own.venues = [*own.venues, hall]
        hall.is_address_withheld = True
        own.meeting_places[-1].opening_hours = "Tuesdays"
        db.session.commit()
    tables = taken_away(provider)
    assert HALL not in json.dumps(tables)

    own_in(tables)["service_at_locations"][0]["phones"] = [{"id": "1", "number": "0113 496 0555"}]
    bring_back(provider, tables)

    assert [(each.field, each.new) for each in proposed(app)] == [
        ("venue_phones", "Old Library, Leeds: 0113 496 0555")
    ]
    with app.app_context():
        own = db.session.scalars(sa.select(Service).where(Service.slug == OWN)).one()
        assert own.meeting_places[-1].opening_hours == "Tuesdays"


def test_protected_support_has_no_place_in_the_file(provider):
    support = next(each for each in taken_away(provider)["services"] if "Partner Support" in each["name"])

    assert support["service_at_locations"] == []


def test_a_file_of_another_organisation_is_refused(app, provider):
    tables = taken_away(provider)
    own_in(tables)["id"] = "6a1f0d8e-0000-4000-8000-000000000000"

    answer = bring_back(provider, tables)

    assert answer.status_code == 422
    assert "This is none of your listings" in answer.text
    assert proposed(app) == []


def test_a_telephone_number_that_is_none_is_said_and_empties_nothing(app, provider):
    tables = taken_away(provider)
    own_in(tables)["phones"][0]["number"] = "ask Sam"

    answer = bring_back(provider, tables)

    assert answer.status_code == 422
    assert "Nothing was taken in" in answer.text
    assert proposed(app) == []


def test_a_field_without_a_place_is_named(provider):
    tables = taken_away(provider)
    own_in(tables)["accreditations"] = "Gold"

    page = bring_back(provider, tables, "check").text

    assert "Left out, because listings have no place for it: service.accreditations." in page


def test_a_place_that_is_called_something_else_is_known_by_its_id(app, provider, administrator):
    tables = taken_away(provider)
    old = tables["locations"][0]["name"]
    tables["locations"][0] |= {"name": "The Library", "transportation": "Bus 4."}

    answer = bring_back(provider, tables)

    assert "1 detail changed, live now. 1 detail for a directory administrator" in answer.text
    assert [(each.part, each.field, each.old, each.new) for each in proposed(app)] == [
        (ListingPart.VENUE, "name", old, "The Library")
    ]
    decide(administrator, app, "approved")
    assert "The Library" in [each["name"] for each in taken_away(provider)["locations"]]
    assert "Nothing was changed" in bring_back(provider, taken_away(provider)).text


def test_a_place_cannot_be_called_as_another_is(app, provider):
    with app.app_context():
        own = db.session.scalars(sa.select(Service).where(Service.slug == OWN)).one()
        hall = next(venue for venue in own.provider.venues if venue.name == HALL)
        hall.is_address_withheld = True
        db.session.commit()
    tables = taken_away(provider)
    tables["locations"][0]["name"] = HALL

    answer = bring_back(provider, tables)

    assert answer.status_code == 422
    assert "You have a venue of this name" in answer.text
    assert proposed(app) == []
