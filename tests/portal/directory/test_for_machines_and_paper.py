"""A listing says when somebody answers, and is read by machines and from paper as by people."""

from __future__ import annotations

import json
import re
from datetime import datetime

import pytest
from sqlalchemy import select

from directory_data.database import db
from directory_data.models import Service
from portal.clock import LONDON
from portal.directory.link_code import picture_of
from portal.directory.open_now import open_words

WEEKDAYS = "Monday to Friday, 9am to 5pm"


def at(day, hour, month=11):
    return datetime(2026, month, day, hour, tzinfo=LONDON)


@pytest.mark.parametrize(
    "hours, moment, words",
    [
        (WEEKDAYS, at(23, 10), "Open now, until 5pm."),
        (WEEKDAYS, at(23, 7), "Closed now. Opens today at 9am."),
        (WEEKDAYS, at(23, 18), "Closed now. Opens tomorrow at 9am."),
        (WEEKDAYS, at(20, 18), "Closed now. Opens on Monday at 9am."),
        (WEEKDAYS, at(25, 10, month=12), "Today is a bank holiday: the hours may be different."),
        ("Every day, 24 hours", at(22, 3), "Open now, until midnight."),
        ("Some evenings", at(23, 10), ""),
    ],
)
def test_a_reader_is_told_whether_somebody_answers_now(hours, moment, words):
    assert open_words(hours, moment) == words


def structured(client, slug):
    page = client.get(f"/services/{slug}").text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found
    return json.loads(found[1])


def test_machines_read_the_public_facts_of_a_listing(client):
    facts = structured(client, "aire-valley-dvpp")

    assert facts["@context"] == "https://schema.org"
    assert facts["@type"] == "Service"
    assert facts["url"].endswith("/services/aire-valley-dvpp")
    assert {"@type": "AdministrativeArea", "name": "West Yorkshire family court area"} in facts["areaServed"]
    assert facts["availableChannel"]["servicePhone"]["telephone"]
    assert all(value not in ("", None, []) for value in facts.values())


def test_machines_read_every_place_with_its_own_hours_and_number(client):
    facts = structured(client, "wharfe-mediation-rooms-information")

    first, second, third = facts["availableChannel"]["serviceLocation"]
    assert (first["name"], second["telephone"]) == ("Meadow Centre, Leeds", "01632 960 148")
    assert [hours["dayOfWeek"] for hours in third["openingHoursSpecification"]] == [
        "https://schema.org/Wednesday"
    ]


def test_a_protected_listing_has_no_place_for_machines_either(client):
    client.sign_in("officer@demo.example")

    facts = structured(client, "aire-valley-partner-support")

    assert "serviceLocation" not in facts["availableChannel"]
    assert "PostalAddress" not in json.dumps(facts)


def test_words_of_a_provider_cannot_end_the_block_for_machines(client, app):
    with app.app_context():
        service = db.session.scalars(select(Service).where(Service.slug == "aire-valley-dvpp")).one()
        service.summary = "</script><script>alert(1)</script>"
        db.session.commit()

    page = client.get("/services/aire-valley-dvpp").text

    assert "<script>alert" not in page
    assert structured(client, "aire-valley-dvpp")["description"] == "</script><script>alert(1)</script>"


def test_paper_carries_the_address_as_words_and_as_a_code(client):
    page = client.get("/services/aire-valley-dvpp").text

    assert 'class="app-only-print"' in page
    assert "<svg aria-hidden" in page
    assert " style=" not in page


def test_two_addresses_have_two_codes():
    assert picture_of("https://a.example/services/one") != picture_of("https://a.example/services/two")
