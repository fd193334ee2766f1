"""A group's sessions: moved after a look at what moves with them, cancelled with a reason, added, and rested."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.programme.models import GroupSession
from tests.portal.programme.conftest import group_of
from tests.portal.referral_walk import PROGRAMME, day_of

WEEK = timedelta(weeks=1)
SEE = "See what moves"


@pytest.fixture
def staff(client):
    return client.sign_in(PROGRAMME)


@pytest.fixture
def person(enrol) -> str:
    (reference,) = enrol("Adam Ashdown")
    return reference


@pytest.fixture
def group(app, person) -> str:
    return f"/groups/{group_of(app, person)}"


def kept(app) -> list[GroupSession]:
    with app.app_context():
        return list(db.session.scalars(sa.select(GroupSession).order_by(GroupSession.number)))


def typed(name: str, day: date) -> dict[str, str]:
    return day_of(name, day.day, day.month, day.year)


def test_nothing_moves_before_what_moves_was_shown(app, staff, group, today):
    form = {**typed("held_on", today + WEEK + timedelta(days=1)), "scope": "only"}

    answer = staff.submit(f"{group}/sessions/2/move", form, button=SEE)

    assert answer.status_code == 200
    assert "Session 2: from 30 November 2026 to 1 December 2026" in staff.page.text
    assert kept(app) == []

    staff.submit(None, button="Move 1 session")

    assert "Session 2 is moved to 1 December 2026." in staff.page.text
    assert [each.held_on for each in kept(app)][:3] == [today, date(2026, 12, 1), date(2026, 12, 7)]


def test_whoever_moved_many_sessions_is_told_how_many(app, staff, group, today):
    form = {**typed("held_on", today + WEEK + timedelta(days=1)), "scope": "later"}
    staff.submit(f"{group}/sessions/2/move", form, button=SEE)

    staff.submit(None, button="Move 25 sessions")

    assert "25 sessions are moved. Session 2 is now on 1 December 2026." in staff.page.text


def test_the_sessions_after_it_move_along_round_bank_holidays(app, staff, group):
    staff.submit(
        f"{group}/sessions/2/move", {**typed("held_on", date(2026, 12, 7)), "scope": "later"}, button=SEE
    )

    assert "Session 26: from" in staff.page.text
    staff.submit(None, button="Move 25 sessions")

    days = [each.held_on for each in kept(app)]
    # Monday 28 December 2026 is a bank holiday.
    assert days[1:5] == [date(2026, 12, 7), date(2026, 12, 14), date(2026, 12, 21), date(2027, 1, 4)]
    assert len(days) == len(set(days)) == 26


def test_what_is_confirmed_is_what_was_shown(app, staff, new_client, group):
    form = {**typed("held_on", date(2026, 12, 1)), "scope": "later"}
    staff.submit(f"{group}/sessions/2/move", form, button=SEE)
    other = new_client().sign_in(PROGRAMME)
    other.submit(
        f"{group}/breaks/new",
        {**typed("starts_on", date(2026, 12, 14)), **typed("ends_on", date(2026, 12, 20))},
        button=SEE,
    )
    other.submit(None, button="Add the break")

    answer = staff.submit(None, button="Move 25 sessions")

    assert answer.status_code == 200
    assert "Session 4: from 21 December 2026 to 22 December 2026" in staff.page.text
    assert kept(app)[1].held_on == date(2026, 11, 30)


def test_a_group_that_moved_to_another_weekday_says_so_and_what_its_listing_says(staff, group, today):
    assert "Monday, 6:30pm to 8:30pm" in staff.get(group).text
    move = {**typed("held_on", today + timedelta(days=10)), "scope": "later"}
    staff.submit(f"{group}/sessions/2/move", move, button=SEE)
    staff.submit(None, button="Move 25 sessions")

    page = staff.get(group).text

    assert "Thursday, 6:30pm to 8:30pm" in page
    assert (
        "The sessions to come are on Thursdays. The listing, which officers and the public read, says Monday."
        in page
    )


def test_a_session_cannot_move_to_a_bank_holiday(app, staff, group):
    answer = staff.submit(
        f"{group}/sessions/2/move", {**typed("held_on", date(2026, 12, 25)), "scope": "only"}, button=SEE
    )

    assert answer.status_code == 422
    assert staff.page.errors() == ["25 December 2026 is a bank holiday."]
    assert kept(app) == []


def test_a_session_that_was_held_stays(staff, group, person):
    staff.submit(f"{group}/register", {f"{person}-attendance": "attended"}, button="Save the register")

    answer = staff.get(f"{group}/sessions/1/move")

    assert answer.status_code == 409
    assert "This session has been held, so it cannot move." in staff.page.text


def test_a_session_is_cancelled_on_the_day_with_its_reason_and_made_up_at_the_end(app, staff, group, person):
    answer = staff.submit(
        f"{group}/sessions/1/cancel",
        {"reason": "facilitator", "note": "Ill since noon.", "is_made_up": True},
        button="Cancel this session",
    )

    assert answer.status_code == 200, staff.page.errors()
    assert "No facilitator could come. Ill since noon." in staff.page.text
    sessions = kept(app)
    assert sessions[0].is_cancelled
    assert (sessions[26].label, sessions[26].held_on) == ("Catch-up session", sessions[25].held_on + WEEK)
    staff.get(f"{group}/people/{person}")
    assert "Cancelled by the provider, not counted1" in staff.page.text


def test_cancelling_twice_cancels_once(app, staff, group):
    page = staff.get(f"{group}/sessions/1/cancel")
    form = {"reason": "venue", "is_made_up": True}
    staff.submit(page, form, button="Cancel this session")

    answer = staff.submit(page, form, button="Cancel this session")

    assert answer.status_code == 409
    assert "This session has been cancelled already." in staff.page.text
    assert len(kept(app)) == 27


def test_a_session_that_people_attended_is_not_cancelled_over_their_heads(staff, group, person):
    staff.submit(f"{group}/register", {f"{person}-attendance": "attended"}, button="Save the register")

    answer = staff.get(f"{group}/sessions/1/cancel")

    assert answer.status_code == 409
    assert "Correct the register first." in staff.page.text


def test_a_one_to_one_session_has_one_person_on_its_register_and_is_in_no_calendar(
    app, staff, group, enrol, person
):
    enrol("Ben Birchall")
    staff.submit(
        f"{group}/sessions/new",
        {
            "kind": "one-to-one",
            "person": person,
            **typed("held_on", date(2026, 11, 23)),
            "starts_at": "17.00",
            "minutes": "60",
        },
        button="Add the session",
    )

    assert "The session on 23 November 2026 is added." in staff.page.text
    staff.get(f"{group}/sessions/27/register")
    assert "Adam Ashdown" in staff.page.text
    assert "Ben Birchall" not in staff.page.text
    assert "One-to-one" not in staff.get(f"{group}/calendar.ics").text


def test_who_a_session_is_for_goes_with_its_kind(staff, group, person):
    form = {**typed("held_on", date(2026, 12, 2)), "starts_at": "half past", "minutes": "60"}

    staff.submit(f"{group}/sessions/new", {"kind": "one-to-one", **form}, button="Add the session")

    assert staff.page.errors() == ["Choose who the one-to-one session is for", "Enter a time such as 18:30"]


def test_a_break_moves_what_would_have_fallen_into_it(app, staff, group):
    days = {**typed("starts_on", date(2026, 12, 21)), **typed("ends_on", date(2027, 1, 3))}

    staff.submit(f"{group}/breaks/new", days, button=SEE)
    staff.submit(None, button="Add the break")

    assert "Break from 21 December 2026 to 3 January 2027." in staff.page.text
    sessions = kept(app)
    assert [each.held_on for each in sessions][3:6] == [
        date(2026, 12, 14),
        date(2027, 1, 4),
        date(2027, 1, 11),
    ]
    assert len(sessions) == 26


def test_a_break_moves_nothing_that_comes_before_it(app, staff, group, today):
    move = {**typed("held_on", date(2026, 12, 10)), "scope": "later"}
    staff.submit(f"{group}/sessions/3/move", move, button=SEE)
    staff.submit(None, button="Move 24 sessions")

    rest = {**typed("starts_on", date(2027, 1, 4)), **typed("ends_on", date(2027, 1, 10))}
    page = staff.submit(f"{group}/breaks/new", rest, button=SEE).text

    assert "Session 2: from" not in page, "it stays on its Monday"
    assert "Session 7: from 7 January 2027 to 14 January 2027" in page
