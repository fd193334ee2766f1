"""A worker reaches somebody the safe way and records it; what is not safe is neither shown nor used."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.audit.models import AuditEntry
from portal.clock import now
from portal.partner_support.models import HandOff, SupportEntry, WayToReach
from tests.portal.partner_support.walks import NUMBER, attempt, last_hand_off, record_way
from tests.portal.referral_walk import OFFICER, PROGRAMME, SUPPORT, send_one

OFFICERS_WORDS = "Ring 01632 960 047 after 10am"


@pytest.fixture
def referral(new_client) -> str:
    return send_one(new_client().sign_in(OFFICER))


@pytest.fixture
def hand_off(app, referral) -> str:
    return last_hand_off(app)


@pytest.fixture
def worker(new_client):
    return new_client().sign_in(SUPPORT)


def text_of(page) -> str:
    return page.get_data(as_text=True)


def test_from_the_list_to_a_recorded_attempt_it_takes_two_pages(app, worker, hand_off):
    assert hand_off in text_of(worker.get("/support"))

    page = worker.get(f"/support/{hand_off}")
    assert OFFICERS_WORDS in page.text
    answer = worker.submit(page, channel="telephone", outcome="no-answer", button="Record this attempt")

    assert "The attempt is recorded." in text_of(answer)
    assert "Tried to make contact: telephone. No answer" in text_of(answer)


def test_a_safe_number_can_be_dialled_and_says_when_and_who_answers(worker, hand_off):
    page = text_of(record_way(worker, hand_off))

    assert 'href="tel:01632960321"' in page
    assert "Mondays after 10am" in page
    assert "Never leave a message" in page
    assert "960 047" not in page


def test_an_unsafe_number_is_shown_only_for_a_reason_that_is_kept(app, worker, hand_off):
    record_way(worker, hand_off, safety="unsafe")

    assert NUMBER not in worker.get(f"/support/{hand_off}").text
    assert NUMBER not in worker.get(f"/support/{hand_off}/ways/telephone").text
    refused = attempt_anyway(worker, hand_off)
    assert refused.status_code == 409

    shown = worker.submit(
        f"/support/{hand_off}/ways/telephone/reveal", reason="danger", button="Show it to me"
    )

    assert NUMBER in text_of(shown)
    with app.app_context():
        last = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.act == "revealed")).one()
        assert (last.reference, last.reason) == (hand_off, "danger")


def attempt_anyway(worker, hand_off):
    worker.get(f"/support/{hand_off}")
    typed = {"csrf_token": worker.token(), "channel": "telephone", "outcome": "spoke"}
    return worker.post(f"/support/{hand_off}/attempts", data=typed)


def test_a_colleague_who_gave_no_reason_is_not_shown_it(app, worker, hand_off, new_client):
    record_way(worker, hand_off, safety="unsafe")
    worker.submit(f"/support/{hand_off}/ways/telephone/reveal", reason="danger", button="Show it to me")
    with app.app_context():
        db.session.execute(sa.update(SupportEntry).values(by_id=1))
        db.session.commit()

    assert NUMBER not in worker.get(f"/support/{hand_off}").text


def test_after_ninety_days_or_a_move_it_has_to_be_asked_again(app, worker, hand_off):
    record_way(worker, hand_off)
    with app.app_context():
        long_ago = now() - timedelta(days=91)
        db.session.execute(sa.update(WayToReach).values(confirmed_at=long_ago))
        db.session.commit()

    assert NUMBER not in worker.get(f"/support/{hand_off}").text
    worker.submit(f"/support/{hand_off}", button="Still safe: I asked the person")
    assert NUMBER in worker.get(f"/support/{hand_off}").text

    worker.submit(f"/support/{hand_off}", button="The person has moved")
    assert NUMBER not in worker.get(f"/support/{hand_off}").text
    assert attempt_anyway(worker, hand_off).status_code == 409
    worker.submit(f"/support/{hand_off}", button="Still safe: I asked the person")
    assert NUMBER in worker.get(f"/support/{hand_off}").text


def test_once_no_contact_is_safe_no_way_is_shown_or_used_until_one_is_named_anew(worker, hand_off):
    assert OFFICERS_WORDS in worker.get(f"/support/{hand_off}").text
    worker.submit(f"/support/{hand_off}/steps/unsafe", note="", button="Record this")

    page = worker.get(f"/support/{hand_off}").text
    assert OFFICERS_WORDS not in page
    assert "No contact is safe, as was recorded on 23 November 2026." in page
    assert "Record this attempt" not in page
    assert attempt_anyway(worker, hand_off).status_code == 409

    assert NUMBER in text_of(record_way(worker, hand_off))
    assert "The attempt is recorded." in text_of(attempt(worker, hand_off))


def test_a_way_that_was_safe_is_shut_with_all_others_once_no_contact_is_safe(worker, hand_off):
    record_way(worker, hand_off)
    worker.submit(f"/support/{hand_off}/steps/unsafe", note="", button="Record this")

    assert NUMBER not in worker.get(f"/support/{hand_off}").text
    assert NUMBER not in worker.get(f"/support/{hand_off}/ways/telephone").text
    assert attempt_anyway(worker, hand_off).status_code == 409


def test_a_message_that_may_not_be_left_is_refused_in_words(worker, hand_off):
    record_way(worker, hand_off)

    answer = attempt(worker, hand_off, outcome="left-message")

    assert answer.status_code == 409
    assert "No message may be left this way" in text_of(answer)


def test_the_same_attempt_sent_twice_is_there_once(app, worker, hand_off):
    page = worker.get(f"/support/{hand_off}")
    for _ in range(2):
        answer = worker.submit(page, channel="text", outcome="sent", button="Record this attempt")
        assert "The attempt is recorded." in text_of(answer)

    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(SupportEntry)) == 1


def test_a_mistake_keeps_what_was_typed(worker, hand_off):
    answer = worker.submit(
        f"/support/{hand_off}", channel="telephone", note="Rang twice.", button="Record this attempt"
    )

    assert answer.status_code == 422
    assert "Choose what happened" in text_of(answer)
    assert "Rang twice." in text_of(answer)


def test_not_reached_needs_three_days_and_a_trigger_offers_anew(app, worker, hand_off, referral, new_client):
    worker.submit(f"/support/{hand_off}", button="Acknowledge this hand-off")
    attempt(worker, hand_off)
    assert "at least three times" in worker.get(f"/support/{hand_off}/steps/cannot-contact").text

    worker.submit(f"/support/{hand_off}/steps/decline", note="", button="Record this")
    assert "Declined for now" in worker.get("/support").text
    new_client().sign_in(PROGRAMME).submit(
        f"/referrals/{referral}/decline", reason="safety", note="", button="Decline"
    )

    assert "Offer support again" not in worker.get(f"/support/{hand_off}").text
    with app.app_context():
        handed = db.session.scalars(sa.select(HandOff).where(HandOff.reference == hand_off)).one()
        handed.news[-1].offers_support = True
        db.session.commit()
    assert "Offer support again" in worker.get(f"/support/{hand_off}").text


def test_consent_is_kept_by_purpose_until_its_day_and_can_be_taken_back(worker, hand_off):
    until = {"until-day": "1", "until-month": "3", "until-year": "2027"}
    page = worker.submit(
        f"/support/{hand_off}/consents/new",
        {"purpose": "safety", "what": "That she has moved", "to_whom": "The officer", **until},
        button="Keep this",
    )
    assert "until 1 March 2027" in text_of(page)

    answer = worker.submit(page, button="The person takes this back")

    assert "Taken back" in text_of(answer)


@pytest.mark.parametrize("year", ["2020", "2099"])
def test_consent_has_an_end_within_a_year(worker, hand_off, year):
    until = {"until-day": "1", "until-month": "3", "until-year": year}
    said = {"purpose": "safety", "what": "That", "to_whom": "Her", **until}

    answer = worker.submit(f"/support/{hand_off}/consents/new", said, button="Keep this")

    assert answer.status_code == 422


def test_every_look_at_a_hand_off_is_in_the_audit_log(app, worker, hand_off):
    for _ in range(2):
        worker.get(f"/support/{hand_off}")

    with app.app_context():
        seen = sa.select(sa.func.count()).select_from(AuditEntry)
        assert (
            db.session.scalar(seen.where(AuditEntry.act == "viewed", AuditEntry.reference == hand_off)) == 2
        )


def test_the_page_asks_the_store_as_often_for_many_entries_as_for_one(app, worker, hand_off, statements):
    record_way(worker, hand_off)
    attempt(worker, hand_off)
    with statements(app) as for_one:
        worker.get(f"/support/{hand_off}")
    for _ in range(3):
        attempt(worker, hand_off)

    with statements(app) as for_many:
        worker.get(f"/support/{hand_off}")

    assert len(for_many) == len(for_one) <= 12


def test_how_support_goes_on_is_recorded_in_words(worker, hand_off):
    plan = f"/support/{hand_off}/steps/plan"
    agreed = "Fortnightly calls until March. Then the women’s centre, whose number she has."
    assert "recorded already" in worker.get(plan).text
    worker.submit(f"/support/{hand_off}/steps/engage", note="", button="Record this")

    empty = worker.submit(plan, note="", button="Record this")
    right = worker.submit(plan, note=agreed, button="Record this")

    assert empty.status_code == 422
    assert "Enter what you agreed with the person" in empty.text
    assert "Agreed how support goes on" in right.text
    assert agreed in right.text
