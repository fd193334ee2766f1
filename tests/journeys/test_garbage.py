"""Garbage in every field of every form of officers and providers: a sentence or a page, never a failure."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from directory_data.database import db
from directory_data.models import Group, Service
from tests.client import PageReadingClient
from tests.portal.referral_walk import (
    LISTINGS,
    OFFICER,
    PROGRAMME,
    SUPPORT,
    family,
    open_case_with_order,
    order,
    ready_to_send,
    send_one,
)

NASTY = st.sampled_from(
    [
        *("", " ", "\x00", "\u202e", "²", "٣", "0", "-1", "1e9", "9" * 30, "true", "null", "None"),
        *("<script>alert(1)</script>", "' OR 1=1 --", "{{ 7*7 }}", "%00", "../../etc/passwd", "a" * 6_000),
        *("31", "2027", "9999", "10000", "february", "ﬁ", "\ud7ff", "🧨" * 50, "\r\n\r\nSet-Cookie: a=b"),
    ]
)
TYPED = NASTY | st.text(max_size=40)
FEW = settings(
    max_examples=6,
    deadline=None,
    # A failing example is small as it is, and each try takes a whole form.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


TOKENS: WeakKeyDictionary[PageReadingClient, str] = WeakKeyDictionary()


class Forms:
    """The forms of the main journey: who sends each one, where it is, and what it holds."""

    def __init__(self, app, new_client) -> None:
        self.people = {
            email: new_client().sign_in(email) for email in (OFFICER, PROGRAMME, LISTINGS, SUPPORT)
        }
        officer = self.people[OFFICER]
        case = open_case_with_order(officer)
        draft, _ = ready_to_send(officer)
        sent = send_one(officer)
        with app.app_context():
            wanted = sa.select(Group.id).join(Service).where(Service.slug == "aire-valley-dvpp")
            group = db.session.scalars(wanted).first()
        answer = ["reason", "note"]
        self.forms = {
            "a case": (OFFICER, "/cases/new", [*family(), "form_key"]),
            "a change of a case": (OFFICER, f"/cases/{case}/edit", [*family(), "form_key"]),
            "an order": (OFFICER, f"/cases/{case}/orders/new", [*order(), "another", "elements-3-type"]),
            "a change of an order": (
                OFFICER,
                f"/cases/{case}/orders/1",
                [*order(), "elements-11-ends_on-day"],
            ),
            "an acceptance": (OFFICER, f"/cases/{case}/orders/1/accept", ["reason"]),
            "a finding": (
                OFFICER,
                f"/cases/{case}/findings/new",
                ["words", "basis", "reported_by", "source", "page", "dated_on-day"],
            ),
            "a choice": (OFFICER, f"/cases/{case}/refer", ["group"]),
            "the words": (OFFICER, f"/referrals/{draft}/edit", ["welfare_reason", "abuse_summary", "risks"]),
            "the sending": (OFFICER, f"/referrals/{draft}/send", ["court_case_number", "date_of_birth-year"]),
            "a withdrawal": (OFFICER, f"/referrals/{sent}/withdraw", answer),
            "a refusal": (PROGRAMME, f"/referrals/{sent}/decline", answer),
            "a status": (LISTINGS, "/listings/aire-valley-dvpp/status", ["status", "status_until-day"]),
            "places": (
                LISTINGS,
                f"/listings/aire-valley-dvpp/groups/{group}/places",
                ["places_max", "places_taken"],
            ),
        }


@pytest.fixture
def forms(app, new_client) -> Forms:
    return Forms(app, new_client)


def send(client: PageReadingClient, path: str, typed: dict[str, Any]) -> int:
    """Send a form and leave the page unread: only whether there is one counts here."""
    if client not in TOKENS:
        TOKENS[client] = token_of(client)
    return FlaskClient.open(
        client, path, method="POST", data={**typed, "csrf_token": TOKENS[client]}
    ).status_code


def token_of(client: PageReadingClient) -> str:
    client.get("/factsheets")
    assert client.page is not None
    fields = client.page.all("input")
    return next(field.get("value", "") for field in fields if field.get("name") == "csrf_token")


@FEW
@given(data=st.data())
def test_no_garbage_makes_a_form_fail(forms, data):
    for name, (person, path, fields) in forms.forms.items():
        client = forms.people[person]
        typed = {field: data.draw(st.lists(TYPED, max_size=2), label=f"{name}: {field}") for field in fields}

        status = send(client, path, typed)

        assert status in (200, 303, 404, 409, 422), f"{name}: {status} for {typed}"


@FEW
@given(data=st.data())
def test_one_wrong_answer_among_right_ones_makes_no_form_fail(forms, data):
    right = {"a case": family(), "an order": order(), "a change of an order": order()}
    for name, whole in right.items():
        person, path, fields = forms.forms[name]
        client = forms.people[person]
        wrong = data.draw(st.sampled_from(fields), label=name)
        typed = {field: "y" if value is True else value for field, value in whole.items()}
        typed[wrong] = data.draw(TYPED, label=wrong)

        status = send(client, path, typed)

        assert status in (200, 303, 422), f"{name}: {status} for {wrong}={typed[wrong]!r}"


def test_no_garbage_in_an_address_makes_a_page_fail(forms):
    places = [
        *((OFFICER, path) for path in ("/cases/{}", "/cases/{}/matches", "/referrals/{}")),
        (PROGRAMME, "/referrals/{}"),
        (SUPPORT, "/support/{}"),
        *((LISTINGS, path) for path in ("/listings/{}", "/services/{}", "/areas/{}")),
    ]
    for attempt in ("C-", "%00", "C-999999999999", "C-%F0%9F%92%A9", "C-34K8PX' OR '1'='1", "²" * 7):
        for person, path in places:
            status = forms.people[person].get(path.format(attempt), follow_redirects=True).status_code
            assert status in (200, 404), f"{path} {attempt}"
