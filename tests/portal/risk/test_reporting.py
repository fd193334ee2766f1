"""A change in risk is reported from each reader's own page, once, and no name crosses the wall."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.messages.models import OutboxMessage
from portal.risk.models import RiskReport
from tests.portal.referral_walk import OTHER_OFFICER, OTHER_PROGRAMME, day_of
from tests.portal.risk.walks import SAID, last_report, report


@pytest.mark.parametrize("side", ["cafcass", "programme", "partner-support"])
def test_each_side_reports_from_its_own_page(app, family, side):
    client, page = family.sides[side]
    assert "Report a change in risk" in client.get(page).text

    answer = report(client, page)

    assert answer.status_code == 200
    assert client.page.h1 == "Change in risk: stalking, following or unwanted contact"
    with app.app_context():
        assert last_report().side.value == side
        assert last_report().what == SAID["what"]


def test_the_words_are_sealed_in_the_store(app, family):
    report(family.programme, family.referral)

    with app.app_context():
        stored = str(db.session.execute(sa.text("SELECT * FROM risk_report")).all())
    assert "which bus" not in stored


def test_the_same_form_sent_twice_is_one_report(app, family):
    page = family.programme.get(f"{family.referral}/risk/new")
    family.programme.submit(page, SAID, button="Send the report")
    again = family.programme.submit(page, SAID, button="Send the report")

    assert again.status_code == 200
    with app.app_context():
        found = db.session.scalars(sa.select(RiskReport).where(RiskReport.referral_id.is_not(None))).all()
        assert len(found) == 1


def test_a_form_with_gaps_says_so_and_keeps_what_was_typed(family):
    answer = report(
        family.worker,
        family.support,
        is_danger=None,
        category="",
        at_risk=[],
        done="",
        **day_of("known_on", 24, 11, 2026),
    )

    assert answer.status_code == 422
    assert family.worker.page.errors() == [
        "Choose whether anybody is in danger now",
        "Choose what kind of change it is",
        "Choose who may be harmed",
        "Enter what has been done already, or “nothing yet”",
        "The date on which you learned of it must be today or earlier",
    ]
    assert SAID["what"] in answer.text


@pytest.mark.parametrize("is_protected, status", [(False, 422), (True, 200)])
def test_an_officer_names_the_other_parent_only_where_the_programme_does_not_read_it(
    family, is_protected, status
):
    answer = report(
        family.officer,
        family.case,
        what="He said that he will find Nadia Quillfeather.",
        is_source_protected=is_protected,
    )

    assert answer.status_code == status


def test_partner_support_protects_its_source_unless_it_says_otherwise(app, family):
    report(family.worker, family.support)

    with app.app_context():
        assert last_report().is_source_protected


def test_the_first_thing_on_the_form_is_what_to_do_in_danger(family):
    text = family.worker.get(f"{family.support}/risk/new").text

    assert text.index("ring 999 first") < text.index("Is anybody in danger now?")


@pytest.mark.parametrize("email", [OTHER_OFFICER, OTHER_PROGRAMME])
def test_a_report_on_somebody_elses_case_finds_nothing(app, family, new_client, email):
    report(family.officer, family.case)
    with app.app_context():
        key = last_report().key
    stranger = new_client().sign_in(email)

    for address in (f"{family.case}/risk/new", f"{family.referral}/risk/new", f"/risk/{key}"):
        assert stranger.get(address).status_code == 404


def test_a_message_about_risk_holds_nothing_but_numbers(app, family):
    report(family.programme, family.referral, is_danger="yes")

    with app.app_context():
        events = db.session.scalars(
            sa.select(OutboxMessage.event).where(OutboxMessage.event.startswith("risk"))
        ).all()
    assert events
    assert all(re.fullmatch(r"risk(-raised)?\|\d+", event) for event in events)
