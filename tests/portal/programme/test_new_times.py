"""A group's listing gets new times: its sessions follow, after a look at what follows; calendar and planner agree."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from directory_data.database import db
from directory_data.models import Group
from portal.programme.models import GroupSession
from tests.page import words
from tests.portal.programme.conftest import GROUP, group_of
from tests.portal.referral_walk import PROGRAMME, day_of

WEEK = timedelta(weeks=1)
TUESDAYS = {
    "day": "tuesday",
    **day_of("first_session_on", 24, 11, 2026),
    **day_of("next_intake_on", 8, 12, 2026),
}
NEW_TIMES = {**TUESDAYS, "starts_at": "19:00", "ends_at": "21:30"}
CONFIRM = "Save, and change these sessions"


@pytest.fixture
def staff(client):
    return client.sign_in(PROGRAMME)


@pytest.fixture
def group(app, enrol) -> int:
    (reference,) = enrol("Adam Ashdown")
    return group_of(app, reference)


@pytest.fixture
def listing(app, group) -> str:
    with app.app_context():
        return f"/listings/{db.session.get_one(Group, group).service.slug}/groups/{group}"


def sessions(app, group) -> dict[int, GroupSession]:
    with app.app_context():
        wanted = sa.select(GroupSession).where(GroupSession.group_id == group)
        return {each.number: each for each in db.session.scalars(wanted)}


def events(staff, group) -> dict[str, dict[str, object]]:
    feed = Calendar.from_ical(staff.get(f"/groups/{group}/calendar.ics").data)
    return {str(each["uid"]): each for each in feed.walk("VEVENT")}


def move_third_to(staff, group, day) -> None:
    form = {**day_of("held_on", day.day, day.month, day.year), "scope": "only"}
    staff.submit(f"/groups/{group}/sessions/3/move", form, button="See what moves")
    staff.submit(values=form, button="Move 1 session")


def test_the_page_says_what_changes_before_it_is_saved_and_then_it_has_changed(
    app, staff, new_client, group, listing, today
):
    moved_to = today + 2 * WEEK + timedelta(days=3)
    move_third_to(staff, group, moved_to)
    before = events(staff, group)
    administrator = new_client().sign_in("listings@demo.example")

    told = administrator.submit(administrator.get(listing), NEW_TIMES, button="Save")

    assert "This changes sessions. Nothing is saved yet" in told.text
    assert (
        "Session 2: from 30 November 2026 at 6:30pm, 120 minutes to 1 December 2026 at 7pm, 150 minutes."
        in told.text
    )
    assert "Session 3 stays on 10 December 2026 at 6:30pm" in told.text
    assert sessions(app, group)[2].starts_at == time(18, 30)

    administrator.submit(told, button=CONFIRM)

    found = sessions(app, group)
    assert (found[1].held_on, found[1].starts_at) == (today, time(18, 30)), "today's session stays"
    assert (found[2].held_on, found[2].starts_at, found[2].minutes) == (
        today + timedelta(days=8),
        time(19),
        150,
    )
    assert (found[3].held_on, found[3].starts_at) == (moved_to, time(18, 30))
    after = events(staff, group)
    assert after.keys() == before.keys()
    grown = {uid for uid in after if after[uid]["sequence"] > before[uid]["sequence"]}
    assert len(grown) == len(found) - 2
    assert "1 December 2026 at 7pm, 150 minutes" in staff.get(f"/groups/{group}").text


def test_sessions_of_a_group_that_has_met_stay_even_where_nobody_touched_them(
    app, new_client, group, listing, today
):
    with app.app_context():
        began = {"first_session_on": today - 3 * WEEK}
        db.session.execute(sa.update(Group).where(Group.id == group).values(**began))
        db.session.commit()
    administrator = new_client().sign_in("listings@demo.example")

    told = administrator.submit(administrator.get(listing), TUESDAYS, button="Save")
    administrator.submit(told, button=CONFIRM)

    days = [each.held_on for each in sorted(sessions(app, group).values(), key=lambda each: each.number)]
    assert days[:4] == [today - 3 * WEEK, today - 2 * WEEK, today - WEEK, today]
    assert days[4] == today + WEEK + timedelta(days=1)


def test_what_is_confirmed_is_what_was_said(app, staff, new_client, group, listing, today):
    administrator = new_client().sign_in("listings@demo.example")
    move_third_to(staff, group, today + 2 * WEEK + timedelta(days=3))
    told = administrator.submit(administrator.get(listing), NEW_TIMES, button="Save")
    staff.submit(f"/groups/{group}/sessions/5/cancel", reason="facilitator", button="Cancel this session")

    again = administrator.submit(told, button=CONFIRM)

    assert "Session 5 stays" in again.text
    assert sessions(app, group)[2].starts_at == time(18, 30)


def test_words_of_a_group_change_without_a_word_about_sessions(new_client, listing):
    administrator = new_client().sign_in("listings@demo.example")

    answer = administrator.submit(administrator.get(listing), {"facilitators": "QX, ZW"}, button="Save")

    assert "It is live now" in answer.text


def test_the_planner_shows_a_session_that_was_moved_on_its_new_day(staff, new_client, group, today):
    moved_to = today + 2 * WEEK + timedelta(days=3)
    move_third_to(staff, group, moved_to)

    administrator = new_client().sign_in("listings@demo.example")
    administrator.get("/listings/planner")

    cells = [words(cell) for cell in administrator.page.all("td")]
    theirs = [cell for cell in cells if f"6:30pm to 8:30pm: {GROUP}" in cell]
    assert any(cell.startswith("10 December 2026") for cell in theirs)
    assert not any(cell.startswith("7 December 2026") for cell in theirs)
    assert date(2026, 12, 10) == moved_to


def test_an_old_version_says_what_it_does_to_sessions_before_it_is_brought_back(new_client, group, listing):
    administrator = new_client().sign_in("listings@demo.example")
    administrator.submit(
        administrator.submit(administrator.get(listing), NEW_TIMES, button="Save"), button=CONFIRM
    )

    page = administrator.get(f"/listings/history/group/{group}/1").text

    assert "Session 2: from 1 December 2026 at 7pm, 150 minutes to 30 November 2026 at 6:30pm" in page
