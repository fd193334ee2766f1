"""From the decision to the first session: the start that is agreed, the place kept over it, and its end before."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.models import Group
from directory_data.vocabulary import ReferralStatus, Step
from tests.portal.referral_walk import (
    OFFICER,
    PROGRAMME,
    confirm_and_send,
    day_of,
    draft,
    order,
    send_one,
    write,
)
from tests.portal.referrals.test_life import TYPED_TODAY, begin_assessment, decide, record_of, status_of, take

INTAKE = date(2027, 1, 20)


@pytest.fixture
def officer(new_client):
    return new_client().sign_in(OFFICER)


@pytest.fixture
def provider(client):
    return client.sign_in(PROGRAMME)


@pytest.fixture
def suitable(app, officer, provider) -> str:
    """A referral to a group that first meets on the day of the intake, found suitable."""
    referral = send_one(officer)
    begin_assessment(provider, referral)
    with app.app_context():
        meets = {"first_session_on": INTAKE, "next_intake_on": None}
        db.session.execute(sa.update(Group).where(Group.id == record_of(referral).group_id).values(**meets))
        db.session.commit()
    decide(provider, referral, "find-suitable")
    return referral


def test_a_place_and_its_clock_last_until_the_intake_that_it_is_for(app, officer, provider, suitable):
    provider.get(f"/referrals/{suitable}/steps/offer-place")
    shown = {field.get("name"): field.get("value") for field in provider.page.all("input")}
    assert [shown[f"day-{part}"] for part in ("day", "month", "year")] == ["20", "1", "2027"]

    take(provider, suitable, "offer-place")

    with app.app_context():
        offered = record_of(suitable)
        assert offered.entry(Step.OFFER_PLACE).day == INTAKE
        assert offered.place.held_until == date(2027, 2, 10)
    for person in (officer, provider):
        page = person.get(f"/referrals/{suitable}").text
        assert "to start on 20 January 2027. Kept free until 10 February 2027." in page
        assert "by 27 January 2027" in page


def test_a_later_start_can_be_agreed_and_everything_counts_from_it(app, officer, provider, suitable):
    take(provider, suitable, "offer-place", **day_of("day", 3, 2, 2027))

    page = officer.get(f"/referrals/{suitable}").text

    assert "to start on 3 February 2027. Kept free until 24 February 2027." in page
    assert "by 10 February 2027" in page


@pytest.mark.parametrize(
    "day, sentence",
    [
        ((13, 1, 2027), "The group meets for the first time on 20 January 2027"),
        ((20, 11, 2026), "The date must be today or later"),
        ((20, 1, 2037), "Choose a day within the next 2 years"),
    ],
)
def test_nobody_is_offered_a_start_on_which_nobody_can_start(app, provider, suitable, day, sentence):
    answer = provider.submit(
        f"/referrals/{suitable}/steps/offer-place", day_of("day", *day) | {"note": "Bring a pen."}
    )

    assert answer.status_code == 422
    assert sentence in provider.page.text
    assert "Bring a pen." in provider.page.text
    assert status_of(app, suitable) is ReferralStatus.SUITABLE


def test_the_same_offer_sent_twice_is_made_once(app, provider, suitable):
    page = provider.get(f"/referrals/{suitable}/steps/offer-place")

    answers = [provider.submit(page), provider.submit(page)]

    assert [answer.status_code for answer in answers] == [200, 200]
    with app.app_context():
        assert [entry.step for entry in record_of(suitable).diary].count(Step.OFFER_PLACE) == 1


def test_a_place_is_kept_for_longer_with_each_thing_that_the_provider_does(app, officer, provider):
    referral = send_one(officer)
    with app.app_context():
        group = record_of(referral).group
        group.first_session_on, group.next_intake_on = date(2026, 11, 25), None
        record_of(referral).place.held_until = date(2026, 12, 1)
        db.session.commit()

    begin_assessment(provider, referral)

    with app.app_context():
        assert record_of(referral).place.held_until == date(2027, 1, 21), (
            "an assessment’s 30 working days and 10"
        )


def test_a_place_that_ends_before_the_first_session_asks_nobody_for_a_report(
    app, officer, provider, suitable
):
    take(provider, suitable, "offer-place")

    take(provider, suitable, "end-place", reason="left", note="He moved to Scotland.")

    assert status_of(app, suitable) is ReferralStatus.NOT_STARTED
    assert "no report is asked for" in provider.page.text
    assert "final report" not in provider.page.text
    page = officer.get(f"/referrals/{suitable}").text
    assert "Tell the court by 30 November 2026" in page
    assert "Record that the final report has come" not in page
    take(officer, suitable, "tell-court", **TYPED_TODAY, note="By letter.")
    take(officer, suitable, "close")
    assert status_of(app, suitable) is ReferralStatus.CLOSED


def test_a_place_that_ends_after_the_first_session_starts_the_clock_of_the_final_report(
    officer, provider, suitable
):
    take(provider, suitable, "offer-place")
    take(provider, suitable, "start", **TYPED_TODAY)

    take(provider, suitable, "end-place", reason="left", note="He moved to Scotland.")

    for person in (officer, provider):
        page = person.get(f"/referrals/{suitable}").text
        assert "end the final report, by 7 December 2026" in page


def test_nobody_is_referred_again_on_an_order_that_no_longer_applies(app, officer, suitable):
    with app.app_context():
        case = record_of(suitable).case.reference
    take(officer, suitable, "end-order", reason="discharged", **TYPED_TODAY)

    page = officer.get(f"/cases/{case}").text
    assert "no longer applies, so nobody can be referred on it" in page
    assert "Choose a group" not in page
    write(officer, draft(officer, case))
    assert "It is recorded that this order no longer applies." in officer.page.text
    assert "Send the referral" not in officer.page.text

    new_order = order(**day_of("made_on", 23, 11, 2026))
    saved = officer.submit(f"/cases/{case}/orders/new", new_order, button="Save the order")
    assert saved.request.path == f"/cases/{case}", officer.page.errors()
    anew = draft(officer, case)
    page = write(officer, anew)
    assert "It cannot be sent yet" not in officer.page.text, officer.page.text[:900]
    sent = confirm_and_send(officer, page)
    assert sent.request.path == f"/referrals/{anew}"
