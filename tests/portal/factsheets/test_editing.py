"""An administrator changes a factsheet: seen first, published once, never lost, never undone in silence."""

from __future__ import annotations

from datetime import date

import pytest

EDIT = "/admin/factsheets/children/standard"
DUE = {"review_due_on-day": "1", "review_due_on-month": "6", "review_due_on-year": "2027"}


@pytest.fixture
def admin(client):
    client.sign_in("admin@demo.example")
    return client


def publish(admin, button="Publish for readers", **answers):
    page = admin.get(EDIT)
    return admin.submit(page, button=button, **{"what_changed": "A new word.", **DUE, **answers})


def test_what_was_published_is_read_at_once_and_the_earlier_edition_can_still_be_read(admin):
    publish(admin, words="You can tell a teacher.", title="For you")

    assert "You can tell a teacher." in admin.get("/factsheets/children").text
    assert "Edition 2. " in admin.get("/factsheets/children").text
    assert "If a court is helping your family" in admin.get(f"{EDIT}/editions/1").text
    history = admin.get(f"{EDIT}/editions").text
    assert "A new word." in history
    assert "Came with the portal" in history


def test_looking_first_publishes_nothing(admin):
    page = publish(admin, button="Look at it first", words="You can tell a teacher.")

    assert page.text.count("You can tell a teacher.") == 2, "in the box, and as readers will see it"
    assert "Edition 1. " in admin.get("/factsheets/children").text


def test_of_two_writers_the_second_is_told_and_loses_nothing(admin, new_client):
    other = new_client()
    other.sign_in("admin@demo.example")
    page = other.get(EDIT)
    publish(admin, words="The words of the first.")

    answer = other.submit(page, button="Publish for readers", words="Mine.", what_changed="Mine.", **DUE)

    assert answer.status_code == 409
    assert "published edition 2 while you were writing" in answer.text
    assert "Mine." in answer.text
    assert "The words of the first." in admin.get("/factsheets/children").text
    again = other.submit(answer, button="Publish for readers")
    assert again.status_code == 200
    assert "Mine." in admin.get("/factsheets/children").text


def test_an_earlier_edition_comes_back_as_the_next_one(admin):
    publish(admin, words="Short.")
    page = admin.get(f"{EDIT}?from=1")

    admin.submit(page, button="Publish for readers", what_changed="Back to the first words.", **DUE)

    assert "Edition 3. " in admin.get("/factsheets/children").text
    assert "If a court is helping your family" in admin.get("/factsheets/children").text


@pytest.mark.parametrize(
    "answers, sentence",
    [
        ({"words": ""}, "Enter the words of the factsheet"),
        ({"words": "Ring <number:nobody>"}, "There is no helpline called “nobody”"),
        ({"tab_title": "Domestic abuse"}, "must not say what the page is about"),
        ({"what_changed": ""}, "Enter what changed, and why"),
        ({"review_due_on-year": "2020"}, "must be in the future"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_published(admin, answers, sentence):
    page = publish(admin, **answers)

    assert page.status_code == 422
    assert sentence in page.text
    assert "Edition 1. " in admin.get("/factsheets/children").text


def test_a_sheet_read_through_says_so_to_its_readers(admin, app, monkeypatch):
    monkeypatch.setitem(app.config, "TODAY", date(2027, 6, 1))
    assert "should have read this page again" in admin.get("/factsheets/children").text

    admin.submit(admin.get(f"{EDIT}/editions"), button="I have read it: nothing has to change")

    page = admin.get("/factsheets/children").text
    assert "should have read this page again" not in page
    assert "Last read through on 1 June 2027. Next due by 30 November 2027" in page


def test_a_welsh_sheet_is_read_in_welsh_and_offered_beside_the_english(admin):
    page = admin.get("/admin/factsheets/children/welsh")
    admin.submit(
        page,
        button="Publish for readers",
        title="I blant",
        words="Ffoniwch 999.",
        what_changed="Cyntaf.",
        **DUE,
    )

    assert '<article class="app-easy-read" lang="cy">' in admin.get("/factsheets/children/welsh").text
    assert '<span lang="cy">I blant</span>' in admin.get("/factsheets/children").text
    pdf = admin.get("/factsheets/children/welsh.pdf")
    assert b"/Lang (cy)" in pdf.data or b"(cy)" in pdf.data


def test_hostile_words_are_shown_as_they_were_typed(admin):
    page = publish(
        admin, button="Look at it first", words='<script src="//evil.example"></script>', title="<b>x</b>"
    )

    assert '<script src="//evil.example' not in page.text
    assert "&lt;b&gt;x&lt;/b&gt;" in page.text


def test_a_factsheet_is_read_with_one_statement(client, app, statements):
    with statements(app) as sent:
        client.get("/factsheets/dvpp")

    assert len(sent) == 1
