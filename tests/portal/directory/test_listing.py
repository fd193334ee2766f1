"""One listing, and what serves an area."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from directory_data.database import db
from directory_data.models import AdmissionRule, Service
from directory_data.vocabulary import Accreditation, AreaKind, ServiceStatus, ServiceType
from portal.directory.confirmed import confirmed_words, is_overdue
from tests.search_index.listings import (
    IN_BRISTOL,
    IN_LEEDS,
    TODAY,
    a_group,
    a_provider,
    a_service,
    a_venue,
    an_area,
)


def _add(app: Flask, *services: Service) -> list[str]:
    with app.app_context():
        db.session.add_all(services)
        db.session.commit()
        return [service.slug for service in services]


def test_a_listing_says_all_that_is_known(app: Flask, client: Any) -> None:
    venue = a_venue(IN_LEEDS, name="Quay House", address="1 Example Street, Leeds", has_step_free_access=True)
    rule = AdmissionRule(
        version=2,
        published_on=date(2026, 5, 1),
        text="Adults only.",
        reason="Group work.",
        alternatives="Ring us.",
    )
    service = a_service(
        name="Quartet",
        type=ServiceType.DVPP,
        former_names="Old Quartet",
        description="First part.\n\nSecond part.",
        who_for="For fathers.",
        how_to_refer="An officer refers.",
        confirmed_on=date(2026, 11, 2),
        groups=[a_group(venue)],
        admission_rules=[rule],
        provider=a_provider(name="Calder Families", is_invented=True),
    )
    (slug,) = _add(app, service)

    page = client.get(f"/services/{slug}").text

    for said in (
        "Old Quartet", "First part.", "For fathers.", "An officer refers.", "Confirmed on 2 November 2026",
        "Adults only.", "Group work.", "Ring us.", "Version 2 of this rule, published on 1 May 2026",
        "Free if the family court ordered it.", "Leeds", "1 Example Street", "Step-free access", "Monday",
        "6:30pm to 8:30pm", "12 January 2027", "Calder Families", "Invented", "If you need help for yourself",
    ):  # fmt: skip
        assert said in page


def test_a_closed_listing_says_since_when_and_where_else_to_ask(app: Flask, client: Any) -> None:
    closed = a_service(name="Quartet", status=ServiceStatus.CLOSED, status_from=date(2026, 10, 1))
    (slug, other) = _add(app, closed, a_service(name="Quintet"))

    page = client.get(f"/services/{slug}").text

    assert "Closed to new referrals since 1 October 2026" in page
    assert f'href="/services/{other}"' in page


def test_an_accreditation_that_ran_out_is_none(app: Flask, client: Any) -> None:
    lapsed = a_provider(accreditation=Accreditation.RESPECT, accreditation_expires_on=date(2026, 11, 22))
    (slug,) = _add(app, a_service(provider=lapsed, commissioned_until=date(2027, 3, 31)))

    page = client.get(f"/services/{slug}").text

    assert "None at present. Respect accredited until 22 November 2026" in page
    assert "Until 31 March 2027" in page


def test_an_area_that_is_left_out_is_named(app: Flask, client: Any) -> None:
    areas = (an_area("E23000010", AreaKind.POLICE_AREA), an_area("E08000035", is_excluded=True))
    (slug,) = _add(app, a_service(areas=areas))

    page = client.get(f"/services/{slug}").text

    assert "West Yorkshire Police area" in page
    assert "Not served: Leeds." in page


@pytest.mark.parametrize(
    ("days", "words", "is_old"),
    [
        (0, "Confirmed on 23 November 2026", False),
        (90, "Confirmed on 25 August 2026", False),
        (91, "Not confirmed since 24 August 2026: check before you rely on it", True),
    ],
)
def test_a_confirmation_grows_old_after_90_days(days: int, words: str, is_old: bool) -> None:
    confirmed_on = TODAY - timedelta(days=days)

    assert confirmed_words(confirmed_on, TODAY) == words
    assert is_overdue(confirmed_on, TODAY) is is_old


def test_a_listing_that_is_not_there_is_not_found(client: Any) -> None:
    assert client.get("/services/no-such-service").status_code == 404


def test_every_area_of_the_list_opens(client: Any) -> None:
    page = client.get("/areas")
    addresses = {part.split('"')[0] for part in page.text.split('href="')[1:] if part.startswith("/areas/")}

    assert len(addresses) == 318 + 43
    for address in sorted(addresses)[::29]:
        assert client.get(address).status_code == 200


def test_wales_is_told_honestly_that_it_has_no_programme(client: Any) -> None:
    for address in ("/areas/cardiff", "/areas/gwynedd", "/areas/north-wales-court-area"):
        page = client.get(address).text
        assert "No domestic violence perpetrator programme serves this area at present." in page


def test_an_area_lists_what_serves_it(app: Flask, client: Any) -> None:
    _add(app, a_service(name="Quartet"), a_service(name="Octet", areas=("E06000023",)))

    page = client.get("/areas/leeds").text

    assert "Quartet" in page
    assert "Octet" not in page


def test_other_help_is_listed_in_an_area_and_missed_in_none(app: Flask, client: Any) -> None:
    assert "other help" not in client.get("/areas/leeds").text.lower()

    _add(app, a_service(name="Quartet", type=ServiceType.OTHER))

    assert "Other help</h2>" in client.get("/areas/leeds").text


def test_an_area_that_is_not_there_is_not_found(client: Any) -> None:
    assert client.get("/areas/atlantis").status_code == 404


def test_a_listing_sends_a_handful_of_statements(app: Flask, client: Any, statements: Any) -> None:
    (slug,) = _add(app, a_service(type=ServiceType.DVPP, groups=[a_group(IN_LEEDS) for _ in range(9)]))

    with statements(app) as sent:
        client.get(f"/services/{slug}")

    assert len(sent) <= 8


def test_a_listing_names_every_place_with_its_own_access_hours_number_and_way(
    app: Flask, client: Any
) -> None:
    page = client.get("/services/wharfe-mediation-rooms-information").text

    assert "This meets at 3 places, with the same numbers as on the map." in page
    places = [re.sub(r"<[^>]*>", "|", one) for one in re.findall(r"<li><strong>(.*?)</li>", page, re.DOTALL)]
    assert places == [
        "Meadow Centre, Leeds||27 Specimen Lane, Leeds|No step-free access"
        "|How to get there: Free parking, and a bus every 15 minutes until 10pm.",
        "Guild Rooms, Bradford||14 Sample Road, Bradford|Step-free access"
        "|Open here: Tuesdays and Thursdays, 9am to 1pm|Telephone here: 01632 960 148"
        "|How to get there: Three minutes&#39; walk from the bus station.",
        "Corn Store, Wakefield||33 Model Row, Wakefield|Step-free access|Open here: Wednesdays, 2pm to 7pm"
        "|How to get there: Next to the railway station, with a ramp at the side door.",
    ]
    assert page.count('class="app-chart__pin"') == 3


def test_a_listing_with_very_many_places_folds_them_after_the_tenth(app: Flask, client: Any) -> None:
    (slug,) = _add(app, a_service(at=[a_venue(name=f"Office {number}") for number in range(1, 33)]))

    page = client.get(f"/services/{slug}").text

    assert "22 more places" in page
    assert '<ol class="govuk-list govuk-list--number govuk-list--spaced" start="11">' in page
    assert all(f"<strong>Office {number}</strong>" in page for number in range(1, 33))


def test_a_search_measures_to_the_nearest_of_the_places(app: Flask, client: Any) -> None:
    places = [
        a_venue(IN_BRISTOL, name="Dock Rooms"),
        a_venue(IN_LEEDS, name="Quay House", authority_code="E08000035"),
        a_venue((53.796, -1.547), name="Hidden House", is_address_withheld=True),
    ]
    _add(app, a_service(name="Quartet", at=places))

    near = client.get("/services?what=Quartet&where=LS1").text

    assert "Serves all of Leeds; less than half a mile, at Quay House, Leeds" in near
    assert "Hidden House" not in near


def test_the_only_place_of_a_service_is_not_named_beside_its_distance(app: Flask, client: Any) -> None:
    _add(app, a_service(name="Quartet", at=[a_venue(IN_LEEDS, name="Quay House")]))

    near = client.get("/services?what=Quartet&where=LS1").text

    assert "Serves all of Leeds; less than half a mile</p>" in near


def test_an_area_that_is_named_after_a_court_says_court_once(client: Any) -> None:
    page = client.get("/areas/central-family-court-area")

    assert "Services for Central Family Court area</h1>" in page.text
    assert "/areas/central-family-court-area" in client.get("/areas").text


def test_the_address_that_an_area_had_before_still_leads_to_it(client: Any) -> None:
    answer = client.get("/areas/central-family-court-court-area")

    assert (answer.status_code, answer.location) == (301, "/areas/central-family-court-area")
