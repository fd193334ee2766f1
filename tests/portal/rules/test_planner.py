"""A provider's groups side by side: weeks, clashes of venue and facilitator, and too few people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from directory_data.vocabulary import Weekday
from portal.rules.planner import Run, clashes, days_used, quorum_warnings, weeks

TODAY = date(2026, 11, 23)
ONE = Run(
    name="Early group",
    day=Weekday.MONDAY,
    starts_at=time(18),
    ends_at=time(20),
    first_on=date(2026, 11, 30),
    sessions=4,
    venue="Old Library",
    facilitators=frozenset({"AB", "CD"}),
    people=8,
    places_min=8,
)
OTHER = replace(ONE, name="Late group", starts_at=time(19), ends_at=time(21), facilitators=frozenset({"EF"}))


def test_two_groups_in_one_venue_at_one_time_are_said_with_the_first_day():
    late = replace(OTHER, first_on=date(2026, 12, 14))

    assert clashes([ONE, late], TODAY) == [
        "Early group and Late group meet at the same time at Old Library, first on 14 December 2026."
    ]


def test_one_person_cannot_lead_two_groups_at_one_time():
    elsewhere = replace(OTHER, venue="Market Hall", facilitators=frozenset({"CD", "GH"}))

    assert clashes([ONE, elsewhere], TODAY) == [
        "Early group and Late group meet at the same time with CD, first on 30 November 2026."
    ]


@pytest.mark.parametrize(
    "changed",
    [
        {"day": Weekday.TUESDAY},
        {"starts_at": time(20), "ends_at": time(22)},
        {"first_on": date(2027, 3, 1)},
        {"venue": "Market Hall"},
        {"venue": ""},
        {"paused_from": date(2026, 11, 24)},
    ],
)
def test_groups_that_do_not_meet_at_one_time_and_place_do_not_clash(changed):
    assert (
        clashes(
            [replace(ONE, venue=changed.get("venue", ONE.venue) and ONE.venue), replace(OTHER, **changed)],
            TODAY,
        )
        == []
    )


def test_what_is_over_is_no_clash():
    assert clashes([ONE, OTHER], TODAY + timedelta(days=365)) == []


def test_a_group_about_to_start_with_too_few_people_is_said():
    few = replace(ONE, people=7)

    assert quorum_warnings([ONE, few], TODAY) == [
        "Early group starts on 30 November 2026 with 7 of the 8 people it needs."
    ]
    assert quorum_warnings([replace(few, first_on=date(2027, 3, 1))], TODAY) == []
    assert quorum_warnings([few], date(2026, 12, 1)) == []


def test_weeks_hold_each_session_once_and_skip_bank_holidays_and_breaks():
    resting = replace(ONE, paused_from=date(2026, 12, 7), paused_until=date(2026, 12, 14))

    held = [day for week in weeks([resting], TODAY, 8) for day, _ in week.sessions]

    # 28 December 2026 is a bank holiday: the substitute day for Boxing Day.
    assert held == [date(2026, 11, 30), date(2026, 12, 14), date(2026, 12, 21), date(2027, 1, 4)]
    assert len(weeks([], TODAY, 8)) == 8


def test_a_calendar_has_the_days_on_which_anything_is_held_monday_first():
    saturday = replace(OTHER, day=Weekday.SATURDAY, first_on=date(2026, 11, 28), sessions=1)

    planned = weeks([saturday, ONE], TODAY, 3)

    assert days_used(planned) == [Weekday.MONDAY, Weekday.SATURDAY]
    assert [run.name for _, run in planned[0].on(Weekday.SATURDAY)] == ["Late group"]
    assert planned[0].on(Weekday.MONDAY) == []
    assert [on for on, _ in planned[1].on(Weekday.MONDAY)] == [date(2026, 11, 30)]
