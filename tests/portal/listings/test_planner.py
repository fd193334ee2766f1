"""The planner's page: what clashes, what is held when, and how places changed."""

from __future__ import annotations

from tests.portal.listings.walks import OWN, service
from tests.portal.referral_walk import OTHER_PROGRAMME


def test_clashes_stand_on_top_and_initials_on_no_public_page(app, client, provider):
    monday, saturday = (
        next(group for group in service(app).groups if group.name == name)
        for name in ("Leeds Monday evening", "Leeds Saturday afternoon")
    )
    for group in (monday, saturday):
        provider.submit(f"/listings/{OWN}/groups/{group.id}", facilitators="QX, ZW", button="Save")
    same = {"day": "monday", "starts_at": "18:30", "ends_at": "20:30"}
    first = {"first_session_on-day": "25", "first_session_on-month": "1", "first_session_on-year": "2027"}
    provider.submit(f"/listings/{OWN}/groups/{saturday.id}", same | first, button="Save")

    text = provider.get("/listings/planner").text

    assert "meet at the same time at Old Library, Leeds" in text
    assert "meet at the same time with QX, first on 25 January 2027" in text
    for path in (f"/services/{OWN}", f"/services/{OWN}?print=1", "/services?where=Leeds"):
        assert "QX" not in client.get(path).text


def test_the_history_of_places_is_kept(app, provider):
    group = service(app).groups[0]
    provider.submit(
        f"/listings/{OWN}/groups/{group.id}/places", places_max=11, places_taken=9, button="Save the places"
    )

    text = provider.get("/listings/planner").text

    assert f"12 places, {group.places_taken} filled by other routes" in text
    assert "11 places, 9 filled by other routes" in text


def test_the_planner_is_for_provider_administrators(client):
    assert client.sign_in(OTHER_PROGRAMME).get("/listings/planner").status_code == 404
