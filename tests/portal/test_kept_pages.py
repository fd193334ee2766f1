"""Pages drawn once for everybody: never older than what is stored, and never one person's for another."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask import Flask

from directory_data.database import db
from directory_data.models import Group, Service
from directory_data.vocabulary import Audience
from portal import kept_pages
from tests.client import PageReadingClient
from tests.search_index.listings import a_service

SLUG = "aire-valley-dvpp"
LISTING = f"/services/{SLUG}"
KEPT = (
    LISTING,
    "/",
    "/areas",
    "/areas/leeds",
    "/factsheets",
    "/factsheets/dvpp",
    "/help-now",
    "/services?where=Leeds",
)

Statements = Callable[[Flask], AbstractContextManager[list[str]]]


@pytest.fixture(autouse=True)
def same_minute(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """Nothing is kept yet, and nothing goes because a minute ends while a test runs; it may set another moment."""
    kept_pages.init_app(app)
    moment = [datetime(2026, 11, 23, 10, 30, 15, tzinfo=UTC)]
    monkeypatch.setattr(kept_pages, "now", lambda: moment[0])
    return moment


def _ring(app: Flask, phone: str) -> None:
    """Give the listing another telephone number."""
    with app.app_context():
        _listing().phone = phone
        db.session.commit()


def _say_anew(app: Flask) -> None:
    """Give the listing another summary."""
    with app.app_context():
        _listing().summary = "Said anew"
        db.session.commit()


def _listing() -> Service:
    return db.session.scalars(sa.select(Service).where(Service.slug == SLUG)).one()


@pytest.mark.parametrize("path", KEPT)
def test_a_page_that_was_drawn_is_not_drawn_again(
    app: Flask, new_client: Callable[[], PageReadingClient], statements: Statements, path: str
) -> None:
    first = new_client().get(path)
    with statements(app) as sent:
        second = new_client().get(path)

    assert first.status_code == second.status_code == 200
    assert second.data == first.data
    assert second.headers == first.headers
    assert [line for line in sent if "pg_current_snapshot" not in line] == []


def test_a_changed_listing_is_seen_with_the_next_look(app: Flask, client: PageReadingClient) -> None:
    client.get(LISTING)
    _ring(app, "0113 496 0999")

    assert "0113 496 0999" in client.get(LISTING).text


def test_what_hangs_on_the_listing_is_seen_too(app: Flask, client: PageReadingClient) -> None:
    client.get(LISTING)
    with app.app_context():
        _listing().provider.name = "Renamed for everybody"
        db.session.commit()

    assert "Renamed for everybody" in client.get(LISTING).text


def test_a_group_that_fills_is_seen_with_the_next_look(app: Flask, client: PageReadingClient) -> None:
    before = client.get(LISTING).text
    with app.app_context():
        db.session.execute(sa.update(Group).values(places_taken=Group.places_max, places_held=0))
        db.session.commit()
    after = client.get(LISTING).text

    assert "Places available" in before
    assert "Places available" not in after


def test_a_list_of_results_follows_its_listings(app: Flask, client: PageReadingClient) -> None:
    client.get("/services?where=Leeds")
    _say_anew(app)

    assert "Said anew" in client.get("/services?where=Leeds").text


def test_who_is_signed_in_sees_their_own_page_and_nobody_else_sees_it(
    new_client: Callable[[], PageReadingClient],
) -> None:
    officer, stranger = new_client(), new_client()
    officer.sign_in("officer@demo.example")
    for _ in range(2):
        seen_by_officer, seen_by_stranger = officer.get(LISTING).text, stranger.get(LISTING).text

        assert "csrf_token" in seen_by_officer
        assert "Sign out" not in seen_by_stranger
        assert "csrf_token" not in seen_by_stranger


def test_a_listing_for_professionals_is_nothing_to_a_stranger_after_an_officer_saw_it(
    app: Flask, new_client: Callable[[], PageReadingClient]
) -> None:
    with app.app_context():
        db.session.add(a_service(slug="for-officers", audience=Audience.PROFESSIONAL))
        db.session.commit()
    officer = new_client().sign_in("officer@demo.example")

    assert officer.get("/services/for-officers").status_code == 200
    assert new_client().get("/services/for-officers").status_code == 404


def test_no_page_is_kept_under_the_name_that_somebody_gave_this_place(client: PageReadingClient) -> None:
    client.get(LISTING, base_url="https://elsewhere.example")

    assert "elsewhere.example" not in client.get(LISTING).text


@pytest.mark.parametrize("query", ["what=quietword", "language=Welsh", "what=quietword&where=Leeds", "x=1"])
def test_words_that_somebody_typed_are_in_no_page_that_is_kept(
    app: Flask, client: PageReadingClient, query: str
) -> None:
    client.get(f"/services?{query}")

    assert _kept_addresses(app) == []


def test_a_postcode_is_in_no_page_that_is_kept(app: Flask, client: PageReadingClient) -> None:
    client.get("/services?where=LS6%201AA", follow_redirects=True)
    client.submit(client.get("/services"), where="LS6 1AA")

    assert _kept_addresses(app) == ["http://localhost/services"]


def test_what_cannot_be_found_is_not_kept(app: Flask, client: PageReadingClient) -> None:
    assert client.get("/services?where=Nowhere%20at%20all").status_code == 422
    assert client.get("/services/no-such-listing").status_code == 404
    assert _kept_addresses(app) == []


def test_another_minute_draws_the_page_anew(
    app: Flask, client: PageReadingClient, statements: Statements, same_minute: list[datetime]
) -> None:
    client.get(LISTING)
    same_minute[0] = datetime(2026, 11, 23, 10, 31, tzinfo=UTC)
    with statements(app) as sent:
        client.get(LISTING)

    assert len(sent) > 1


def test_pages_of_an_earlier_state_are_thrown_away(app: Flask, client: PageReadingClient) -> None:
    client.get("/areas/leeds")
    _ring(app, "0113 496 0999")
    client.get(LISTING)

    assert _kept_addresses(app) == [f"http://localhost{LISTING}"]


def test_no_more_is_kept_than_there_is_room_for(
    app: Flask, client: PageReadingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [f"/areas/{name}" for name in ("leeds", "bradford", "kirklees", "wakefield", "calderdale")]
    monkeypatch.setattr(kept_pages, "MOST_BYTES", 2 * len(client.get(paths[0]).data) + 2_000)
    kept_pages.init_app(app)
    for path in paths:
        client.get(path)

    assert _kept_addresses(app) == [f"http://localhost{path}" for path in paths[-2:]]


def test_a_page_is_still_kept_from_shared_computers(client: PageReadingClient) -> None:
    for _ in range(2):
        for path in (LISTING, "/services?where=Leeds"):
            assert client.get(path).headers["Cache-Control"] == "no-store"


def test_a_search_with_words_asks_for_its_listings_once(
    app: Flask, new_client: Callable[[], PageReadingClient], statements: Statements
) -> None:
    new_client().get("/services?what=change")
    with statements(app) as sent:
        new_client().get("/services?what=change")

    assert [line for line in sent if "pg_current_snapshot" not in line] == []


def test_a_group_that_fills_is_seen_in_the_next_search_with_words(
    app: Flask, client: PageReadingClient
) -> None:
    before = client.get("/services?what=aire+valley&type=dvpp").text
    with app.app_context():
        db.session.execute(sa.update(Group).values(places_taken=Group.places_max, places_held=0))
        db.session.commit()
    after = client.get("/services?what=aire+valley&type=dvpp").text

    assert "Places available" in before
    assert "Places available" not in after


def test_the_feed_says_what_was_committed_a_moment_ago(app: Flask, client: PageReadingClient) -> None:
    before = client.get("/api/oruk/3.0/services?search=aire").text
    _say_anew(app)

    assert "Said anew" not in before
    assert "Said anew" in client.get("/api/oruk/3.0/services?search=aire").text


def _kept_addresses(app: Flask) -> list[str]:
    pages: kept_pages.Pages = app.extensions["kept_pages"][True]
    return pages.keys()
