"""What is taken away from a search: a shortlist side by side, paper, a file for a spreadsheet."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from directory_data.database import db
from directory_data.models import Service
from directory_data.vocabulary import Audience, ServiceType
from portal.directory.download import FORMULA_MARKS, plain_cell
from tests.search_index.listings import IN_LEEDS, a_group, a_provider, a_service, a_venue


def _add(app: Flask, *services: Service) -> list[str]:
    with app.app_context():
        db.session.add_all(services)
        db.session.commit()
        return [service.slug for service in services]


def _rows(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(answer.get_data(as_text=True))))


def test_ticked_services_stand_side_by_side_without_a_cookie(app: Flask, client: Any) -> None:
    slugs = _add(app, a_service(name="Quartet one"), a_service(name="Quartet two"))
    page = client.get("/services?what=quartet&where=Leeds")

    answer = client.submit(page, slug=slugs, button="Compare the ticked services")

    assert answer.request.path == "/services/compare"
    assert "Set-Cookie" not in answer.headers
    assert "Quartet one" in answer.text
    assert "Quartet two" in answer.text
    back = urlsplit(client.page.links("Back to the search")[0])
    assert parse_qs(back.query) == {"what": ["quartet"], "where": ["Leeds"], "slug": slugs}


def test_a_shortlist_goes_along_to_other_searches_and_can_be_shortened(app: Flask, client: Any) -> None:
    (slug,) = _add(app, a_service(name="Quartet one"))

    page = client.submit(f"/services?what=leeds&slug={slug}", what="mediation", button="Search")

    assert "Your shortlist" in page.text
    assert slug in page.request.args.getlist("slug")
    shorter = client.get(client.page.links("Take off Quartet one")[0])
    assert "Your shortlist" not in shorter.text


def test_five_are_compared_and_it_is_said_where_more_were_ticked(app: Flask, client: Any) -> None:
    slugs = _add(app, *(a_service(name=f"Quartet {number}") for number in range(6)))

    answer = client.get("/services/compare", query_string={"slug": slugs})

    assert "Quartet 4" in answer.text
    assert "Quartet 5" not in answer.text
    assert "You can compare 5 at a time." in answer.text


def test_what_a_reader_may_not_see_is_not_compared(app: Flask, client: Any) -> None:
    (slug,) = _add(app, a_service(name="Case clinic", audience=Audience.PROFESSIONAL))

    assert "Case clinic" not in client.get(f"/services/compare?slug={slug}&slug=nothing").text
    client.sign_in("officer@demo.example")
    assert "Case clinic" in client.get(f"/services/compare?slug={slug}").text


def test_nothing_ticked_says_what_to_do(client: Any) -> None:
    assert "Tick up to 5 services" in client.get("/services/compare").text


def test_paper_holds_all_the_results_and_what_was_asked(app: Flask, client: Any) -> None:
    _add(app, *(a_service(name=f"Quartet {number}") for number in range(30)))

    page = client.get("/services?what=quartet&where=Leeds&is_open=y&view=print").text

    assert page.count('class="app-card"') == 30
    for words in ("30 services serve Leeds.", "Takes referrals now", "As on 23 November 2026"):
        assert words in page
    assert 'type="checkbox"' not in page


def test_a_file_holds_all_the_results(app: Flask, client: Any) -> None:
    _add(app, *(a_service(name=f"Quartet {number}", at=IN_LEEDS) for number in range(30)))

    answer = client.get("/services?what=quartet&where=Leeds&view=csv")

    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    rows = _rows(answer)
    assert len(rows) == 30
    assert rows[0]["Why it is here"].startswith("Serves all of Leeds")


@pytest.mark.parametrize("mark", FORMULA_MARKS)
def test_no_cell_of_a_file_is_a_formula(app: Flask, client: Any, mark: str) -> None:
    attack = f"{mark}HYPERLINK(1)"
    provider = a_provider(name=attack, phone="+44 113 496 0018", website=attack, email=attack)
    _add(app, a_service(name=f"{attack} quartet", provider=provider, languages=attack))

    (row,) = _rows(client.get("/services?what=quartet&view=csv"))

    assert not [cell for cell in row.values() if cell.startswith(FORMULA_MARKS)]
    assert row["Telephone"] == "'+44 113 496 0018"


def test_an_ordinary_cell_stays_as_it_is() -> None:
    assert plain_cell("Old Library, Leeds") == "Old Library, Leeds"
    assert plain_cell("  =1+1") == "'  =1+1"


def test_paper_and_file_keep_what_the_page_keeps(app: Flask, client: Any) -> None:
    venue = a_venue(
        IN_LEEDS, name="Heron Hall", address="9 Secret Lane", postcode="LS99 9ZZ", is_address_withheld=True
    )
    group = a_group(venue, places_taken=8)
    _add(app, a_service(name="Hidden quartet", type=ServiceType.DVPP, groups=[group], at=venue))

    for view in ("print", "csv"):
        answer = client.get(f"/services?what=quartet&where=Leeds&view={view}").get_data(as_text=True)
        assert "Hidden" in answer
        for secret in ("Heron Hall", "Secret Lane", "LS99", "4 places"):
            assert secret not in answer
    client.sign_in("officer@demo.example")
    assert "4 places" in client.get("/services?what=quartet&view=csv").get_data(as_text=True)
