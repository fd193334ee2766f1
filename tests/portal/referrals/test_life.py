"""A referral from acknowledgement to its close, as programme staff and the officer walk through it."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.vocabulary import ReferralStatus, Step
from portal.partner_support.models import News
from portal.referrals.actions import NEWS
from portal.referrals.models import Referral
from portal.referrals.on_cases import STANDINGS
from tests.portal.referral_walk import OFFICER, PROGRAMME, day_of, send_one

TODAY = date(2026, 11, 23)
TYPED_TODAY = day_of("day", 23, 11, 2026)


@pytest.fixture
def officer(new_client):
    return new_client().sign_in(OFFICER)


@pytest.fixture
def provider(client):
    return client.sign_in(PROGRAMME)


def take(person, referral: str, step: str, **typed) -> None:
    """Take a step on its own page; it must be taken."""
    answer = person.submit(f"/referrals/{referral}/steps/{step}", typed)
    assert answer.status_code == 200, person.page.text
    assert answer.request.path == f"/referrals/{referral}", person.page.errors()


def begin_assessment(provider, referral: str) -> None:
    provider.submit(f"/referrals/{referral}", button="Acknowledge the referral")
    take(provider, referral, "book", **TYPED_TODAY)
    answer = provider.submit(
        f"/referrals/{referral}/assessment/appointments/1", outcome="attended", started_at="0:00"
    )
    assert answer.request.path == f"/referrals/{referral}/assessment", provider.page.errors()
    page = provider.get(f"/referrals/{referral}/assessment/criteria", follow_redirects=True)
    while page.request.path.startswith(f"/referrals/{referral}/assessment/criteria/"):
        page = provider.submit(page, finding="met", reason="He said so himself.")
        assert page.status_code == 200, provider.page.errors()


def decide(provider, referral: str, decision: str, **typed):
    return provider.submit(
        f"/referrals/{referral}/assessment/decision",
        {"decision": decision, "reasons": "He speaks about what he did.", **typed},
    )


def status_of(app, referral: str) -> ReferralStatus:
    with app.app_context():
        return record_of(referral).status


def record_of(referral: str) -> Referral:
    return db.session.scalars(sa.select(Referral).where(Referral.reference == referral)).one()


def test_every_place_and_every_step_has_its_words():
    assert set(STANDINGS) == set(ReferralStatus)
    assert set(NEWS) == set(Step)


def test_a_person_goes_through_the_whole_programme(app, officer, provider):
    referral = send_one(officer)

    begin_assessment(provider, referral)
    decide(provider, referral, "find-suitable")
    take(provider, referral, "offer-place")
    take(provider, referral, "start", **TYPED_TODAY)
    assert status_of(app, referral) is ReferralStatus.ON_PROGRAMME
    with app.app_context():
        assert record_of(referral).place.taken_at
        assert record_of(referral).group.places_held == 1
    take(provider, referral, "suspend", reason="health", note="An operation.")
    take(officer, referral, "reinstate", note="He is well again.")
    take(provider, referral, "complete", **TYPED_TODAY)
    take(officer, referral, "receive-report", **TYPED_TODAY)
    take(officer, referral, "file-report", **TYPED_TODAY)
    take(officer, referral, "close")

    assert status_of(app, referral) is ReferralStatus.CLOSED
    with app.app_context():
        assert record_of(referral).place is None
        assert record_of(referral).group.places_held == 0
    assert "What you can do" not in officer.get(f"/referrals/{referral}").text


def test_an_unsuitable_person_raises_the_task_to_tell_the_court_with_its_date(app, officer, provider):
    referral = send_one(officer)
    begin_assessment(provider, referral)

    answer = decide(provider, referral, "find-not-suitable", not_suitable="risk", alternatives="Work alone.")

    assert "Partner support has been told. Now tell the person." in answer.text
    assert "Tell the court by 30 November 2026" in officer.get(f"/referrals/{referral}").text
    assert "Tell the court by 30 November 2026" in officer.get("/referrals").text
    assert "The risk cannot be managed in a group" in officer.get(f"/referrals/{referral}").text
    assert "Work alone." in officer.get(f"/referrals/{referral}/assessment").text
    take(officer, referral, "tell-court", **TYPED_TODAY, note="By letter.")
    assert "Tell the court by" not in officer.get(f"/referrals/{referral}").text
    with app.app_context():
        assert record_of(referral).group.places_held == 0


def test_withdrawing_does_not_tell_the_court_what_was_found(app, officer, provider):
    referral = send_one(officer)
    begin_assessment(provider, referral)
    decide(provider, referral, "find-not-ready", not_ready="housing", alternatives="A hostel first.")

    take(officer, referral, "withdraw", reason="other-service", note="It does not fit.")

    assert status_of(app, referral) is ReferralStatus.WITHDRAWN
    assert "Tell the court by 30 November 2026" in officer.page.text
    assert "Tell the court by 30 November 2026" in officer.get("/referrals").text
    take(officer, referral, "tell-court", **TYPED_TODAY, note="By letter.")
    assert "Tell the court by" not in officer.page.text
    assert "Record that the court has been told" not in officer.page.text


def test_a_referral_without_a_bad_result_leaves_nothing_to_tell_the_court(officer):
    referral = send_one(officer)
    take(officer, referral, "withdraw", reason="other-service", note="It does not fit.")

    officer.get(f"/referrals/{referral}/steps/tell-court", follow_redirects=True)

    assert "Nothing is left to tell the court about this referral." in officer.page.text


def test_partner_support_is_told_before_the_participant(app, officer, provider):
    referral = send_one(officer)
    begin_assessment(provider, referral)
    decide(provider, referral, "find-not-ready", not_ready="housing", alternatives="A hostel first.")

    early = provider.submit(
        f"/referrals/{referral}/assessment/told", day_of("told_on", 20, 11, 2026), button="Save"
    )

    assert early.status_code == 409
    assert "Partner support was told on 23 November 2026." in provider.page.text
    provider.submit(f"/referrals/{referral}/assessment/told", day_of("told_on", 23, 11, 2026), button="Save")
    assert "Person told 23 November 2026" in provider.page.text
    with app.app_context():
        told = db.session.scalars(sa.select(News.words).order_by(News.id.desc())).first()
        assert told == "The assessment found that the programme cannot begin yet."


def test_nothing_is_decided_before_every_published_criterion_has_an_answer(app, officer, provider):
    referral = send_one(officer)
    provider.submit(f"/referrals/{referral}", button="Acknowledge the referral")
    take(provider, referral, "book", **TYPED_TODAY)
    provider.submit(f"/referrals/{referral}/assessment/appointments/1", outcome="attended", started_at="0:00")

    page = provider.get(f"/referrals/{referral}/assessment/decision")

    assert "Nothing can be decided yet" in page.text
    assert status_of(app, referral) is ReferralStatus.ASSESSING


def test_each_published_criterion_is_asked_in_turn_and_can_be_looked_at_again(officer, provider):
    referral = send_one(officer)
    begin_assessment(provider, referral)
    assert "Every published criterion has an answer. You can decide." in provider.page.text

    page = provider.get(f"/referrals/{referral}/assessment/criteria/2")
    assert "Criterion 2 of" in page.text
    assert "He said so himself." in page.text
    provider.submit(page, finding="not-met", reason="The document says otherwise.")

    assert "He said so himself." in provider.page.text
    assert "The document says otherwise." in provider.page.text
    assert provider.get(f"/referrals/{referral}/assessment/criteria/99").status_code == 404


def test_what_was_noted_with_an_appointment_stays_when_its_outcome_is_recorded(officer, provider):
    referral = send_one(officer)
    provider.submit(f"/referrals/{referral}", button="Acknowledge the referral")
    take(provider, referral, "book", **TYPED_TODAY, note="At the office in Hunslet.")
    page = provider.get(f"/referrals/{referral}/assessment")
    assert provider.page.links("Record what became of it")[0].endswith("/appointments/1")

    provider.submit(
        f"/referrals/{referral}/assessment/appointments/1", outcome="did-not-attend", note="He rang later."
    )

    assert "At the office in Hunslet." in provider.page.text
    assert "He rang later." in provider.page.text
    assert page.status_code == 200


def test_an_appointment_presses_from_its_day_on_and_not_before(app, officer, provider, monkeypatch):
    referral = send_one(officer)
    provider.submit(f"/referrals/{referral}", button="Acknowledge the referral")
    take(provider, referral, "book", **day_of("day", 25, 11, 2026))
    assert "Appointment to come" in provider.get("/referrals").text

    monkeypatch.setitem(app.config, "TODAY", date(2026, 11, 25))

    assert "Record what became of the appointment" in provider.get("/referrals?show=soon").text
    assert "Appointment to come" not in provider.page.text


def test_each_side_finds_one_button_and_no_second_way_to_the_same_step(officer, provider):
    referral = send_one(officer)
    provider.get(f"/referrals/{referral}")
    assert len(provider.page.links("Decline the referral")) == 1
    provider.submit(f"/referrals/{referral}", button="Acknowledge the referral")
    assert len(provider.page.links("Book an assessment appointment")) == 1
    take(provider, referral, "ask", note="Does he need an interpreter?")

    officer.get(f"/referrals/{referral}")

    assert len(officer.page.links("Answer the provider’s question")) == 1


def test_an_entry_can_be_corrected_from_the_page_by_the_side_that_wrote_it(officer, provider):
    referral = send_one(officer)
    officer.get(f"/referrals/{referral}")
    corrections = officer.page.links("Correct this entry")

    provider.get(f"/referrals/{referral}")

    assert [link.split("/")[-2] for link in corrections] == ["2", "1"]
    assert provider.page.links("Correct this entry") == []


def test_an_appointment_that_was_missed_begins_nothing(app, officer, provider):
    referral = send_one(officer)
    provider.submit(f"/referrals/{referral}", button="Acknowledge the referral")
    take(provider, referral, "book", **TYPED_TODAY)

    provider.submit(f"/referrals/{referral}/assessment/appointments/1", outcome="did-not-attend")

    assert "The person did not attend" in provider.page.text
    assert status_of(app, referral) is ReferralStatus.ASSESSMENT_BOOKED


def test_a_referral_that_goes_on_still_says_who_sent_it(officer, provider):
    referral = send_one(officer)
    take(provider, referral, "hold", reason="health", note="He is in hospital.")

    take(provider, referral, "resume")

    assert "by Demonstration officer. A place" in provider.page.text


def test_no_report_is_offered_before_the_person_has_started(officer, provider):
    referral = send_one(officer)

    page = provider.get(f"/referrals/{referral}")

    assert "Write the interim report" not in page.text


def test_a_question_goes_to_the_officer_and_the_answer_back(app, officer, provider):
    referral = send_one(officer)

    take(provider, referral, "ask", note="Does he need an interpreter?")
    assert "Does he need an interpreter?" in officer.get(f"/referrals/{referral}").text
    refused = officer.submit(f"/referrals/{referral}/steps/reply", note="Ask Nadia Quillfeather.")
    assert refused.status_code == 409
    take(officer, referral, "reply", note="No.")

    assert status_of(app, referral) is ReferralStatus.ACKNOWLEDGED


def test_a_referral_rests_and_goes_on_from_where_it_stood(app, officer, provider):
    referral = send_one(officer)
    provider.submit(f"/referrals/{referral}", button="Acknowledge the referral")

    take(officer, referral, "hold", reason="hearing", note="Until the hearing.")
    assert "On hold" in provider.get(f"/referrals/{referral}").text
    take(provider, referral, "resume")

    assert status_of(app, referral) is ReferralStatus.ACKNOWLEDGED


def test_a_step_without_what_it_asks_for_is_not_taken(app, officer, provider):
    referral = send_one(officer)
    provider.submit(f"/referrals/{referral}", button="Acknowledge the referral")

    past = provider.submit(f"/referrals/{referral}/steps/book", day_of("day", 1, 11, 2026))

    assert past.status_code == 422
    assert provider.page.errors() == ["The date must be today or later"]
    assert provider.submit(f"/referrals/{referral}/steps/hold").status_code == 422
    assert status_of(app, referral) is ReferralStatus.ACKNOWLEDGED


def test_a_step_that_cannot_be_taken_leads_back_with_the_reason(officer, provider):
    referral = send_one(officer)

    page = provider.get(f"/referrals/{referral}/steps/start", follow_redirects=True)

    assert "so it cannot be recorded as started" in page.text
    assert provider.get(f"/referrals/{referral}/steps/nonsense").status_code == 404


def test_a_correction_stands_beside_what_was_written(officer, provider):
    referral = send_one(officer)
    take(provider, referral, "ask", note="Is he born in 1987?")

    provider.submit(f"/referrals/{referral}/diary/3/correct", words="In 1988, I meant.")

    page = officer.get(f"/referrals/{referral}")
    assert "Is he born in 1987?" in page.text
    assert "In 1988, I meant." in page.text
    refused = officer.submit(f"/referrals/{referral}/diary/3/correct", words="Something else.")
    assert refused.status_code == 409


def test_the_page_of_a_referral_asks_the_store_a_dozen_times_at_most(app, officer, provider, statements):
    referral = send_one(officer)
    begin_assessment(provider, referral)

    for person, path in (
        (officer, f"/referrals/{referral}"),
        (provider, f"/referrals/{referral}"),
        (provider, f"/referrals/{referral}/assessment"),
        (officer, "/referrals"),
    ):
        with statements(app) as sent:
            assert person.get(path).status_code == 200
        assert len(sent) <= 12, (path, sent)


def test_the_same_form_sent_twice_answers_with_the_one_thing_that_was_done(app, officer):
    referral = send_one(officer)
    page = officer.get(f"/referrals/{referral}/withdraw")
    for _ in range(2):
        answer = officer.submit(page, reason="other-service", note="It does not fit.", button="Withdraw")

        assert answer.status_code == 200
        assert answer.request.path == f"/referrals/{referral}"
        assert "The referral is withdrawn." in officer.page.text

    with app.app_context():
        assert [entry.step for entry in record_of(referral).diary].count(Step.WITHDRAW) == 1
    other = officer.submit(page, reason="risk", note="Something else.", button="Withdraw")
    assert other.status_code == 409


def test_a_fact_that_may_be_recorded_again_is_recorded_once_for_one_form(app, officer):
    referral = send_one(officer)
    page = officer.get(f"/referrals/{referral}/steps/vary-order")
    typed = {**TYPED_TODAY, "note": "The review hearing moved."}
    officer.submit(page, typed)
    officer.submit(page, typed)

    officer.submit(page, {**typed, "note": "It moved again."})

    with app.app_context():
        assert [entry.step for entry in record_of(referral).diary].count(Step.VARY_ORDER) == 2
