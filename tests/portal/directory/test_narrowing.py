"""The search page: narrowing, order, whom it is for, words put right, matches marked."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from flask import Flask

from directory_data.database import db
from directory_data.models import Service
from directory_data.vocabulary import AreaKind, Audience, ServiceStatus, ServiceType, Weekday
from portal.directory.day_field import day_of
from tests.search_index.listings import a_group, a_service, an_area

FIRST_VIEW_BYTES = 100_000


def _add(app: Flask, *services: Service) -> None:
    with app.app_context():
        db.session.add_all(services)
        db.session.commit()


def test_what_is_chosen_stands_in_the_address_and_in_the_form(client: Any) -> None:
    page = client.get("/services")

    answer = client.submit(
        page, where="Leeds", day="monday", has_places=True, starts_before="31 3 2027", who="professional"
    )

    asked = {name: values[0] for name, values in parse_qs(urlsplit(answer.request.url).query).items()}
    assert asked == {
        "where": "Leeds",
        "day": "monday",
        "has_places": "y",
        "starts_before": "2027-03-31",
        "who": "professional",
    }
    assert 'value="31 March 2027"' in answer.text
    assert "<details" in answer.text
    assert " open>" in answer.text.split("<details")[1].split("<summary")[0]


def test_each_choice_shows_what_it_would_find(app: Flask, client: Any) -> None:
    _add(app, a_service(name="Quartet", type=ServiceType.DVPP, groups=[a_group(day=Weekday.SUNDAY)]))
    _add(app, a_service(name="Quartet two", type=ServiceType.CONTACT_CENTRE))

    page = client.get("/services?what=quartet").text

    assert "Sunday (1)" in page
    assert "Monday (0)" in page
    assert "Contact centre (1)" in page
    assert "Takes referrals now (2)" in page


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31 3 2027", date(2027, 3, 31)),
        ("31/03/2027", date(2027, 3, 31)),
        ("31 March 2027", date(2027, 3, 31)),
        ("2027-03-31", date(2027, 3, 31)),
        ("31 Mar 2027", date(2027, 3, 31)),
        ("31 2 2027", None),
        ("31 3 27", None),
        ("soon", None),
        ("٣١ ٣ ٢٠٢٧", None),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str, day: date | None) -> None:
    assert day_of(typed) == day


@pytest.mark.parametrize(
    "query",
    ["starts_before=soon", "day=someday", "sort=random", "who=me", "delivery=x", "language=" + "x" * 61],
)
def test_a_wrong_choice_says_what_to_do(client: Any, query: str) -> None:
    answer = client.get(f"/services?{query}")

    assert answer.status_code == 422
    assert "There is a problem" in answer.text


def test_a_programme_is_never_offered_to_somebody_who_looks_for_help_for_themselves(client: Any) -> None:
    for address in ("/services?where=Leeds&who=hurt", "/services?where=Leeds&who=hurt&type=dvpp"):
        page = client.get(address).text

        assert "Aire Valley Domestic Violence Perpetrator Programme" not in page
        assert "Programmes for people who have used abusive behaviour are left out" in page


def test_support_for_partners_is_not_offered_to_somebody_who_used_abusive_behaviour(client: Any) -> None:
    page = client.get("/services?where=Leeds&who=own-behaviour").text

    assert "Aire Valley Change Partner Support" not in page
    assert "Aire Valley Domestic Violence Perpetrator Programme" in page


def test_only_staff_choose_an_audience(app: Flask, client: Any) -> None:
    _add(app, a_service(name="Case clinic quartet", audience=Audience.PROFESSIONAL))

    assert 'name="audience"' not in client.get("/services?audience=professional").text
    client.sign_in("officer@demo.example")
    page = client.get("/services?audience=professional")
    assert 'name="audience"' in page.text
    assert "Case clinic quartet" in page.text


def test_words_put_right_are_said_and_words_that_may_be_meant_are_offered(client: Any) -> None:
    put_right = client.get("/services?what=mediaton&where=Leeds").text
    offered = client.get("/services?what=contract+centre")

    assert "No service has “mediaton”." in put_right
    assert "for “mediation”" in put_right
    assert "Did you mean" in offered.text
    assert "what=contact+centre" in "".join(client.page.links("contact centre"))


def test_what_was_searched_for_is_marked(client: Any) -> None:
    assert "<mark>Kirkgate</mark> Family Time" in client.get("/services?what=kirkgate").text


def test_a_closed_service_is_found_by_name_with_its_status_and_others_like_it(
    app: Flask, client: Any
) -> None:
    _add(app, a_service(name="Quartet", status=ServiceStatus.CLOSED))

    page = client.get("/services?what=quartet")

    assert "Closed to new referrals." in page.text
    (others,) = client.page.links("Others like it")
    assert 'id="alternatives"' in client.get(others).text


def test_others_like_a_closed_service_may_state_a_wider_or_a_smaller_area(app: Flask, client: Any) -> None:
    court_area = an_area("WEST_YORKSHIRE", kind=AreaKind.COURT_AREA)
    _add(
        app,
        a_service(name="Quartet", slug="quartet", status=ServiceStatus.CLOSED, areas=(court_area,)),
        a_service(name="Quintet", slug="quintet"),
        a_service(name="Sextet", areas=("E06000023",)),
    )

    listing = client.get("/services/quartet").text

    assert "These may take referrals in the same area" in listing
    assert 'href="/services/quintet"' in listing
    assert "Sextet" not in listing


def test_the_tab_of_a_listing_does_not_name_it(client: Any) -> None:
    client.get("/services/aire-valley-dvpp")

    assert client.page.title == "Listing - Directory"


@pytest.mark.parametrize("address", ["/services", "/services?where=Leeds&what=contact&day=monday"])
def test_a_first_view_is_light_and_sends_few_statements(
    app: Flask, client: Any, statements: Any, address: str
) -> None:
    client.get(address)

    with statements(app) as sent:
        page = client.get(address)

    assert (
        len(page.data) + sum(_bytes_sent(client, file) for file in _files_of(client, page)) < FIRST_VIEW_BYTES
    )
    assert len(sent) <= 12


def _files_of(client: Any, page: Any) -> set[str]:
    """Whatever a browser fetches to show the page, but pictures; a script may fetch another one."""
    files = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text))
    scripts = [file for file in files if ".js" in file]
    return files | {
        urljoin(file, other)
        for file in scripts
        for other in re.findall(r'from "([^"]+)"', client.get(file, buffered=True).text)
    }


def _bytes_sent(client: Any, file: str) -> int:
    answer = client.get(file, headers={"Accept-Encoding": "gzip, br"}, buffered=True)
    assert answer.status_code == 200
    return len(answer.data)


@pytest.mark.parametrize("typed", ["LS6 1AA", "ls61aa", "LSI IAA", "lsiiaa", "L S 6 1 A A"])
@pytest.mark.parametrize("box", ["what", "where", "language"])
def test_a_postcode_in_any_box_is_in_no_address(client: Any, box: str, typed: str) -> None:
    for method in (client.get, client.post):
        asked = {box: typed, "view": "print", "slug": "a"}
        answer = method("/services", **{"query_string" if method == client.get else "data": asked})

        assert answer.status_code == 303
        asked_again = parse_qs(urlsplit(answer.location).query)
        assert set(asked_again) <= {"near", "slug"}
        assert typed not in client.get(answer.location).text


def test_a_word_of_a_listing_is_no_postcode_though_it_could_be_one(app: Flask, client: Any) -> None:
    assert "near=" in client.post("/services", data={"what": "lions"}).location, (
        "it could be L1 and three more"
    )

    _add(app, a_service(name="Lions Family Rooms"))

    answer = client.post("/services", data={"what": "lions"})
    assert parse_qs(urlsplit(answer.location).query) == {"what": ["lions"]}
    assert "Family Rooms" in client.get(answer.location).text


@pytest.mark.parametrize(
    "typed, words",
    [
        ("perpetrator programme LS6 1AA", "perpetrator programme"),
        ("DVPP near ls61aa", "DVPP"),
        ("LSI IAA partner support", "partner support"),
    ],
)
def test_words_of_the_field_beside_a_postcode_are_searched_for_near_it(
    client: Any, typed: str, words: str
) -> None:
    answer = client.post("/services", data={"what": typed})

    asked_again = parse_qs(urlsplit(answer.location).query)
    assert set(asked_again) == {"what", "near"}
    assert asked_again["what"] == [words]


@pytest.mark.parametrize(
    "typed", ["12 Acacia Road LS6 1AA", "Acacia Cottage, LS6 1AA", "Acacia support LS6 1AA"]
)
def test_words_beside_a_postcode_that_may_be_an_address_are_in_no_address(client: Any, typed: str) -> None:
    for box in ("what", "language"):
        answer = client.post("/services", data={box: typed})

        assert "Acacia" not in answer.location
        assert set(parse_qs(urlsplit(answer.location).query)) <= {"near"}


@pytest.mark.parametrize("typed", ["prison", "choir", "in Polish", "1st session", "opening hours"])
def test_words_that_only_look_like_a_postcode_stay_words(client: Any, typed: str) -> None:
    answer = client.post("/services", data={"what": typed})

    assert parse_qs(urlsplit(answer.location).query) == {"what": [typed]}
