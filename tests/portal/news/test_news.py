"""News reaches the areas it is about, in pages and in a feed, and an administrator answers for it."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest

ATOM = "{http://www.w3.org/2005/Atom}"
LEEDS, ROCHDALE = "E08000035", "E08000005"


@pytest.fixture
def admin(client):
    client.sign_in("admin@demo.example")
    return client


def publish(admin, **answers):
    page = admin.get("/admin/news/new")
    given = {"kind": "opened", "title": "A new group", "words": "It starts in May.", "areas": "Leeds"}
    return admin.submit(page, button="Publish the notice", **{**given, **answers})


def test_a_notice_is_read_at_once_by_its_area_and_not_by_others(admin, new_client):
    publish(admin)
    reader = new_client()

    assert "A new group" in reader.get(f"/news?area={LEEDS}").text
    assert "A new group" in reader.get("/areas/leeds").text
    assert "A new group" in reader.get("/areas/west-yorkshire-court-area").text, "Leeds lies within it"
    assert "A new group" not in reader.get(f"/news?area={ROCHDALE}").text
    assert "A new group" not in reader.get("/areas/rochdale").text


def test_a_court_area_is_known_by_its_name_alone(admin):
    publish(admin, areas="west yorkshire")

    assert "For West Yorkshire family court area" in admin.get("/news").text
    assert "A new group" in admin.get("/areas/leeds").text


def test_news_for_a_court_area_is_news_of_its_councils_in_page_and_feed(admin):
    publish(admin, areas="west yorkshire")

    assert "A new group" in admin.get(f"/news?area={LEEDS}").text
    assert "A new group" in admin.get(f"/news.atom?area={LEEDS}").text
    assert "A new group" not in admin.get(f"/news.atom?area={ROCHDALE}").text
    assert f'href="/news.atom?area={LEEDS}"' in admin.get("/areas/leeds").text


def test_the_tab_of_a_notice_does_not_say_what_it_is_about(admin, new_client):
    publish(admin, title="A programme has paused", areas="")

    assert "<title>News - Directory</title>" in new_client().get("/news/3").text


def test_a_court_area_that_is_called_after_a_court_is_named_once(admin):
    publish(admin, areas="Central Family Court")

    page = admin.get("/news").text

    assert "For Central Family Court area" in page
    assert "family court area" not in page


def test_a_notice_for_everywhere_is_read_in_every_area(admin):
    publish(admin, areas="", title="For all")

    assert "For all" in admin.get("/areas/rochdale").text
    assert "For everywhere" in admin.get("/news").text


def test_after_its_last_day_a_notice_is_not_listed_but_its_link_still_works(admin, app, monkeypatch):
    publish(admin, **{"ends_on-day": "30", "ends_on-month": "11", "ends_on-year": "2026"})
    monkeypatch.setitem(app.config, "TODAY", date(2026, 12, 1))

    assert "A new group" not in admin.get("/news").text
    assert admin.get("/news/3").status_code == 200
    assert "Ended" in admin.get("/admin/news").text


def test_a_correction_says_when_and_leaves_one_notice(admin):
    publish(admin)
    page = admin.get("/admin/news/3")

    admin.submit(page, button="Correct the notice", words="It starts in June.", areas="Leeds\nRochdale")

    assert '<p class="govuk-body">It starts in June.</p>' in admin.get("/news/3").text
    assert "Corrected on" in admin.get("/news/3").text
    assert "Leeds, Rochdale" in admin.get("/news/3").text


def test_a_notice_that_was_taken_down_is_gone_for_readers_and_kept_for_the_administrator(admin):
    publish(admin)

    admin.submit(admin.get("/admin/news"), button="Take down A new group")

    assert admin.get("/news/3").status_code == 404
    assert "Taken down" in admin.get("/admin/news").text


@pytest.mark.parametrize(
    "answers, sentence",
    [
        (
            {"areas": "Ledes"},
            "There is no council or family court area called “Ledes”. Did you mean “Lewes” or “Leeds”?",
        ),
        ({"title": ""}, "Enter a title"),
        ({"words": " "}, "Enter what readers should know"),
        ({"ends_on-day": "1", "ends_on-month": "1", "ends_on-year": "2020"}, "today or later"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_published(admin, answers, sentence):
    page = publish(admin, **answers)

    assert page.status_code == 422
    assert sentence in page.text
    assert "A new group" not in admin.get("/news").text


def test_the_feed_holds_what_the_page_holds_and_escapes_what_was_typed(admin):
    publish(admin, words="Ring <b>us</b> & ask.", areas="")

    answer = admin.get("/news.atom")
    feed = ElementTree.fromstring(answer.data)

    assert answer.mimetype == "application/atom+xml"
    first = feed.find(f"{ATOM}entry")
    assert first is not None
    assert first.findtext(f"{ATOM}content") == "Ring <b>us</b> & ask."
    assert feed.findtext(f"{ATOM}updated") == first.findtext(f"{ATOM}updated")
    assert len({entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")}) == 3


def test_nobody_but_the_directory_administrator_writes_news(client):
    client.sign_in("listings@demo.example")

    assert client.get("/admin/news/new").status_code == 404


def test_the_page_of_news_asks_no_more_for_more_notices(admin, app, statements):
    with statements(app) as few:
        admin.get("/news")
    for number in range(4):
        publish(admin, title=f"Notice {number}")
    with statements(app) as many:
        admin.get("/news")

    assert len(few) == len(many)
