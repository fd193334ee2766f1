"""Sending a referral: whatever stands against it is said in a sentence, and nothing is left half done."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.models import Group, Service
from directory_data.vocabulary import ServiceStatus
from portal.partner_support import actions as partner_support
from portal.partner_support.models import HandOff, News
from portal.referrals.models import DiaryEntry, Referral
from tests.portal.referral_walk import (
    MANCHESTER,
    OFFICER,
    WORDS,
    confirm_and_send,
    day_of,
    draft,
    open_case_with_order,
    order,
    ready_to_send,
    send_one,
    write,
)


@pytest.fixture
def officer(client):
    return client.sign_in(OFFICER)


def written_down(app) -> tuple[int, int, int, int]:
    """Places held, diary entries, hand-offs, news."""
    with app.app_context():
        held = db.session.scalar(sa.select(sa.func.sum(Group.places_held)))
        counts = [
            db.session.scalar(sa.select(sa.func.count(record.id))) for record in (DiaryEntry, HandOff, News)
        ]
        return (held, *counts)


def change_group(app, referral: str, **values) -> None:
    """Something happens to the group of the referral on another page."""
    with app.app_context():
        record = db.session.scalars(sa.select(Referral).where(Referral.reference == referral)).one()
        for name, value in values.items():
            setattr(record.group, name, value)
        db.session.commit()


def change_service(app, slug: str, **values) -> None:
    """A provider changes a listing on another page."""
    with app.app_context():
        db.session.execute(sa.update(Service).where(Service.slug == slug).values(**values))
        db.session.commit()


def slug_of(app, referral: str) -> str:
    with app.app_context():
        return db.session.scalars(
            sa.select(Service.slug).join(Referral).where(Referral.reference == referral)
        ).one()


def test_a_referral_sent_twice_goes_once(app, officer):
    referral, check = ready_to_send(officer)
    before = written_down(app)

    confirm_and_send(officer, check)
    answer = confirm_and_send(officer, check)

    assert "It went once." in answer.text
    assert tuple(now - then for now, then in zip(written_down(app), before, strict=True)) == (1, 1, 1, 1)
    assert referral in officer.page.h1


def test_a_service_that_closed_a_second_ago_takes_no_referral(app, officer):
    referral, check = ready_to_send(officer)
    before = written_down(app)

    change_service(app, slug_of(app, referral), status=ServiceStatus.CLOSED)
    answer = confirm_and_send(officer, check)

    assert answer.status_code == 409
    assert "Closed to new referrals." in officer.page.text
    assert written_down(app) == before


def test_support_that_closed_a_second_ago_takes_nobody(app, officer):
    _, check = ready_to_send(officer)
    before = written_down(app)

    change_service(app, "aire-valley-partner-support", status=ServiceStatus.PAUSED)
    answer = confirm_and_send(officer, check)

    assert answer.status_code == 409
    assert "Paused." in officer.page.text
    assert written_down(app) == before


def test_a_group_whose_last_place_has_just_gone_takes_nobody(app, officer):
    referral, check = ready_to_send(officer)
    change_group(app, referral, places_max=12, places_taken=12, places_held=0)
    before = written_down(app)

    answer = confirm_and_send(officer, check)

    assert answer.status_code == 409
    assert "Every place in the group is taken." in officer.page.text
    assert written_down(app) == before


def test_an_order_that_was_recorded_since_has_to_be_matched_again(app, officer):
    referral, check = ready_to_send(officer)
    with app.app_context():
        case = (
            db.session.scalars(sa.select(Referral).where(Referral.reference == referral)).one().case.reference
        )
    officer.submit(
        f"/cases/{case}/orders/new", order(**day_of("made_on", 20, 11, 2026)), button="Save the order"
    )

    answer = confirm_and_send(officer, check)

    assert answer.status_code == 409
    assert "A newer order has been recorded since." in officer.page.text


def test_the_other_parent_may_have_moved_away_from_the_chosen_support(app, officer):
    referral, check = ready_to_send(officer)
    before = written_down(app)
    with app.app_context():
        case = (
            db.session.scalars(sa.select(Referral).where(Referral.reference == referral)).one().case.reference
        )
    officer.submit(f"/cases/{case}/edit", {"partner_authority": MANCHESTER}, button="Save the changes")

    answer = confirm_and_send(officer, check)

    assert answer.status_code == 409
    assert "covers the other parent’s area" in officer.page.text
    assert written_down(app) == before
    assert "It cannot be sent yet" in officer.get(f"/referrals/{referral}/check").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"court_case_number": "LS26P99999"}, "This is not the number on the case."),
        ({"court_case_number": ""}, "Enter the court case number from the sealed order"),
        (day_of("date_of_birth", 5, 4, 1988), "This is not the date on the case."),
        ({"is_declared": None}, "Confirm that you have read the referral"),
        ({"is_declared": ["false"]}, "Confirm that you have read the referral"),
    ],
)
def test_both_identifiers_have_to_be_right(app, officer, typed, sentence):
    _, check = ready_to_send(officer)
    before = written_down(app)

    answer = confirm_and_send(officer, check, **typed)

    assert answer.status_code == 422
    assert sentence in officer.page.errors()[0]
    assert written_down(app) == before


def test_the_number_may_be_typed_with_gaps_and_in_small_letters(officer):
    referral, check = ready_to_send(officer)

    answer = confirm_and_send(officer, check, court_case_number=" ls26 p54321 ")

    assert answer.request.path == f"/referrals/{referral}"


@pytest.mark.parametrize("box", WORDS)
def test_words_that_name_the_other_parent_do_not_go(app, officer, box):
    referral, _ = ready_to_send(officer)
    before = written_down(app)

    check = write(officer, referral, **{box: "He shouted at Nadia."})

    assert "names the other parent" in officer.page.text
    assert "Send the referral" not in officer.page.text
    assert written_down(app) == before
    assert check.status_code == 200


def test_words_that_name_the_other_parent_do_not_go_past_the_page_either(app, officer):
    referral, check = ready_to_send(officer)
    before = written_down(app)
    write(officer, referral, risks="Nadia Quillfeather works next door.")

    answer = confirm_and_send(officer, check)

    assert answer.status_code == 409
    assert written_down(app) == before


def test_a_note_with_a_withdrawal_names_nobody_either(app, officer):
    referral = send_one(officer)

    answer = officer.submit(
        f"/referrals/{referral}/withdraw", reason="risk", note="Nadia has moved.", button="Withdraw"
    )

    assert answer.status_code in (409, 422)
    assert "names the other parent" in officer.page.text
    assert "Sent" in officer.get(f"/referrals/{referral}").text


def test_a_second_referral_waits_until_the_first_is_withdrawn(app, officer):
    case = open_case_with_order(officer)
    first = draft(officer, case)
    confirm_and_send(officer, write(officer, first))
    officer.get(f"/cases/{case}/matches")
    second = draft(officer, case)

    write(officer, second)

    assert f"This case already has a referral to Aire Valley DVPP, {first}." in officer.page.text or (
        first in officer.page.text
    )
    officer.submit(f"/referrals/{first}/withdraw", reason="other-service", button="Withdraw")
    assert "Is it the right person?" in officer.get(f"/referrals/{second}/check").text


def test_what_was_sent_cannot_be_written_again(officer):
    referral, _ = ready_to_send(officer)
    page = officer.get(f"/referrals/{referral}/edit")
    confirm_and_send(officer, f"/referrals/{referral}/check")

    answer = officer.submit(page, {**WORDS, "risks": "Something else."}, button="Save and check")

    assert answer.request.path == f"/referrals/{referral}"
    assert "Something else." not in answer.text


def test_a_long_answer_is_kept_and_refused_with_a_sentence(officer):
    referral, _ = ready_to_send(officer)

    answer = write(officer, referral, abuse_summary="He admitted it. " * 400)

    assert answer.status_code == 422
    assert "What was found or admitted must be 5,000 characters or fewer" in officer.page.errors()
    assert "He admitted it. He admitted it." in answer.text


@pytest.mark.parametrize("group", ["999999999", "9999999999", "-1", "1; DROP TABLE referral", "", "²"])
def test_a_group_that_is_not_offered_cannot_be_chosen(app, officer, group):
    case = open_case_with_order(officer)
    before = written_down(app)
    page = officer.get(f"/cases/{case}/matches")

    answer = officer.submit(page, {"group": group}, button="Refer to this group")

    assert answer.status_code == 409
    assert "Choose" in officer.page.text
    assert written_down(app) == before


def test_the_same_group_chosen_twice_goes_on_with_one_draft(app, officer):
    case = open_case_with_order(officer)
    page = officer.get(f"/cases/{case}/matches")

    first = officer.submit(page, button="Refer to this group")
    second = officer.submit(page, button="Refer to this group")

    assert first.request.path == second.request.path


@pytest.mark.parametrize("stage", ["final"])
def test_a_red_order_refers_nobody(officer, stage):
    case = open_case_with_order(officer)
    page = officer.get(f"/cases/{case}/matches")
    officer.submit(f"/cases/{case}/orders/1", {"stage": stage}, button="Save the order")

    answer = officer.submit(page, button="Refer to this group")

    assert (
        answer.status_code == 409
        or "It cannot be sent yet" in write(officer, answer.request.path.split("/")[2]).text
    )


def test_what_fails_half_way_leaves_no_trace(app, officer, monkeypatch, caplog):
    referral, check = ready_to_send(officer)
    before = written_down(app)

    def fail(*_, **__):
        raise RuntimeError("The power went.")

    monkeypatch.setattr(partner_support, "hand_off", fail)
    answer = confirm_and_send(officer, check)
    monkeypatch.undo()

    assert answer.status_code == 500
    assert "The power went." not in answer.text
    assert "Quillfeather" not in caplog.text
    assert written_down(app) == before
    confirm_and_send(officer, f"/referrals/{referral}/check")
    assert "The referral is sent." in officer.page.text
