"""New times for a group: which of its sessions follow, and which stay where they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from directory_data.vocabulary import Weekday
from portal.rules.new_times import Planned, Template, following
from portal.rules.schedule import WEEKDAYS, Break, closed_because, weekly_days

TODAY = date(2026, 11, 23)
OLD = Template(Weekday.WEDNESDAY, time(18, 30), 120, date(2026, 11, 4), 8)
LATER = replace(OLD, starts_at=time(19), minutes=150)
THURSDAY = replace(OLD, day=Weekday.THURSDAY)


def sessions_of(template: Template, *changed: Planned, breaks: tuple[Break, ...] = ()) -> list[Planned]:
    days = weekly_days(template.first_on, template.day, template.sessions, breaks)
    made = {
        number: Planned(number, day, template.starts_at, template.minutes)
        for number, day in enumerate(days, start=1)
    }
    return list((made | {each.number: each for each in changed}).values())


def days_after(found, sessions) -> dict[int, date]:
    days = {each.number: each.held_on for each in sessions}
    days |= {after.number: after.held_on for _, after in found.changed}
    return {n: day for n, day in days.items() if n not in {each.number for each in found.dropped}}


def test_sessions_that_were_held_stay_and_those_to_come_get_the_new_hour():
    found = following(OLD, LATER, sessions_of(OLD), (), TODAY)

    assert [before.number for before, _ in found.changed] == [4, 5, 6, 7, 8]
    assert {(after.starts_at, after.minutes) for _, after in found.changed} == {(time(19), 150)}
    assert all(before.held_on == after.held_on for before, after in found.changed)


def test_another_weekday_keeps_each_session_in_its_week():
    found = following(OLD, THURSDAY, sessions_of(OLD), (), TODAY)

    assert [after.held_on - before.held_on for before, after in found.changed] == [timedelta(days=1)] * 5


def test_a_session_that_was_moved_cancelled_or_marked_stays_and_its_week_is_not_filled_again():
    moved = Planned(5, date(2026, 12, 4), time(18, 30), 120, moved_from=date(2026, 12, 2))
    cancelled = Planned(6, date(2026, 12, 9), time(18, 30), 120, is_settled=True)
    sessions = sessions_of(OLD, moved, cancelled)

    found = following(OLD, THURSDAY, sessions, (), TODAY)

    assert {each.number for each in found.staying} == {5, 6}
    after = days_after(found, sessions)
    assert (after[5], after[6]) == (date(2026, 12, 4), date(2026, 12, 9))
    assert [after[number] for number in (4, 7, 8)] == [
        date(2026, 11, 26),
        date(2026, 12, 17),
        date(2026, 12, 24),
    ]


def test_a_catch_up_and_a_one_to_one_stay_and_no_session_is_put_on_their_day():
    catch_up = Planned(9, date(2026, 12, 3), time(18, 30), 120, is_weekly=False)
    sessions = [*sessions_of(OLD), catch_up]

    found = following(OLD, THURSDAY, sessions, (), TODAY)

    after = days_after(found, sessions)
    assert after[9] == date(2026, 12, 3)
    assert list(after.values()).count(date(2026, 12, 3)) == 1


def test_bank_holidays_and_breaks_are_left_out_and_the_end_moves():
    gap = Break(date(2026, 12, 7), date(2026, 12, 13))
    friday = replace(OLD, day=Weekday.FRIDAY, sessions=9)

    sessions = sessions_of(replace(OLD, sessions=9), breaks=(gap,))
    found = following(replace(OLD, sessions=9), friday, sessions, (gap,), TODAY)

    days = [after.held_on for _, after in found.changed]
    assert len(days) == len(set(days)) == 6
    # Christmas Day and New Year's Day 2027 are Fridays.
    assert not {date(2026, 12, 11), date(2026, 12, 25), date(2027, 1, 1)} & set(days)
    assert days == sorted(days)


def test_more_sessions_are_added_at_the_end_and_fewer_taken_from_it():
    more = following(OLD, replace(OLD, sessions=10), sessions_of(OLD), (), TODAY)
    fewer = following(OLD, replace(OLD, sessions=6), sessions_of(OLD), (), TODAY)

    assert [each.number for each in more.added] == [9, 10]
    assert min(each.held_on for each in more.added) > sessions_of(OLD)[-1].held_on
    assert [each.number for each in fewer.dropped] == [7, 8]
    assert (more.changed, fewer.changed) == ((), ())


def test_a_group_that_has_not_begun_follows_its_first_day():
    old = replace(OLD, first_on=date(2026, 12, 2))

    found = following(old, replace(old, first_on=date(2027, 1, 13)), sessions_of(old), (), TODAY)

    assert found.changed[0][1].held_on == date(2027, 1, 13)
    assert len(found.changed) == 8


@given(
    day=st.sampled_from(WEEKDAYS),
    hour=st.integers(9, 20),
    sessions=st.integers(1, 30),
    first_on=st.dates(date(2026, 6, 1), date(2027, 3, 1)),
    touched=st.sets(st.integers(1, 26), max_size=6),
)
def test_whatever_changes_nothing_touched_moves_and_no_two_sessions_meet(
    day, hour, sessions, first_on, touched
):
    old = replace(OLD, sessions=26, first_on=date(2026, 9, 2))
    before = [replace(each, is_settled=each.number in touched) for each in sessions_of(old)]
    new = Template(day, time(hour), 120, first_on, sessions)

    found = following(old, new, before, (), TODAY)

    after = days_after(found, before)
    settled = {
        n: each.held_on for each in before for n in [each.number] if n in touched or each.held_on <= TODAY
    }
    assert {n: after[n] for n in settled} == settled
    days = [*after.values(), *(each.held_on for each in found.added)]
    assert len(days) == len(set(days))
    assert not any(closed_because(each.held_on) for _, each in found.changed)
