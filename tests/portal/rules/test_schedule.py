"""When a group meets, for every start, length and break."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_data.vocabulary import Weekday
from portal.rules import schedule
from portal.rules.schedule import Break
from portal.rules.working_days import bank_holidays

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
WEEK = timedelta(weeks=1)
TODAY = date(2026, 11, 23)


@st.composite
def breaks(draw, near: date) -> list[Break]:
    starts = draw(st.lists(st.integers(0, 250), max_size=3))
    return [
        Break(near + timedelta(days=start), near + timedelta(days=start + draw(st.integers(0, 55))))
        for start in starts
    ]


@given(st.data(), DAYS, st.sampled_from(Weekday), st.integers(0, 40))
def test_a_schedule_has_its_count_of_open_days_on_the_groups_weekday(data, first_on, weekday, count):
    gaps = data.draw(breaks(first_on))

    days = schedule.weekly_days(first_on, weekday, count, gaps)

    assert len(days) == len(set(days)) == count
    assert days == sorted(days)
    assert all(list(Weekday)[day.weekday()] is weekday and day >= first_on for day in days)
    assert not any(day in bank_holidays(day.year) for day in days)
    assert not any(gap.covers(day) for gap in gaps for day in days)


@given(st.data(), DAYS, st.sampled_from(Weekday))
def test_no_week_is_left_out_without_a_reason(data, first_on, weekday):
    gaps = data.draw(breaks(first_on))

    days = schedule.weekly_days(first_on, weekday, 26, gaps)

    left_out = {days[0] + WEEK * n for n in range((days[-1] - days[0]).days // 7)} - set(days)
    assert all(schedule.closed_because(day, gaps) for day in left_out)


@given(st.data(), DAYS, st.sampled_from(Weekday), st.integers(1, 26))
def test_a_break_keeps_the_count_and_one_that_is_kept_already_moves_nothing(data, first_on, weekday, count):
    gaps = data.draw(breaks(first_on))
    before = schedule.weekly_days(first_on, weekday, count)

    after = schedule.after_break(before, gaps)

    assert len(after) == count
    assert schedule.after_break(after, gaps) == after
    assert all(new >= old for old, new in zip(before, after, strict=True))


def test_a_programme_on_mondays_leaves_out_the_bank_holidays_of_spring():
    days = schedule.weekly_days(date(2027, 2, 1), Weekday.MONDAY, 26)

    # Easter Monday, the early May and the spring bank holiday of 2027.
    assert not {date(2027, 3, 29), date(2027, 5, 3), date(2027, 5, 31)} & set(days)
    assert days[-1] == date(2027, 2, 1) + WEEK * 28


def test_a_substitute_day_is_a_bank_holiday():
    # 26 December 2026 is a Saturday; its substitute is Monday the 28th.
    assert schedule.closed_because(date(2026, 12, 28)) == ["28 December 2026 is a bank holiday."]


def test_sessions_that_move_with_another_follow_it_week_by_week_on_its_new_day():
    days = schedule.after_move(date(2026, 12, 16), 2, [Break(date(2026, 12, 20), date(2027, 1, 2))])

    assert days == [date(2026, 12, 16), date(2027, 1, 6), date(2027, 1, 13)]


@pytest.mark.parametrize(
    ("moved_to", "sentence"),
    [
        (date(2026, 12, 25), "25 December 2026 is a bank holiday."),
        (date(2026, 12, 30), "The group has a break from 28 December 2026 to 1 January 2027."),
        (date(2026, 12, 2), "The group already meets on 2 December 2026."),
        (date(2026, 11, 25), "The session is on 25 November 2026 already."),
        (date(2026, 11, 22), "22 November 2026 is in the past."),
        (date(2099, 11, 23), "Choose a day within the next 2 years."),
    ],
)
def test_a_day_to_which_no_session_can_move_is_refused_with_its_reason(moved_to, sentence):
    why = schedule.move_objections(
        moved_to,
        moved_from=date(2026, 11, 25),
        others={date(2026, 12, 2)},
        breaks=[Break(date(2026, 12, 28), date(2027, 1, 1))],
        today=TODAY,
    )

    assert why == [sentence]


def test_a_group_in_working_hours_or_of_another_length_is_noted():
    assert schedule.timing_notes(Weekday.SATURDAY, time(13), 120) == []
    assert schedule.timing_notes(Weekday.MONDAY, time(18, 30), 150) == []
    assert len(schedule.timing_notes(Weekday.MONDAY, time(13), 90)) == 2


def test_a_session_across_midnight_has_its_length():
    assert schedule.minutes_between(time(23), time(1, 30)) == 150
