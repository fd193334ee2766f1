"""What is due when, worked out from facts alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from directory_data.referral_vocabulary import Deadline
from directory_data.vocabulary import Role, Step
from portal.rules.clocks import (
    DEADLINES,
    KNOWN,
    ChaseStage,
    ClockState,
    Fact,
    Subject,
    clocks,
    roles_chased,
    stages_due,
)
from portal.rules.deadlines import WORKING_DAYS
from portal.rules.lifecycle_table import TRANSITIONS
from portal.rules.register_rows import POSTED_WITHIN_WORKING_DAYS
from portal.rules.working_days import add_working_days, is_working_day, working_days_between

MONDAY = date(2026, 11, 23)
ROWS = {rule.key: rule for rule in DEADLINES}


def facts(*told: tuple[str, int]) -> list[Fact]:
    """Steps, each with how many days after the Monday."""
    return [
        Fact(frozenset({step}), MONDAY + timedelta(days=days), str(number))
        for number, (step, days) in enumerate(told, start=1)
    ]


def the(key: str, told: list[Fact], today: date):
    return next((clock for clock in clocks(Subject.REFERRAL, told, today) if clock.rule.key == key), None)


@pytest.mark.parametrize(
    "day, state",
    [
        (0, ClockState.DUE_SOON),
        (1, ClockState.DUE_SOON),
        (2, ClockState.DUE_TODAY),
        (3, ClockState.OVERDUE),
    ],
)
def test_a_sent_referral_is_due_an_answer_within_two_working_days(day, state):
    clock = the("answer", facts(("send", 0)), MONDAY + timedelta(days=day))

    assert (clock.due_on, clock.state) == (date(2026, 11, 25), state)


def test_bank_holidays_and_weekends_do_not_count():
    sent = [Fact(frozenset({"send"}), date(2026, 12, 24), "1")]

    assert the("answer", sent, date(2026, 12, 24)).due_on == date(2026, 12, 30)


def test_the_change_of_the_clocks_moves_no_deadline():
    for sent_on in (date(2027, 3, 26), date(2027, 10, 29)):
        clock = the("first-appointment", [Fact(frozenset({"acknowledge"}), sent_on, "1")], sent_on)
        assert working_days_between(sent_on, clock.due_on) == 10


def test_what_is_done_is_done_for_ever():
    told = facts(("send", 0), ("acknowledge", 1))

    assert the("answer", told, MONDAY + timedelta(days=100)).state is ClockState.MET


@pytest.mark.parametrize("end", ["withdraw", "transfer", "end-order"])
def test_nothing_is_owed_once_a_referral_has_ended(end):
    assert the("answer", facts(("send", 0), (end, 1)), MONDAY + timedelta(days=9)) is None


def test_a_question_starts_the_officers_clock_and_the_answer_the_providers_again():
    asked = facts(("send", 0), ("acknowledge", 0), ("ask", 1))
    answered = [*asked, *facts(("reply", 8))]
    day = MONDAY + timedelta(days=9)

    assert the("reply", asked, day).state is ClockState.OVERDUE
    assert the("first-appointment", asked, day).state is ClockState.MET
    assert the("first-appointment", answered, day).started_on == MONDAY + timedelta(days=8)


def test_booking_again_does_not_give_the_assessment_more_time():
    once = the("assessment", facts(("book", 0)), MONDAY)
    again = the("assessment", facts(("book", 0), ("book", 14)), MONDAY + timedelta(days=14))

    assert once.due_on == again.due_on


def test_the_waiting_list_is_looked_at_every_month_until_a_place_is_offered():
    waited = facts(("wait", 0))
    looked = facts(("wait", 0), ("review-wait", 27))
    day = MONDAY + timedelta(days=30)

    assert the("waiting-review", waited, day).state is ClockState.OVERDUE
    assert the("waiting-review", looked, day).started_on == MONDAY + timedelta(days=27)
    assert the("waiting-review", looked, day + timedelta(days=40)).state is ClockState.OVERDUE
    assert the("waiting-review", looked, day).run != the("waiting-review", waited, day).run


def test_the_register_is_due_on_the_day_that_its_page_says():
    assert ROWS["register"].days == POSTED_WITHIN_WORKING_DAYS


def test_a_clock_stands_still_while_on_hold():
    told = facts(("send", 0), ("hold", 1))
    resumed = [*told, *facts(("send", 99), ("resume", 8))[1:]]
    day = MONDAY + timedelta(days=8)

    assert the("answer", told, day).state is ClockState.ON_HOLD
    assert the("answer", told, day).due_on is None
    assert the("answer", resumed, day).due_on == add_working_days(MONDAY, 2 + 5)


def test_somebody_is_reminded_before_the_day_and_after_it_and_then_who_is_above():
    told = facts(("send", 0))
    stages = [
        stages_due(the("answer", told, day), day) for day in (MONDAY + timedelta(days=n) for n in range(9))
    ]

    assert stages[0] == [ChaseStage.SOON]
    assert stages[3] == [ChaseStage.OVERDUE]
    assert stages[8] == [ChaseStage.OVERDUE, ChaseStage.ESCALATED]
    assert roles_chased(ROWS["answer"], ChaseStage.SOON) == {Role.PROGRAMME}
    assert roles_chased(ROWS["answer"], ChaseStage.OVERDUE) == {Role.PROGRAMME, Role.OFFICER}
    assert roles_chased(ROWS["answer"], ChaseStage.ESCALATED) == {Role.MANAGER}


def test_nobody_is_chased_about_what_is_done_or_far_off_or_on_hold():
    day = MONDAY + timedelta(days=1)

    assert stages_due(the("answer", facts(("send", 0), ("acknowledge", 0)), day), day) == []
    assert stages_due(the("answer", facts(("send", 0), ("hold", 0)), day), day) == []
    assert stages_due(the("assessment", facts(("book", 0)), day), day) == []


@pytest.mark.parametrize("key", ROWS)
def test_every_deadline_falls_on_a_working_day(key):
    rule = ROWS[key]
    start = [Fact(frozenset({min(rule.starts)}), MONDAY, "1")]

    (clock,) = (each for each in clocks(rule.of, start, MONDAY) if each.rule is rule)

    assert is_working_day(clock.due_on)


def test_what_starts_and_stops_each_deadline_is_recorded():
    assert all(rule.starts | rule.met <= KNOWN for rule in DEADLINES)


def test_the_table_agrees_with_the_table_of_a_referrals_life():
    for line in TRANSITIONS:
        if line.starts and line.step is not Step.TELL_COURT and line.step is not Step.FILE_REPORT:
            assert line.step.value in ROWS[line.starts.value].starts, line

    assert set(WORKING_DAYS) == set(Deadline)


def test_partner_support_and_programme_never_share_a_clock():
    for rule in DEADLINES:
        people = {rule.owes, rule.also_told, rule.escalates}
        assert not {Role.PARTNER_SUPPORT, Role.PROGRAMME} <= people
        assert (Role.PARTNER_SUPPORT in people) == (rule.of is Subject.SUPPORT)
