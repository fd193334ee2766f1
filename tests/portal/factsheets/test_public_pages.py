"""The public pages: safe to be seen reading, dated, owned, and promising nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import html5lib
import pytest
from flask import Flask

from portal.config import HERE
from portal.factsheets import routes
from portal.factsheets.forms import TELLING
from portal.factsheets.helplines import HELPLINES
from portal.factsheets.pictures import DRAWN, PICTURES
from portal.factsheets.programme_rule import PROGRAMME_RULE
from portal.factsheets.sheets import FIRST_EDITIONS, SLUGS
from portal.rules.reading_age import reading_age

ABOUT_ABUSE = ["/factsheets", *(f"/factsheets/{slug}" for slug in SLUGS), "/help-now", "/safety"]
PAGES = [*ABOUT_ABUSE, "/factsheets/domestic-abuse/easy-read", "/accessibility", "/privacy", "/cookies"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_valid_html_with_one_heading_and_ids_of_its_own(client, path: str) -> None:
    page = client.get(path).text

    html5lib.HTMLParser(strict=True).parse(page)
    ids = re.findall(r' id="([^"]+)"', page)
    assert page.count("<h1") == 1
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PAGES)
def test_every_link_within_a_page_leads_somewhere(client, path: str) -> None:
    page = client.get(path).text

    missing = [target for target in re.findall(r'href="#([^"]+)"', page) if f'id="{target}"' not in page]
    assert missing == []


@pytest.mark.parametrize("path", ABOUT_ABUSE)
def test_a_page_about_abuse_can_be_left_at_once_without_scripts(client, path: str) -> None:
    page = client.get(path).text

    link = re.search(r"<a [^>]*govuk-js-exit-this-page-button[^>]*>", page)
    assert link
    assert 'href="https://www.bbc.co.uk/weather"' in link[0]
    assert 'rel="nofollow noreferrer"' in link[0]


@pytest.mark.parametrize("path", ABOUT_ABUSE)
def test_the_tab_does_not_say_what_the_page_is_about(client, path: str) -> None:
    page = client.get(path).text

    title = re.search(r"<title>(.*?)</title>", page, re.S)
    assert title
    assert not re.search("abuse|violen|perpetrator|dvpp|safe at home", title[1], re.I)


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_sets_no_cookie_and_asks_nobody_else_for_anything(client, path: str) -> None:
    answer = client.get(path)

    assert "Set-Cookie" not in answer.headers
    assert re.findall(r'(?:src|<link[^>]* href)="https?:[^"]*"', answer.text) == []
    assert " style=" not in answer.text
    assert "<script>" not in answer.text


@pytest.mark.parametrize("slug", SLUGS)
def test_a_factsheet_says_who_looks_after_it_and_when_it_was_read(client, slug) -> None:
    page = client.get(f"/factsheets/{slug}").text

    assert "Edition 1. " in page
    assert "22 November 2026" in page
    assert "Next due by 22 May 2027" in page
    assert "should have read this page again" not in page


def test_a_factsheet_nobody_has_read_in_time_says_so(app: Flask, client, monkeypatch) -> None:
    monkeypatch.setitem(app.config, "TODAY", date(2027, 5, 23))

    page = client.get("/factsheets/dvpp").text

    assert "We should have read this page again by 22 May 2027" in page


@pytest.mark.parametrize(
    "path", ["nonsense", "dvpp/nonsense", "dvpp/welsh", "nonsense/standard", "dvpp/welsh.pdf"]
)
def test_a_factsheet_that_does_not_exist_is_not_found(client, path) -> None:
    assert client.get(f"/factsheets/{path}", follow_redirects=True).status_code == 404


@pytest.mark.parametrize("sheet", FIRST_EDITIONS.values(), ids=lambda sheet: f"{sheet.slug}.{sheet.variety}")
def test_the_words_that_come_with_the_portal_are_whole_and_plain_enough_for_a_reader_of_eleven(sheet) -> None:
    assert sheet.written.problems == ()
    assert reading_age(sheet.written.plain) < 11.5
    assert not TELLING.search(sheet.tab_title)


@pytest.mark.parametrize("path", ["dvpp/welsh", "dvpp/welsh.pdf", "how-we-choose/easy-read"])
def test_who_asks_for_a_way_of_reading_that_nobody_has_written_is_shown_the_others(client, path) -> None:
    page = client.get(f"/factsheets/{path}")

    assert page.status_code == 404
    assert "Nobody has written this factsheet in this way yet" in page.text
    assert f'href="/factsheets/{path.split("/")[0]}"' in page.text


def test_an_easy_read_sheet_shows_pictures_with_their_words_and_none_that_is_not_there(client) -> None:
    page = client.get("/factsheets/dvpp/easy-read").text

    found = re.findall(
        r'<img class="app-picture" src="(/static/picture-[a-z]+.svg)[^"]*"[^>]* alt="([^"]+)"', page
    )
    assert len(found) == len(re.findall(r"<h2 ", page.split("<article")[1].split("</article>")[0]))
    assert ("/static/picture-free.svg", "A coin, crossed out") in found


def test_every_picture_is_drawn_and_every_drawing_has_its_words() -> None:
    drawn = {path.name for path in DRAWN.glob("picture-*.svg")}

    assert drawn == {picture.filename for picture in PICTURES.values()}


def test_the_words_of_the_rule_and_of_the_helplines_are_plain_too() -> None:
    rule = [*PROGRAMME_RULE.rule, PROGRAMME_RULE.reason, *PROGRAMME_RULE.alternatives]
    lines = [words for line in HELPLINES.all for words in (line.helps, line.answers, line.cost)]

    assert reading_age("\n".join(rule)) < 12
    assert reading_age("\n".join(lines)) < 12


def test_the_programme_is_free_if_the_family_court_ordered_it(client) -> None:
    page = client.get("/factsheets/dvpp").text

    assert "free if the family court ordered it in a private law case" in page
    assert "31 March 2023" in page
    assert "does not promise a place" in page


def test_the_programmes_rule_is_shown_with_its_reason_and_version(client, monkeypatch) -> None:
    other = replace(PROGRAMME_RULE, version="9.9", rule=["adults of any gender"], reason="A new standard.")
    monkeypatch.setattr(routes, "PROGRAMME_RULE", other)

    page = client.get("/factsheets/dvpp").text

    assert "adults of any gender" in page
    assert "A new standard." in page
    assert "Rule version 9.9" in page


def test_a_programme_is_never_offered_as_help_to_somebody_who_is_abused(client) -> None:
    assert "It is not help for somebody who is abused" in client.get("/factsheets/domestic-abuse").text
    assert "this programme is not the help you need" in client.get("/factsheets/dvpp").text


def test_help_now_begins_with_999_and_shows_every_helpline(client) -> None:
    page = client.get("/help-now").text

    assert page.index("Ring 999") < page.index(HELPLINES.all[0].number)
    assert all(f'href="tel:{line.dial}">{line.number}<' in page for line in HELPLINES.all)


def test_a_number_that_was_checked_long_ago_says_so(app: Flask, client, monkeypatch) -> None:
    monkeypatch.setitem(app.config, "TODAY", date(2027, 5, 25))

    page = client.get("/help-now").text

    assert page.count("This check is more than 6 months old") == len(HELPLINES.all)


def test_telephone_numbers_of_helplines_stand_in_one_file_only() -> None:
    words = [*(HERE / "templates").rglob("*.html"), *(HERE / "portal").rglob("*.md")]

    digits = {path.name: re.sub(r"(?<=\d) (?=\d)", "", path.read_text(encoding="utf-8")) for path in words}

    strays = [
        (name, line.name) for name, text in digits.items() for line in HELPLINES.all if line.dial in text
    ]
    assert strays == []
