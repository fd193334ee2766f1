"""Before a search for help: how to leave is said before it is needed, and the first question keeps people safe."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from directory_data.database import db
from directory_data.models import Service
from directory_data.vocabulary import ServiceType
from portal.directory.who import sounds_hurt


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


HURT = (
    "/services?who=hurt",
    "/services?who=hurt&what=perpetrator+programme",
    "/services?who=hurt&what=Aire+Valley&where=Leeds",
    "/services?who=hurt&type=dvpp",
    "/services?who=hurt&where=Leeds&sort=start",
    "/services?who=hurt&where=Leeds&slug=aire-valley-dvpp",
    "/services?who=hurt&where=Newport",
    "/services?who=hurt&where=Leeds&view=map",
    "/services?who=hurt&where=Leeds&view=print",
    "/services?who=hurt&where=Leeds&view=csv",
    "/services/compare?who=hurt&slug=aire-valley-dvpp&slug=mersey-change-dvpp",
    "/areas/leeds?who=hurt",
    "/areas/west-yorkshire-court-area?who=hurt",
    "/services?what=my+husband+hits+me",
    "/services?what=victims+of+domestic+violence&where=Leeds",
    "/services?what=I+am+scared+of+my+partner&where=Leeds&view=csv",
)


@pytest.mark.parametrize("path", HURT)
def test_nobody_who_looks_for_help_for_themselves_is_shown_a_programme(client, app, path):
    with app.app_context():
        rows = select(Service.slug, Service.name).where(Service.type == ServiceType.DVPP)
        programmes = db.session.execute(rows).all()

    page = client.get(path, follow_redirects=True)

    assert page.status_code == 200
    words = re.sub(r'value="[^"]*"', "", page.text)
    assert [slug for slug, name in programmes if f"/services/{slug}" in words or name in words] == []


@pytest.mark.parametrize(
    "what",
    [
        "he hits me",
        "she is hurting my kids",
        "support for victims",
        "women’s aid",
        "refuge",
        "I want to leave him",
    ],
)
def test_words_of_somebody_who_was_hurt_are_heard(what):
    assert sounds_hurt(what)


@pytest.mark.parametrize(
    "what",
    [
        "",
        "perpetrator programme",
        "programme for men who hit my daughter",
        "mediation",
        "Punjabi",
        "I hurt my wife",
    ],
)
def test_other_words_leave_nothing_out(what):
    assert not sounds_hurt(what)


def test_what_was_heard_is_said_and_can_be_put_right(client):
    page = client.get("/services?what=my+husband+hits+me&where=Leeds")

    assert "You did not say whom this is for, so we went by your words." in page.text
    client.get("/services?what=my+husband+hits+me&where=Leeds&who=own-behaviour")
    assert "we went by your words" not in client.page.text


def test_what_was_heard_stays_when_the_words_are_not_kept_beside_a_postcode(client):
    page = client.post("/services", data={"what": "my husband hits me LS6 3AA"}, follow_redirects=True)

    assert "Programmes for people who have used abusive behaviour are left out" in page.text
    assert "/services/aire-valley-dvpp" not in page.text


def test_a_professional_who_is_signed_in_is_shown_all_that_the_words_find(client):
    client.sign_in("officer@demo.example")

    page = client.get("/services?what=victims+programme&where=Leeds").text

    assert "we went by your words" not in page


def test_the_list_of_areas_keeps_the_answer(client):
    assert 'href="/areas/leeds?who=hurt"' in client.get("/areas?who=hurt").text
    assert 'href="/areas?who=hurt"' in client.get("/areas/leeds?who=hurt").text
    assert 'href="/areas/leeds"' in client.get("/areas?who=nonsense").text
