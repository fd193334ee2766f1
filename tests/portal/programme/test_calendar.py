"""A group's sessions as a calendar file: at the right moment on both sides of a clock change, and without a name."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import icalendar
import pytest

from directory_data.models import Group
from directory_data.vocabulary import Weekday
from portal.clock import LONDON
from portal.programme import queries
from portal.programme.calendar import calendar_of
from tests.portal.programme.conftest import group_of
from tests.portal.referral_walk import PROGRAMME

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("first_on", "hours"),
    [(date(2027, 3, 24), [18, 17]), (date(2026, 10, 21), [17, 18]), (date(2027, 10, 27), [17, 18])],
    ids=["summer time begins", "summer time ends", "summer time ends in 2027"],
)
def test_a_session_begins_at_the_same_time_in_england_on_both_sides_of_a_clock_change(first_on, hours):
    group = Group(
        id=7,
        name="Wednesday evening",
        day=Weekday.WEDNESDAY,
        starts_at=time(18),
        ends_at=time(20, 30),
        first_session_on=first_on,
        sessions_total=2,
    )

    file = calendar_of(group, queries.from_template(group), AT)
    read = icalendar.Calendar.from_ical(file)

    starts = [event.start for event in read.events]
    assert [start.astimezone(UTC).hour for start in starts] == hours
    assert {start.astimezone(LONDON).hour for start in starts} == {18}
    assert b"DTSTART;TZID=Europe/London:" in file
    assert {str(zone["tzid"]) for zone in read.walk("VTIMEZONE")} == {"Europe/London"}
    assert {event.duration.total_seconds() / 60 for event in read.events} == {150}


def test_the_calendar_is_behind_the_sign_in_and_holds_no_name(app, client, new_client, enrol):
    (person,) = enrol("Adam Ashdown")
    path = f"/groups/{group_of(app, person)}/calendar.ics"

    answer = client.sign_in(PROGRAMME).get(path)
    stranger = new_client().get(path)

    assert answer.mimetype == "text/calendar"
    assert "Session 26" in answer.text
    for secret in ("Ashdown", person, "worker"):
        assert secret not in answer.text
    assert stranger.status_code == 404 or stranger.status_code == 302
