"""The map on pages: what the list says, nothing withheld, and nobody else asked."""

from __future__ import annotations

import pytest

from portal.directory.maps import venues_of


def test_the_results_stand_on_a_map_and_in_a_list(client):
    page = client.get("/services?where=Leeds&type=dvpp&view=map")

    assert page.status_code == 200
    assert "Map of the services found" in page.text
    assert "/services/aire-valley-dvpp" in client.page.links("Aire Valley")[0]


def test_a_listing_shows_its_area_and_where_it_meets(client):
    page = client.get("/services/aire-valley-dvpp").text

    assert "Map of the area served" in page
    assert "app-chart__pin" in page


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ("LS1", "The shaded area is Leeds."),
        ("CR0", "The shaded areas are the council areas of CR0."),
        ("", "in the list below. Outlines"),
    ],
)
def test_the_map_says_what_is_shaded_whole_council_areas(client, where, sentence):
    page = client.get("/services", query_string={"where": where, "view": "map"})

    assert sentence in page.text


def test_a_protected_listing_has_its_area_on_the_map_and_no_place(client):
    page = client.get("/services/aire-valley-partner-support").text

    assert "Map of the area served" in page
    assert "app-chart__pin" not in page


def test_a_withheld_address_is_on_no_map(app):
    from sqlalchemy import select

    from directory_data.database import db
    from directory_data.models import Group, Venue

    with app.app_context():
        withheld = db.session.scalars(select(Group).join(Venue).where(Venue.is_address_withheld)).first()

        assert withheld is not None, "the sample has a withheld venue"
        assert withheld.venue not in venues_of(withheld.service)


def test_no_page_with_a_map_names_another_host(client):
    for path in ("/services?where=Leeds&view=map", "/services/aire-valley-dvpp"):
        answer = client.get(path)

        assert "<image" not in answer.text
        assert "img-src 'self';" in answer.headers["Content-Security-Policy"]


def test_a_misspelt_town_is_offered_the_names_it_may_be(client):
    answer = client.get("/services?where=Bradfrod")

    assert answer.status_code == 422
    assert any("Bradford" in link for link in client.page.links("Bradford"))
