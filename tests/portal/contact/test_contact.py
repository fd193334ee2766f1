"""Contact before, during and after: decided by the court, kept line by line, looked at again when risk is decided."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.risk_vocabulary import RiskDecision, RiskSide
from portal.accounts.models import User
from portal.cases.models import Case
from portal.clock import now
from portal.contact.models import ContactArrangement
from portal.risk import actions as risk
from portal.risk.actions import From
from tests.portal.referral_walk import OFFICER, OTHER_OFFICER, PROGRAMME, day_of, open_case_with_order
from tests.work_in_hand import RISK

DECIDED = day_of("decided_on", 20, 11, 2026) | day_of("review_on", 20, 1, 2027)
SAID: dict[str, Any] = {
    "phase": "during",
    "level": "supervised",
    "venue": "An invented contact centre, accreditation 0000",
    "conditions": "Two hours a week.",
    "decider": "court",
    **DECIDED,
}


@pytest.fixture
def case(client) -> str:
    """The address of a case with an order."""
    client.sign_in(OFFICER)
    return f"/cases/{open_case_with_order(client)}"


def record(client, case: str, **changed: Any):
    return client.submit(f"{case}/contact/new", {**SAID, **changed}, button="Save the arrangement")


def decide_about_risk(app, case: str) -> None:
    with app.app_context():
        officer = db.session.scalars(sa.select(User).where(User.email == OFFICER)).one()
        of_case = db.session.scalars(
            sa.select(Case).where(Case.reference == case.removeprefix("/cases/"))
        ).one()
        source = From(of_case, RiskSide.CAFCASS)
        report = risk.raise_risk(source, RISK, form_key="a" * 32, by=officer, at=now())
        risk.decide(report, [RiskDecision.NONE], "It was settled.", by=officer, at=now())
        db.session.commit()


def test_what_was_decided_stands_on_the_case_and_what_stood_before_is_kept(client, case):
    record(client, case)
    record(client, case, level="none", venue="")

    assert "<strong>During the programme:</strong> no contact" in client.get(case).text
    text = client.get(f"{case}/contact").text
    assert "During the programme: no contact" in text
    assert "During the programme: supervised" in text


def test_the_same_form_sent_twice_is_one_line(app, client, case):
    page = client.get(f"{case}/contact/new")
    for _ in range(2):
        client.submit(page, SAID, button="Save the arrangement")

    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(ContactArrangement.id))) == 1


def test_a_form_that_cannot_be_says_so_at_its_fields(client, case):
    answer = record(client, case, venue="", **day_of("review_on", 20, 11, 2026))

    assert answer.status_code == 422
    assert client.page.errors() == [
        "Enter where contact takes place",
        "The review must be after the day of the decision",
    ]


def test_a_decision_about_risk_asks_to_look_at_contact_again_until_it_is_done(app, client, case):
    decide_about_risk(app, case)
    on_case, in_list = client.get(case).text, client.get("/cases").text

    client.submit(f"{case}/contact", words="It stays supervised.", button="Record what came of it")

    assert "Look at contact again" in on_case
    assert "Look at contact again" in in_list
    assert "Look at contact again" not in client.get(case).text
    assert "It stays supervised." in client.get(f"{case}/contact").text


def test_looking_at_contact_again_is_recorded_once(app, client, case):
    decide_about_risk(app, case)
    page = client.get(f"{case}/contact")
    client.submit(page, words="It stays.", button="Record what came of it")

    assert client.submit(page, words="It stays.", button="Record what came of it").status_code == 409


def test_no_page_suggests_contact_because_a_programme_was_completed(client, case):
    text = client.get(f"{case}/contact").text

    assert "does not show that contact is safe" in text
    assert text.count("Nothing is decided.") == 3


def test_contact_costs_a_case_no_more_statements_with_a_longer_history(app, client, case, statements):
    def number() -> int:
        with statements(app) as sent:
            client.get(f"{case}/contact")
        return len(sent)

    record(client, case)
    before = number()
    for _ in range(4):
        record(client, case)

    assert number() == before <= 12


@pytest.mark.parametrize("email", [OTHER_OFFICER, PROGRAMME])
def test_nobody_else_finds_it(client, case, email):
    client.sign_in(email)

    assert client.get(f"{case}/contact").status_code == 404
    assert client.get(f"{case}/contact/new").status_code == 404
