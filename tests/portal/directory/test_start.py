"""Before a search for help: how to leave is said before it is needed, and the first question keeps people safe."""

from __future__ import annotations


def test_the_page_says_how_to_leave_and_that_the_history_stays(client):
    page = client.get("/start").text

    assert "govuk-js-exit-this-page-button" in page
    assert "does not clear the history" in page
    assert "<title>Before you start - Directory</title>" in page


def test_the_question_leads_to_a_search_that_offers_no_programme_to_somebody_who_was_hurt(client):
    client.submit(client.get("/start"), button="Go on", who="hurt")

    assert "are left out: they are not help for somebody who has been hurt" in client.page.text


def test_the_question_may_be_skipped(client):
    assert 'href="/services">Skip this question' in client.get("/start").text


def test_the_page_asks_the_store_nothing_and_sets_no_cookie(client, app, statements):
    with statements(app) as sent:
        answer = client.get("/start")

    assert sent == []
    assert "Set-Cookie" not in answer.headers
