"""Places in a group: held until a date, given back when it comes, waited for in an order, never given twice."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory_data.database import db
from directory_data.models import Group
from directory_data.referral_vocabulary import PlaceEnd, SkipReason
from directory_data.vocabulary import ReferralStatus, Word
from portal.accounts.models import User
from portal.clock import now
from portal.errors import Refused
from portal.referrals import actions, places
from portal.referrals.models import Place, Referral
from portal.referrals.moving import Given
from portal.rules import lifecycle
from tests.portal.referral_walk import (
    OFFICER,
    PROGRAMME,
    confirm_and_send,
    draft,
    open_case_with_order,
    send_one,
    write,
)
from tests.portal.referrals.test_at_once import at_once
from tests.portal.referrals.test_life import begin_assessment, decide, take

LATER = timedelta(weeks=13)


@pytest.fixture
def officer(new_client):
    return new_client().sign_in(OFFICER)


@pytest.fixture
def provider(client):
    return client.sign_in(PROGRAMME)


def record_of(referral: str) -> Referral:
    return db.session.scalars(sa.select(Referral).where(Referral.reference == referral)).one()


def fill_group_of(app, referral: str, free: int = 0) -> None:
    """Everybody else's places are taken by other routes."""
    with app.app_context():
        group = record_of(referral).group
        group.places_taken = group.places_max - group.places_held - free
        db.session.commit()


def let_lapse(app, referral: str) -> None:
    """The date of the place has come."""
    with app.app_context():
        place = record_of(referral).place
        place.held_until = place.held_until - LATER
        db.session.commit()


def send_and_wait(officer, referral: str):
    return confirm_and_send_waiting(officer, f"/referrals/{referral}/check")


def confirm_and_send_waiting(officer, page):
    from tests.portal.referral_walk import BORN, NUMBER, day_of, send_the_right_person

    typed = {"court_case_number": NUMBER, **day_of("date_of_birth", *BORN), "is_declared": True}
    because = {**typed, "wait_because": "It is the nearest."}
    return send_the_right_person(officer, page, because, button="Send and wait for a place")


def test_a_place_is_held_over_the_next_intake_of_its_group(app, officer):
    referral = send_one(officer)

    with app.app_context():
        place = record_of(referral).place
        assert (place.seat, str(place.held_until)) == (1, "2027-02-10")
    assert "It is free for others again on 10 February 2027." in officer.get(f"/referrals/{referral}").text


def test_a_place_that_lapsed_is_free_for_the_next_who_asks(app, officer):
    first = send_one(officer)
    second = draft(officer, open_case_with_order(officer))
    write(officer, second)
    with app.app_context():
        assert record_of(first).group_id == record_of(second).group_id
    fill_group_of(app, first, free=0)
    let_lapse(app, first)

    with app.app_context():
        person = db.session.scalars(sa.select(User).where(User.email == OFFICER)).one()
        with places.as_if_a_place_were_free(record_of(second).group):
            pass
        actions.send(
            record_of(second), [], by=person, at=now(), today=record_of(second).order.made_on + timedelta(4)
        )
        db.session.commit()

        assert record_of(first).place is None
        assert record_of(first).places[0].released_why is PlaceEnd.LAPSED
        assert record_of(second).place.seat == 1
        assert record_of(second).group.places_held == 1


def test_the_command_gives_back_what_lapsed_and_nothing_twice(app, officer):
    referral, kept = send_one(officer), send_one(officer)
    let_lapse(app, referral)
    runner = app.test_cli_runner()

    said = [runner.invoke(args=["release-places"]).output for _ in range(2)]

    assert said == ["1 place given back.\n", "0 places given back.\n"]
    with app.app_context():
        assert record_of(referral).place is None
        assert record_of(kept).place is not None
        assert record_of(kept).group.places_held == 1


def test_two_machines_that_sweep_at_once_give_a_place_back_once(app, officer):
    referrals = [send_one(officer) for _ in range(3)]
    for referral in referrals:
        let_lapse(app, referral)

    def sweep() -> int:
        with app.app_context():
            released = places.release_lapsed(db.session(), at=now(), today=now().date())
            db.session.commit()
            return released

    assert sum(at_once([sweep] * 4)) == 3
    with app.app_context():
        assert record_of(referrals[0]).group.places_held == 0


def test_one_of_several_gets_the_place_that_lapsed(app, new_client, officer):
    holder = send_one(officer)
    drafts = [draft(officer, open_case_with_order(officer)) for _ in range(4)]
    for referral in drafts:
        write(officer, referral)
    people = [new_client().sign_in(OFFICER) for _ in drafts]
    pages = [person.get(f"/referrals/{each}/check") for person, each in zip(people, drafts, strict=True)]
    fill_group_of(app, holder)
    let_lapse(app, holder)

    answers = at_once(
        [
            lambda person=person, page=page: confirm_and_send(person, page).status_code
            for person, page in zip(people, pages, strict=True)
        ]
    )

    assert answers == [200, 409, 409, 409]
    with app.app_context():
        group = record_of(holder).group
        assert (group.places_held, group.places_free) == (1, 0)
        live = sa.select(sa.func.count(Place.id)).where(
            Place.group_id == group.id, Place.released_at.is_(None)
        )
        assert db.session.scalar(live) == 1


def test_a_full_group_can_be_waited_for_and_the_first_in_turn_is_shown(app, officer, provider):
    holder = send_one(officer)
    waits = [draft(officer, open_case_with_order(officer)) for _ in range(2)]
    for referral in waits:
        write(officer, referral)
    fill_group_of(app, holder)
    for referral in waits:
        assert send_and_wait(officer, referral).request.path == f"/referrals/{referral}"
    assert "No place is free now." in provider.get("/referrals").text

    officer.submit(f"/referrals/{holder}/withdraw", reason="risk", button="Withdraw")

    for person in (officer, provider):
        assert "A place is free. It is the turn of the first on the list." in person.get("/referrals").text
    assert "Next in turn." in officer.get(f"/referrals/{waits[0]}").text
    assert "1 waits before this person." in officer.get(f"/referrals/{waits[1]}").text
    begin_assessment(provider, waits[1])
    decide(provider, waits[1], "find-suitable")
    without = provider.submit(f"/referrals/{waits[1]}/steps/offer-place")
    assert without.status_code == 422
    take(provider, waits[1], "offer-place", reason="cannot-start")
    assert "Reason: Those before cannot start on that day." in officer.get(f"/referrals/{waits[0]}").text
    with app.app_context():
        assert record_of(waits[1]).place.offered_at
        assert record_of(waits[0]).waiting.passed_over[0].reason is SkipReason.CANNOT_START


def test_waiting_is_chosen_among_the_matches_and_says_who_waits(app, officer):
    holder = send_one(officer)
    fill_group_of(app, holder)
    first, second = open_case_with_order(officer), open_case_with_order(officer)
    officer.get(f"/cases/{first}/matches")
    assert "Full, but you can wait for a place" in officer.page.text
    assert "on the list in this portal" not in officer.page.text

    answer = officer.submit(None, button="Wait for a place in this group")

    referral = answer.request.path.split("/")[2]
    write(officer, referral)
    assert send_and_wait(officer, referral).request.path == f"/referrals/{referral}"
    assert "1 person waits on the list in this portal." in _matches(officer, second)
    assert "on the list in this portal" not in _matches(officer, first)


def _matches(officer, case: str) -> str:
    officer.get(f"/cases/{case}/matches")
    return officer.page.text


def test_nobody_sends_past_those_who_wait(app, officer):
    holder = send_one(officer)
    waits, late = (draft(officer, open_case_with_order(officer)) for _ in range(2))
    for referral in (waits, late):
        write(officer, referral)
    check = officer.get(f"/referrals/{late}/check")
    fill_group_of(app, holder)
    send_and_wait(officer, waits)
    officer.submit(f"/referrals/{holder}/withdraw", reason="risk", button="Withdraw")

    answer = confirm_and_send(officer, check)

    assert answer.status_code == 409
    assert "Others wait for a place" in officer.page.text


def test_a_referral_goes_on_with_another_provider_and_keeps_its_history(app, officer, provider):
    case = open_case_with_order(officer)
    first = draft(officer, case)
    confirm_and_send(officer, write(officer, first))
    officer.get(f"/cases/{case}/matches")
    with app.app_context():
        taken = record_of(first).group_id
    groups = [
        field.get("value")
        for field in officer.page.all("input")
        if field.get("name") == "group" and field.get("value") != str(taken)
    ]
    second = draft(officer, case, int(groups[0]))
    write(officer, second)

    check = officer.submit(f"/referrals/{first}/transfer", draft=second, reason="no-place")
    assert f"Sending this ends referral {first}." in officer.page.text
    confirm_and_send(officer, check)

    assert first in officer.get(f"/referrals/{second}").text
    assert "Transferred" in officer.get(f"/referrals/{first}").text
    assert officer.page.links(f"See referral {second}") == [f"/referrals/{second}"]
    page = provider.get(f"/referrals/{second}").text.partition("Before the transfer")[2]
    assert "The person was first referred to Aire Valley Domestic Violence Perpetrator Programme" in page
    assert "Cafcass sent the referral to the provider." in page
    assert "There is no place in time" not in page, "why it left the first programme is for Cafcass"
    with app.app_context():
        assert record_of(first).place is None
        assert record_of(second).place is not None
        assert record_of(first).status is ReferralStatus.TRANSFERRED


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_walk_leaves_the_counters_true_and_no_place_lost(app, officer_and_staff, data):
    with app.app_context():
        people = [db.session.get_one(User, number) for number in officer_and_staff[1]]
        referral = record_of(officer_and_staff[0])
        today = now().date()
        for _ in range(data.draw(st.integers(1, 14))):
            offered = [
                (person, line)
                for person in people
                for line in lifecycle.steps_for(person.role, referral.status)
                if line.step not in actions.TAKEN_ELSEWHERE
            ]
            if not offered:
                break
            person, line = data.draw(st.sampled_from(offered))
            reason: Word | None = next(iter(line.reasons)) if line.reasons else None
            day = today + LATER if line.asked.is_day_ahead else today
            given_with = Given(reason, day if line.asked.day else None, "Words." if line.asked.text else "")
            before = referral.status
            with suppress(Refused):
                actions.take_step(referral, line.step, given_with, by=person, at=now(), today=today)
                assert referral.diary[-1].step is line.step
                before = referral.status
            assert referral.status is before
            db.session.flush()
            if data.draw(st.booleans()):
                places.release_lapsed(db.session(), at=now(), today=today + LATER)
            db.session.expire_all()
            _books_agree(referral)
        db.session.rollback()


@pytest.fixture
def officer_and_staff(app, officer):
    referral = send_one(officer)
    with app.app_context():
        numbers = db.session.scalars(sa.select(User.id).where(User.email.in_([OFFICER, PROGRAMME]))).all()
    return referral, numbers


def _books_agree(referral: Referral) -> None:
    live = sa.select(sa.func.count(Place.id)).where(
        Place.group_id == referral.group_id, Place.released_at.is_(None)
    )
    assert db.session.get_one(Group, referral.group_id).places_held == db.session.scalar(live)
    if not lifecycle.is_live(referral.status):
        assert referral.place is None
        assert referral.waiting is None
    if referral.status in (ReferralStatus.ON_PROGRAMME, ReferralStatus.SUSPENDED):
        assert referral.place is not None
        assert referral.place.taken_at
