"""Who reads a change in risk, how it climbs, what may be decided: every cell and both sides of each hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_data.risk_vocabulary import RiskDecision, RiskSide
from portal.rules import risk_decisions, risk_ladder, risk_readers
from portal.rules.risk_ladder import Rung
from portal.rules.working_hours import LONDON, after_working_hours

MONDAY_10AM = datetime(2026, 11, 23, 10, tzinfo=UTC)
FRIDAY_4PM = datetime(2026, 11, 27, 16, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_every_side_has_its_readers_with_the_source_open_and_protected():
    assert set(risk_readers.READERS) == set(product(RiskSide, (False, True)))


def test_cafcass_reads_everything():
    assert all(RiskSide.CAFCASS in readers for readers in risk_readers.READERS.values())


@pytest.mark.parametrize("is_protected", [False, True])
def test_nothing_from_partner_support_reaches_the_programme(is_protected):
    assert not risk_readers.reads(
        RiskSide.PROGRAMME, RiskSide.PARTNER_SUPPORT, is_source_protected=is_protected
    )


@pytest.mark.parametrize("side", RiskSide)
def test_a_protected_source_is_read_by_cafcass_alone(side):
    assert risk_readers.READERS[side, True] == {RiskSide.CAFCASS}


def test_the_form_says_who_reads_for_every_side():
    assert set(risk_readers.WHO_READS) == set(RiskSide)


def reached(after: timedelta, *, is_danger: bool, start: datetime = MONDAY_10AM) -> list[Rung]:
    return risk_ladder.reached(start, start + after, is_danger=is_danger)


def test_danger_is_with_the_officer_and_the_duty_officer_at_once():
    assert reached(timedelta(), is_danger=True) == [Rung.OFFICER, Rung.DUTY_OFFICER]


def test_danger_reaches_the_manager_after_two_hours_by_night_too():
    night = datetime(2026, 11, 28, 23, tzinfo=UTC)

    assert Rung.MANAGER not in reached(timedelta(hours=2) - MINUTE, is_danger=True, start=night)
    assert Rung.MANAGER in reached(timedelta(hours=2), is_danger=True, start=night)


def test_other_risk_climbs_by_working_hours():
    assert reached(timedelta(hours=4) - MINUTE, is_danger=False) == [Rung.OFFICER]
    assert reached(timedelta(hours=4), is_danger=False) == [Rung.OFFICER, Rung.DUTY_OFFICER]
    assert reached(timedelta(hours=24) - MINUTE, is_danger=False)[-1] is Rung.DUTY_OFFICER
    assert reached(timedelta(hours=24), is_danger=False)[-1] is Rung.MANAGER


def test_the_weekend_is_no_working_time():
    assert reached(timedelta(days=2, hours=19), is_danger=False, start=FRIDAY_4PM) == [Rung.OFFICER]
    assert Rung.DUTY_OFFICER in reached(timedelta(days=2, hours=20), is_danger=False, start=FRIDAY_4PM)


def test_the_next_rung_is_named_with_its_hour_until_the_last():
    climb = risk_ladder.next_climb(MONDAY_10AM, MONDAY_10AM, is_danger=False)
    assert climb is not None
    assert (climb.rung, climb.at) == (Rung.DUTY_OFFICER, MONDAY_10AM + timedelta(hours=4))

    late = MONDAY_10AM + timedelta(days=9)
    assert risk_ladder.next_climb(MONDAY_10AM, late, is_danger=False) is None


@pytest.mark.parametrize(
    "there, told",
    [
        ({Rung.OFFICER, Rung.DUTY_OFFICER, Rung.MANAGER}, [Rung.OFFICER]),
        ({Rung.DUTY_OFFICER, Rung.MANAGER}, [Rung.DUTY_OFFICER]),
        ({Rung.MANAGER}, [Rung.MANAGER]),
        (set(), []),
    ],
)
def test_where_nobody_stands_on_a_rung_the_next_one_has_it_at_once(there, told):
    assert risk_ladder.told([Rung.OFFICER], there) == told


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 1)), st.integers(0, 40), st.integers(0, 40))
def test_working_hours_add_up_and_never_end_outside_them(start, first, second):
    start = start.replace(tzinfo=UTC)
    whole = after_working_hours(start, first + second)

    assert after_working_hours(start, first) <= whole
    if first and second:
        assert after_working_hours(after_working_hours(start, first), second) == whole


@pytest.mark.parametrize(
    "start", [datetime(2028, 3, 24, 16, tzinfo=UTC), datetime(2026, 10, 23, 15, tzinfo=UTC)]
)
def test_working_hours_are_those_of_the_clock_on_the_wall_when_the_clocks_change(start):
    ends = after_working_hours(start, 2)

    assert ends.astimezone(LONDON).time().hour == 10


def test_a_decision_is_something_and_not_nothing_with_something():
    assert risk_decisions.objections([]) == ["Choose what you decide"]
    assert risk_decisions.objections([RiskDecision.NONE]) == []
    assert risk_decisions.objections([RiskDecision.NONE, RiskDecision.COURT])
    assert risk_decisions.objections([RiskDecision.ASSESS, RiskDecision.COURT]) == []


def test_every_decision_but_none_leaves_something_to_do_by_a_day():
    assert set(risk_decisions.FOLLOWS) == set(RiskDecision) - {RiskDecision.NONE}


def test_the_local_authority_is_told_on_the_same_day_and_the_court_on_the_next_working_day():
    friday = date(2026, 11, 27)

    assert risk_decisions.due_on(RiskDecision.AUTHORITY, friday) == friday
    assert risk_decisions.due_on(RiskDecision.COURT, friday) == date(2026, 11, 30)


def test_what_was_not_done_before_a_weekend_is_the_officers_on_saturday_and_the_managers_on_monday():
    friday = date(2026, 11, 27)

    reached = [risk_ladder.reached_by_task(friday, friday + timedelta(days=days)) for days in (0, 1, 3)]

    assert reached == [[], [Rung.OFFICER], [Rung.OFFICER, Rung.MANAGER]]
