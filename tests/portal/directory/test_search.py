"""The search page: what it says, and what it keeps to itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from directory_data.database import db
from directory_data.gazetteer import Gazetteer
from directory_data.models import Service
from directory_data.vocabulary import Audience, ServiceStatus, ServiceType
from portal.directory.near import Near, NearExpired, holds_postcode, opened_near, sealed_near, without_inward
from tests.search_index.listings import BRADFORD, IN_LEEDS, a_group, a_provider, a_service, a_venue

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
POSTCODE = "LS6 1AA"


def _add(app: Flask, *services: Service) -> list[str]:
    """Put listings in; their slugs."""
    with app.app_context():
        db.session.add_all(services)
        db.session.commit()
        return [service.slug for service in services]


def _card(page: Any, name: str) -> str:
    """The part of the page that is about one listing."""
    return next(part for part in page.text.split('<li class="app-card">') if name in part).split("</li>")[0]


@pytest.mark.parametrize("typed", ["LS6 1AA", "ls61aa", " LS6  1AA ", "LS6 1AA, Leeds", "LS6 IAA", "LS6 9ZZ"])
@pytest.mark.parametrize("box", ["where", "what"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_postcode_is_answered_by_an_address_that_does_not_hold_it(
    client: Any, typed: str, box: str, method: str
) -> None:
    if method == "get":
        answer = client.get("/services", query_string={box: typed, "type": "dvpp"})
    else:
        answer = client.post("/services", data={box: typed, "type": "dvpp"})

    assert answer.status_code == 303
    address = urlsplit(answer.location)
    assert set(parse_qs(address.query)) == {"near", "type"}
    page = client.get(answer.location)
    assert page.status_code == 200
    for text in (address.query, page.text):
        squeezed = "".join(text.split()).replace("+", "").upper()
        assert "LS61AA" not in squeezed
        assert "LS6IAA" not in squeezed
        assert "LS69ZZ" not in squeezed
    assert "serve LS6" in page.text.replace("serves", "serve")


def test_the_place_stays_when_other_choices_change(client: Any) -> None:
    first = client.post("/services", data={"where": POSTCODE}, follow_redirects=True)

    second = client.submit(first, type="contact-centre", button="Search")

    assert "serve LS6" in second.text.replace("serves", "serve")
    assert 'value="LS6"' in second.text


def test_another_place_takes_the_place_of_the_postcode(client: Any) -> None:
    first = client.post("/services", data={"where": POSTCODE}, follow_redirects=True)

    second = client.submit(first, where="Bradford", button="Search")

    assert "serve Bradford" in second.text.replace("serves", "serve")
    assert second.request.args.to_dict() == {"where": "Bradford"}


def test_a_place_that_is_no_postcode_stands_plainly_in_the_address(client: Any) -> None:
    answer = client.post("/services", data={"where": "Leeds", "what": "dapp", "within_miles": "10"})

    assert answer.status_code == 303
    assert parse_qs(urlsplit(answer.location).query) == {
        "where": ["Leeds"],
        "what": ["dapp"],
        "within_miles": ["10"],
    }


@pytest.mark.parametrize("near", ["n.abcd", "nonsense", "n." + "A" * 9000, "\x00", "n.é"])
def test_a_token_of_nobody_asks_for_the_postcode_again(client: Any, near: str) -> None:
    answer = client.get("/services", query_string={"near": near})

    assert answer.status_code == 422
    assert "Enter the postcode again" in answer.text


def test_a_sealed_place_lasts_half_an_hour() -> None:
    place = Gazetteer(None).resolve(POSTCODE)
    token = sealed_near(Near(place), at=NOON, secret="one")

    assert opened_near(token, at=NOON + timedelta(minutes=29), secret="one").place.label == "LS6"
    with pytest.raises(NearExpired):
        opened_near(token, at=NOON + timedelta(minutes=31), secret="one")
    with pytest.raises(NearExpired):
        opened_near(token, at=NOON, secret="another")


def test_a_sealed_place_keeps_what_a_search_needs_and_no_exact_position() -> None:
    place = Gazetteer(None).resolve(POSTCODE)
    opened = opened_near(sealed_near(Near(place), at=NOON, secret="one"), at=NOON, secret="one").place

    assert opened.authorities == place.authorities
    assert [dict(share.areas) for share in opened.authorities] == [
        dict(share.areas) for share in place.authorities
    ]
    assert (opened.court_areas, opened.police_areas) == (place.court_areas, place.police_areas)
    assert dict(opened.districts) == dict(place.districts)
    assert opened.point is not None
    assert (opened.point.lat, opened.point.lon) == (53.81, -1.57)


@pytest.mark.parametrize(
    "text", ["prison", "poison", "vision 20", "dapp", "Leeds", "LS6", "", "help for men"]
)
def test_ordinary_words_are_no_postcode(text: str) -> None:
    assert not holds_postcode(text)
    assert without_inward(text) == text


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("Glasgow", "in Scotland"),
        ("BT1 1AA", "Northern Ireland"),
        ("JE2 3AB", "Jersey"),
        ("BFPO 57", "Forces"),
        ("no fixed abode", "no fixed address"),
        ("zzzzzz", "do not recognise this place"),
    ],
)
def test_a_place_without_an_area_here_gets_its_own_sentence(client: Any, where: str, said: str) -> None:
    answer = client.post("/services", data={"where": where}, follow_redirects=True)

    assert answer.status_code == 422
    assert said in answer.text
    assert 'href="#where"' in answer.text


def test_a_name_of_several_places_offers_each(client: Any) -> None:
    answer = client.get("/services?where=Newport&type=dvpp")

    assert answer.status_code == 200
    assert "Newport, Isle of Wight" in answer.text
    assert "type=dvpp&amp;where=Newport,+Isle+of+Wight" in answer.text.replace("%2C", ",")


@pytest.mark.parametrize(
    "query",
    [
        "what=" + "x" * 201,
        "where=" + "x" * 201,
        "type=nonsense",
        "within_miles=7",
        "within_miles=1e9",
    ],
)
def test_a_form_with_mistakes_says_what_to_do(client: Any, query: str) -> None:
    answer = client.get(f"/services?{query}")

    assert answer.status_code == 422
    assert "There is a problem" in answer.text


@pytest.mark.parametrize("page", ["-1", "0", "999999999999999999999", "x", "1.5", "%00"])
def test_any_page_number_is_answered(client: Any, page: str) -> None:
    assert client.get(f"/services?page={page}").status_code == 200


def test_an_empty_search_shows_everything_by_name(client: Any) -> None:
    assert "services found." in client.get("/services?what=&where=&type=&within_miles=").text


def test_a_search_that_finds_nothing_says_what_to_relax(client: Any) -> None:
    answer = client.get("/services?where=Leeds&what=zebra&within_miles=5&type=dvpp")

    assert "No services with all of your words within 5 miles serve Leeds." in answer.text
    assert "We searched again without the words. 1 service serves Leeds." in answer.text
    for label in ("Search without the words", "Search for any kind of service", "Search at any distance"):
        assert label in answer.text


def test_results_are_not_kept_and_tell_nobody(client: Any) -> None:
    for answer in (client.get("/services?where=Leeds"), client.post("/services", data={"where": POSTCODE})):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in answer.headers


def test_a_withheld_address_is_on_no_page_and_measured_from_nowhere(app: Flask, client: Any) -> None:
    venue = a_venue(
        IN_LEEDS, name="Heron Hall", address="9 Secret Lane", postcode="LS99 9ZZ", is_address_withheld=True
    )
    service = a_service(name="Hidden quartet", type=ServiceType.DVPP, groups=[a_group(venue)], at=venue)
    (slug,) = _add(app, service)

    result = client.get("/services?what=hidden+quartet&where=LS1")
    listing = client.get(f"/services/{slug}")
    elsewhere = client.get("/services?where=Bradford&type=dvpp")
    area = client.get("/areas/leeds")

    assert "Hidden quartet" in result.text
    assert "mile" not in _card(result, "Hidden quartet")
    assert "Hidden quartet" not in elsewhere.text
    assert "The address is given to people who are offered a place." in listing.text
    for page in (result, listing, elsewhere, area):
        for secret in ("Heron Hall", "Secret Lane", "LS99", "53.79", "-1.54"):
            assert secret not in page.text


def test_a_protected_service_has_no_place_of_any_kind(app: Flask, client: Any) -> None:
    venue = a_venue(IN_LEEDS, name="Heron Hall", address="9 Secret Lane")
    support = a_service(
        name="Hidden quartet",
        type=ServiceType.PARTNER_SUPPORT,
        audience=Audience.PROTECTED,
        phone="01632 960123",
        groups=[a_group(venue)],
    )
    (slug,) = _add(app, support)

    result = client.get("/services?what=hidden+quartet&where=Leeds")
    listing = client.get(f"/services/{slug}")

    assert "01632 960123" in _card(result, "Hidden quartet")
    assert "mile" not in _card(result, "Hidden quartet")
    for page in (result, listing):
        assert "Heron Hall" not in page.text
        assert "Secret Lane" not in page.text


def test_a_listing_for_professionals_opens_for_staff_only(app: Flask, client: Any) -> None:
    (slug,) = _add(app, a_service(name="Case clinic quartet", audience=Audience.PROFESSIONAL))

    assert client.get(f"/services/{slug}").status_code == 404
    assert "Case clinic quartet" not in client.get("/services?what=quartet").text
    client.sign_in("officer@demo.example")
    assert client.get(f"/services/{slug}").status_code == 200
    assert "Case clinic quartet" in client.get("/services?what=quartet").text


def test_the_public_is_not_told_how_many_places_there_are(app: Flask, client: Any) -> None:
    group = a_group(IN_LEEDS, places_taken=8)
    (slug,) = _add(app, a_service(name="Quartet", type=ServiceType.DVPP, groups=[group]))

    for address in ("/services?what=quartet&where=Leeds", f"/services/{slug}"):
        assert "4 places" not in client.get(address).text
        assert "laces available" in client.get(address).text
    client.sign_in("officer@demo.example")
    for address in ("/services?what=quartet&where=Leeds", f"/services/{slug}"):
        assert "4 places" in client.get(address).text


def test_what_a_provider_writes_is_text_and_never_a_script(app: Flask, client: Any) -> None:
    attack = "<script>alert(1)</script>"
    service = a_service(
        name=f"Quartet {attack}",
        summary=attack,
        description=f"{attack}\n\n<img src=x onerror=alert(1)>",
        who_for=attack,
        provider=a_provider(name=f"Provider {attack}", website="javascript:alert(1)"),
        at=a_venue(IN_LEEDS, name=attack, address=attack),
    )
    (slug,) = _add(app, service)

    for address in ("/services?what=quartet&where=Leeds", f"/services/{slug}", "/areas/leeds"):
        page = client.get(address)
        assert "<script>alert" not in page.text
        assert "<img" not in page.text
        assert 'href="javascript' not in page.text
        assert "&lt;script&gt;" in page.text


def test_a_programme_is_not_offered_as_help_for_oneself(client: Any) -> None:
    answer = client.get("/services?where=Leeds&type=dvpp")

    assert "If you need help for yourself" in answer.text
    assert 'href="/help-now"' in answer.text


def test_a_change_shows_on_the_next_request(app: Flask, client: Any) -> None:
    (slug,) = _add(app, a_service(name="Quartet"))
    client.get("/services?what=quartet&where=Leeds")
    with app.app_context():
        service = db.session.query(Service).filter_by(slug=slug).one()
        service.status = ServiceStatus.CLOSED
        db.session.commit()

    assert "Closed to new referrals" in _card(client.get("/services?what=quartet&where=Leeds"), "Quartet")


def test_a_damaged_index_is_no_error_page(app: Flask, client: Any) -> None:
    for file in app.config["SETTINGS"].index_folder.glob("*/*"):
        file.write_bytes(b"garbage")

    answer = client.get("/services?what=dapp")

    assert answer.status_code == 200
    assert "No services" not in answer.text


@pytest.mark.parametrize(
    "address", ["/services", "/services?what=dapp", "/services?where=Leeds&what=support"]
)
def test_a_search_sends_a_handful_of_statements(
    app: Flask, client: Any, statements: Any, address: str
) -> None:
    client.get(address)

    with statements(app) as sent:
        client.get(address)

    assert len(sent) <= 8


def test_near_but_not_serving_comes_after_and_says_why(app: Flask, client: Any) -> None:
    _add(
        app,
        a_service(name="Quartet serving"),
        a_service(name="Quartet next door", areas=(BRADFORD,), at=IN_LEEDS),
    )

    page = client.get("/services?what=quartet&where=Leeds").text

    assert page.index("</mark> serving") < page.index("Near, but not for people from Leeds")
    assert page.index("Near, but not for people from Leeds") < page.index("</mark> next door")
    assert "Does not serve Leeds; serves Bradford" in page
