"""The feed tells what the public page tells: nothing for professionals, no protected place, no number of places."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.models import Group, Provider, Service, Venue
from directory_data.vocabulary import Audience, ServiceStatus, ServiceType
from portal.feed.organizations import organization_id
from portal.feed.records import term_id
from portal.feed.services import service_id
from tests.portal.feed.conftest import LISTS

PROGRAMME = "aire-valley-dvpp"
SUPPORT = "aire-valley-partner-support"


def everything(client) -> str:
    """All that the feed tells, in both its fullest forms."""
    parts = [client.get(f"/api/hsds/3.2/{kind}?format=ndjson").text for kind in LISTS]
    parts += [
        client.get(f"/api/hsds/3.2/{path}&format=ndjson").text
        for path in (
            "services?full=true",
            "service_at_locations?full=true",
            "organizations?full_service=true",
        )
    ]
    return "".join(parts)


def full(client, slug: str) -> dict:
    return client.get(f"/api/hsds/3.2/services/{service_id(slug)}").json


@pytest.fixture
def change(app):
    """Change the one record that a statement finds, and the index with it."""

    def changed(kind, where, **values):
        with app.app_context():
            record = db.session.scalars(sa.select(kind).where(where)).first()
            for name, value in values.items():
                setattr(record, name, value)
            db.session.commit()
            return record.id

    return changed


def test_a_service_is_told_with_what_its_page_shows(client):
    told = full(client, PROGRAMME)

    assert told["name"] == "Aire Valley Domestic Violence Perpetrator Programme"
    assert told["status"] == "active"
    assert told["organization"]["name"] == "Aire Valley Change"
    assert "Invented for demonstration" in told["alert"]
    assert told["attributes"][0]["taxonomy_term"]["code"] == "dvpp"
    assert told["attributes"][1]["value"] == service_id(SUPPORT)
    assert [area["name"] for area in told["service_areas"]] == ["West Yorkshire family court area"]
    names = {place["location"]["name"] for place in told["service_at_locations"]}
    assert "Old Library, Leeds" in names
    schedules = [each for place in told["service_at_locations"] for each in place.get("schedules", ())]
    assert {each["byday"] for each in schedules} <= {"MO", "TU", "WE", "TH", "FR", "SA", "SU"}
    assert all(each["opens_at"][-6] in "+-" for each in schedules)


def test_support_for_the_other_parent_has_a_number_and_an_area_and_no_place(client):
    told = full(client, SUPPORT)

    assert told["phones"][0]["number"]
    assert told["service_areas"]
    assert "service_at_locations" not in told
    assert not {"latitude", "addresses", "location"} & set(json.dumps(told).replace('"', " ").split())
    spots = client.get("/api/hsds/3.2/service_at_locations?format=ndjson").text
    assert service_id(SUPPORT) not in spots


def test_a_listing_for_professionals_is_nowhere(client, change):
    marker = "Quizzaxle Hidden Service"
    change(Service, Service.slug == "mersey-change-dvpp", audience=Audience.PROFESSIONAL, name=marker)

    assert marker not in everything(client)
    assert "mersey-change-dvpp" not in everything(client)
    assert client.get(f"/api/hsds/3.2/services/{service_id('mersey-change-dvpp')}").status_code == 404
    assert service_id("mersey-change-dvpp") not in everything(client)


def test_a_provider_without_a_published_service_is_nowhere(client, app):
    with app.app_context():
        db.session.add(Provider(slug="quizzaxle", name="Quizzaxle Hidden", legal_name="Quizzaxle Hidden"))
        db.session.commit()

    assert "Quizzaxle" not in everything(client)
    assert client.get(f"/api/hsds/3.2/organizations/{organization_id('quizzaxle')}").status_code == 404


def test_a_withheld_address_is_nowhere_and_is_not_found_by_distance(client, change):
    near = {"postcode": "LS1", "proximity": "3000", "organization_id": organization_id("aire-valley-change")}
    before = client.get("/api/hsds/3.2/service_at_locations", query_string=near).json
    assert before["total_items"] == 1
    change(
        Venue,
        Venue.name == "Old Library, Leeds",
        name="Quizzaxle Hall",
        address="1 Quizzaxle Street, Quizzaxle",
        postcode="LS1 9ZZ",
        lat=53.79211,
        lon=-1.55399,
        transport="By the Quizzaxle",
        is_address_withheld=True,
    )

    told = everything(client)

    assert "Quizzaxle" not in told
    assert "53.79211" not in told
    assert "LS1 9ZZ" not in told
    for kind in ("services", "service_at_locations"):
        assert client.get(f"/api/hsds/3.2/{kind}", query_string=near).json["total_items"] == 0
    groups = [each["description"] for each in full(client, PROGRAMME)["schedules"]]
    assert any(words.startswith("Leeds Wednesday evening") for words in groups)


def test_no_person_and_no_number_of_places_is_told(client, app):
    with app.app_context():
        db.session.execute(
            sa.update(Group).values(
                facilitators="QZX", places_max=7731773, places_min=7711771, people_waiting=7721772
            )
        )
        db.session.execute(sa.update(Service).values(confirmed_by="Quizzaxle Worker"))
        db.session.commit()

    told = everything(client)

    marks = ("QZX", "7731773", "7711771", "7721772", "Quizzaxle")
    assert [mark for mark in marks if mark in told] == []
    assert "capacit" not in told
    assert "Places available" in told


def test_a_pause_is_told_on_the_next_request_and_ends_by_itself(client, change, today):
    change(Service, Service.slug == PROGRAMME, status=ServiceStatus.PAUSED)
    told = full(client, PROGRAMME)

    assert told["status"] == "temporarily closed"
    assert told["alert"].startswith("Paused.")


def test_conditions_hold_all_at_once(client, root):
    asked = {
        "search": "programme",
        "taxonomy_term_id": term_id(ServiceType.DVPP),
        "organization_id": organization_id("aire-valley-change"),
        "postcode": "LS6",
    }
    found = client.get(f"{root}/services", query_string=asked).json["contents"]
    elsewhere = client.get(f"{root}/services", query_string={**asked, "postcode": "M14"}).json

    assert [each["id"] for each in found] == [service_id(PROGRAMME)]
    assert elsewhere["total_items"] == 0
    assert client.get(f"{root}/services?search=qqqqzzzz").json["empty"]


def test_a_term_that_nothing_has_is_not_told(client):
    terms = client.get("/api/hsds/3.2/taxonomy_terms?per_page=100").json["contents"]

    for each in terms:
        asked = {"taxonomy_term_id": each["id"]}
        assert client.get("/api/hsds/3.2/services", query_string=asked).json["total_items"] > 0
    assert client.get("/api/hsds/3.2/taxonomy_terms", query_string={"parent_id": terms[0]["id"]}).json[
        "empty"
    ]


def test_ids_stay_when_names_change(client, change):
    before = full(client, PROGRAMME)
    change(Service, Service.slug == PROGRAMME, name="Another name")
    change(Venue, Venue.name == "Old Library, Leeds", name="New Library", address="2 New Street, Leeds")

    after = full(client, PROGRAMME)

    assert after["name"] == "Another name"
    assert after["id"] == before["id"]
    assert [place["id"] for place in after["service_at_locations"]] == [
        place["id"] for place in before["service_at_locations"]
    ]
