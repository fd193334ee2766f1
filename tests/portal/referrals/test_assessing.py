"""An assessment as its writers see it: appointments, criteria that are not met, and what comes after a decision."""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import partial

import pytest

from directory_data.referral_vocabulary import AppointmentOutcome
from portal.accounts.models import User
from portal.errors import Refused
from portal.referrals import assessing
from portal.referrals.models import Appointment
from tests.portal.referral_walk import OFFICER, PROGRAMME, day_of, send_one
from tests.portal.referrals.test_life import TODAY, begin_assessment, decide


@pytest.fixture
def officer(new_client):
    return new_client().sign_in(OFFICER)


@pytest.fixture
def provider(client):
    return client.sign_in(PROGRAMME)


def test_an_appointment_of_today_cannot_have_begun_later_than_now():
    booked = Appointment(number=1, held_on=TODAY, note="")
    at_noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    record = partial(
        assessing.record_outcome, booked, AppointmentOutcome.ATTENDED, note="", at=at_noon, today=TODAY
    )

    with pytest.raises(Refused, match="still to come"):
        record(started_at=time(12, 30), by=User(id=1))
    record(started_at=time(11, 30), by=User(id=1))

    assert booked.outcome is AppointmentOutcome.ATTENDED


def test_once_it_is_decided_the_next_thing_is_to_tell_the_person(officer, provider):
    referral = send_one(officer)
    begin_assessment(provider, referral)

    page = decide(provider, referral, "find-suitable")

    assert "Tell the person what was decided" in page.text
    assert "Record that the person is suitable" not in page.text
    assert provider.page.links("Record when the person was told")
    provider.submit(f"/referrals/{referral}/assessment/told", day_of("told_on", 23, 11, 2026))
    assert "Tell the person what was decided" not in provider.page.text
    assert "Offer a place, or put the person on the waiting list." in provider.page.text
    assert provider.page.links("Offer a place")


def test_whoever_is_not_ready_yet_is_recorded_as_ready_from_the_assessment(officer, provider):
    referral = send_one(officer)
    begin_assessment(provider, referral)
    decide(provider, referral, "find-not-ready", not_ready="housing", alternatives="A hostel first.")
    provider.submit(f"/referrals/{referral}/assessment/told", day_of("told_on", 23, 11, 2026))

    assert provider.page.links("Record that the person is ready now")
    assert provider.page.links("Book another appointment")


def test_the_officers_list_says_that_the_court_must_hear_of_a_person_who_is_not_ready(officer, provider):
    referral = send_one(officer)
    begin_assessment(provider, referral)
    decide(provider, referral, "find-not-ready", not_ready="housing", alternatives="A hostel first.")
    assert "Not ready yet: tell the court" in officer.get("/cases").text

    officer.submit(
        f"/referrals/{referral}/steps/tell-court", {**day_of("day", 23, 11, 2026), "note": "By letter."}
    )

    assert "Not ready yet: tell the court" not in officer.get("/cases").text


def test_whoever_decides_reads_which_criteria_are_not_met(officer, provider):
    referral = send_one(officer)
    begin_assessment(provider, referral)
    address = f"/referrals/{referral}/assessment"
    assert "this is not met" not in provider.get(f"{address}/decision").text

    provider.submit(f"{address}/criteria/1", finding="not-met", reason="He is 17.")

    assert "The assessment found that this is not met" in provider.get(f"{address}/decision").text
    provider.submit(f"{address}/criteria/1", finding="met", reason="He was 18 yesterday.")
    assert "this is not met" not in provider.get(f"{address}/decision").text
