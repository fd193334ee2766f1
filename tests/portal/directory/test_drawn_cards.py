"""What stands in a list of results is what the store says now, though each card is drawn once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from directory_data.database import db
from directory_data.models import Service
from directory_data.vocabulary import Audience, ServiceStatus
from portal.directory import drawn_cards
from tests.search_index.listings import a_group, a_service

LIST = "/services?what=quartet"


@pytest.fixture(autouse=True)
def add_quartet(app: Flask) -> None:
    drawn_cards.drawn.cache_clear()
    with app.app_context():
        db.session.add(a_service(name="Quartet", groups=[a_group(places_taken=8)]))
        db.session.commit()


def change(app: Flask, **columns: Any) -> None:
    with app.app_context():
        service = db.session.scalars(sa.select(Service).where(Service.name == "Quartet")).one()
        for name, value in columns.items():
            setattr(service, name, value)
        db.session.commit()


def test_a_card_is_drawn_once_for_readers_who_see_the_same(client: Any, new_client: Any) -> None:
    first = client.get(LIST).text
    drawn = drawn_cards.drawn.cache_info().misses

    assert new_client().get(LIST).text == first
    assert drawn_cards.drawn.cache_info().misses == drawn


def test_a_service_that_pauses_says_so_in_the_next_list(app: Flask, client: Any) -> None:
    assert "Paused until" not in client.get(LIST).text

    change(app, status=ServiceStatus.PAUSED, status_until=date(2027, 3, 1))

    assert "Paused until 1 March 2027." in client.get(LIST).text


def test_a_telephone_number_that_changes_is_the_new_one_in_the_next_list(app: Flask, client: Any) -> None:
    client.get(LIST)

    change(app, phone="01632 960123")

    assert "01632 960123" in client.get(LIST).text


def test_what_only_staff_may_see_is_in_no_card_of_the_public(
    app: Flask, client: Any, new_client: Any
) -> None:
    officer = new_client()
    officer.sign_in("officer@demo.example")

    assert "4 places" in officer.get(LIST).text
    assert "4 places" not in client.get(LIST).text

    change(app, audience=Audience.PROFESSIONAL)
    assert "Quartet</mark>" in officer.get(LIST).text
    assert "Quartet</mark>" not in client.get(LIST).text


def test_a_card_that_is_on_the_shortlist_of_one_reader_is_not_ticked_for_another(
    client: Any, new_client: Any
) -> None:
    slug = client.get(LIST).text.partition('id="pick-')[2].partition('"')[0]

    ticked = f'id="pick-{slug}" name="slug" type="checkbox" value="{slug}" checked'
    assert ticked in new_client().get(f"{LIST}&slug={slug}").text
    assert ticked not in client.get(LIST).text


def test_nothing_that_was_typed_by_a_provider_is_read_as_markup(app: Flask, client: Any) -> None:
    change(app, summary="<b>Quartet</b> & more")

    assert "&lt;b&gt;<mark>Quartet</mark>&lt;/b&gt; &amp; more" in client.get(LIST).text
