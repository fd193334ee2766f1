"""A change in risk is acknowledged with a decision, and what follows from it stays on top until it is done."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm.attributes import set_committed_value

from directory_data.database import db
from directory_data.risk_vocabulary import RiskDecision
from portal.clock import now
from portal.errors import Refused
from portal.risk import actions
from portal.risk.models import RiskReport
from tests.portal.referral_walk import MANAGER
from tests.portal.risk.walks import decide, last_report, report

REASONS = "The child travels with her."


def reported(app, family, **changed) -> str:
    report(family.programme, family.referral, **changed)
    with app.app_context():
        return last_report().key


def test_a_decision_says_what_has_to_follow_and_by_when(app, family):
    answer = decide(family.officer, reported(app, family), decisions=["assess", "court"])

    assert REASONS in answer.text
    assert "Give the section 16A risk assessment to the court" in answer.text
    assert "Due 30 November 2026, in 7 days" in answer.text
    assert "Due 24 November 2026, tomorrow" in answer.text


def test_a_decision_without_reasons_or_that_contradicts_itself_is_refused_in_words(app, family):
    key = reported(app, family)

    answer = decide(family.officer, key, decisions=["none", "court"], reasons="")

    assert answer.status_code == 422
    assert family.officer.page.errors() == [
        "Choose “No further action” alone, or what you will do",
        "Enter your reasons",
    ]


def test_it_is_decided_once(app, family, new_client):
    key = reported(app, family)
    page = family.officer.get(f"/risk/{key}")
    manager = new_client().sign_in(MANAGER)
    decide(manager, key, decisions=["none"])

    answer = family.officer.submit(
        page, {"decisions": ["court"], "reasons": REASONS}, button="Record the decision"
    )

    assert answer.status_code == 409
    assert "has been decided already" in answer.text


def test_of_two_who_decide_at_the_same_moment_one_is_let(app, family, new_client):
    key = reported(app, family)
    with app.app_context():
        report = db.session.scalars(sa.select(RiskReport).where(RiskReport.key == key)).one()
        decide(new_client().sign_in(MANAGER), key, decisions=["court"])
        set_committed_value(report, "decided_at", None)  # As the officer's process read it a moment before.

        with pytest.raises(Refused, match="has been decided already"):
            actions.decide(
                report, [RiskDecision.NONE], "In the officer's words.", by=report.case.officer, at=now()
            )

        db.session.rollback()
        assert report.decisions == ["court"]


def test_what_follows_stays_on_top_of_the_case_until_it_is_done(app, family):
    key = reported(app, family)
    decide(family.officer, key, decisions=["authority"])
    before = family.officer.get(family.case).text
    family.officer.get(f"/risk/{key}")
    link = next(
        anchor.get("href") for anchor in family.officer.page.all("a") if "/tasks/" in anchor.get("href", "")
    )

    refused = family.officer.submit(link, words="", button="Record that it is done")
    done = family.officer.submit(link, words="Rang them at 4pm.", button="Record that it is done")

    assert "Open risk" in before
    assert refused.status_code == 422
    assert "Rang them at 4pm." in done.text
    assert "Open risk" not in family.officer.get(family.case).text
    assert "stalking" in family.officer.get(f"{family.case}/risk").text.casefold()
    assert family.officer.get(link).text.count("This was recorded as done") == 1


def test_the_programme_learns_what_was_decided_and_not_why(app, family):
    key = reported(app, family)
    decide(family.officer, key)

    text = family.programme.get(f"/risk/{key}").text

    assert "Contact is suspended" in text
    assert REASONS not in text
    assert "Record the decision" not in text


def test_partner_support_hears_of_risk_and_of_the_decision(app, family):
    decide(family.officer, reported(app, family))

    text = family.worker.get(family.support).text

    assert "The programme reported a change in risk." in text
    assert "The officer decided about the change in risk that was reported." in text


def test_partner_support_hears_nothing_of_a_protected_source(app, family):
    decide(family.officer, reported(app, family, is_source_protected=True))

    assert "change in risk that" not in family.worker.get(family.support).text


def test_a_case_does_not_close_in_silence_over_open_risk(app, family):
    reported(app, family)

    text = family.officer.get(f"{family.case}/close").text

    assert "A change in risk was reported and nobody has decided about it yet." in text


def test_nobody_but_an_officer_decides(app, family):
    key = reported(app, family)

    answer = family.programme.post(f"/risk/{key}/decide", data={"csrf_token": family.programme.token()})

    assert answer.status_code == 404
    with app.app_context():
        assert db.session.scalars(sa.select(RiskReport.decided_at).where(RiskReport.key == key)).one() is None
