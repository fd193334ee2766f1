"""From what is recorded to what a clock reads."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from directory_data.support_vocabulary import SupportStep
from directory_data.vocabulary import DocumentKind, OrderStage
from portal.deadlines.facts import Offer, RecordedOrder, of_case, of_hand_off, with_reports
from portal.rules.clocks import ClockState, Fact, Subject, clocks

MONDAY = date(2026, 11, 23)


def test_a_hand_off_that_was_renewed_counts_from_its_renewal():
    made, renewed = datetime(2026, 9, 1, 9, tzinfo=UTC), datetime(2026, 11, 20, 9, tzinfo=UTC)

    old, _ = clocks(Subject.SUPPORT, of_hand_off(made, None, None), MONDAY)
    new, _ = clocks(Subject.SUPPORT, of_hand_off(made, renewed, None), MONDAY)

    assert old.state is ClockState.OVERDUE
    assert (new.started_on, new.state) == (date(2026, 11, 20), ClockState.NOT_DUE)
    assert old.run != new.run


def offer_clock(offer):
    """The clock of the offer to somebody handed over on 16 November 2026, a Monday, and acknowledged at once."""
    made = datetime(2026, 11, 16, 9, tzinfo=UTC)
    found = clocks(Subject.SUPPORT, of_hand_off(made, None, made, offer), date(2026, 11, 24))
    return next(each for each in found if each.rule.key == "support-offer")


def test_to_acknowledge_a_hand_off_is_not_yet_to_try():
    tried = Offer(done_at=datetime(2026, 11, 18, 9, tzinfo=UTC))

    assert offer_clock(Offer()).state is ClockState.OVERDUE
    assert offer_clock(tried).state is ClockState.MET


def test_an_offer_that_was_declined_is_due_again_after_what_makes_it_anew_and_one_that_was_taken_is_not():
    at, later = datetime(2026, 11, 18, 9, tzinfo=UTC), datetime(2026, 11, 20, 9, tzinfo=UTC)

    declined = offer_clock(Offer(at, SupportStep.DECLINE, trigger_at=later))
    taken = offer_clock(Offer(at, SupportStep.ENGAGE, trigger_at=later))

    assert (declined.due_on, declined.state) == (date(2026, 11, 27), ClockState.NOT_DUE)
    assert taken.state is ClockState.MET


START, WEEK = date(2026, 8, 24), timedelta(weeks=1)
INTERIM, FINAL = DocumentKind.INTERIM_REPORT, DocumentKind.FINAL_REPORT


def report_clock(key, *steps, signed=None, today=MONDAY):
    """The clock of a report, from steps with the week in which each was taken, and the days of signed reports."""
    diary = [
        Fact(frozenset({step}), START + week * WEEK, str(number)) for number, (step, week) in enumerate(steps)
    ]
    told = with_reports(diary, signed or {})
    return next((each for each in clocks(Subject.REFERRAL, told, today) if each.rule.key == key), None)


def test_an_interim_report_is_due_five_working_days_after_week_13_and_is_seen_from_the_start():
    early = report_clock("interim-report", ("start", 0), today=START)
    late = report_clock("interim-report", ("start", 0), today=date(2026, 12, 1))

    assert (early.due_on, early.state) == (date(2026, 11, 30), ClockState.NOT_DUE)
    assert late.state is ClockState.OVERDUE
    assert early.run == late.run


@pytest.mark.parametrize("signed_on", [START + 12 * WEEK, START + 13 * WEEK, START + 15 * WEEK])
def test_a_signed_interim_report_is_chased_no_more(signed_on):
    clock = report_clock("interim-report", ("start", 0), signed={INTERIM: signed_on}, today=date(2027, 2, 1))

    assert clock is None or clock.state is ClockState.MET


@pytest.mark.parametrize("ending", ["complete", "end-place", "withdraw", "transfer", "end-order"])
def test_no_interim_report_is_asked_for_once_the_programme_has_ended(ending):
    for week in (5, 14):
        clock = report_clock("interim-report", ("start", 0), (ending, week), today=date(2027, 2, 1))
        assert clock is None or clock.state is ClockState.MET


def test_weeks_on_hold_do_not_count_towards_week_13():
    held = [("start", 0), ("hold", 4), ("resume", 7)]

    assert report_clock("interim-report", *held[:2]) is None
    assert report_clock("interim-report", *held).due_on == date(2026, 12, 21)


def test_a_final_report_that_is_signed_stops_its_clock_before_the_officer_says_that_it_came():
    over = [("start", 0), ("complete", 12)]
    today = START + 17 * WEEK

    waiting = report_clock("final-report", *over, today=today)
    signed = report_clock("final-report", *over, signed={FINAL: START + 12 * WEEK}, today=today)

    assert waiting.state is ClockState.OVERDUE
    assert signed.state is ClockState.MET


def test_a_report_is_due_under_the_order_in_force_alone():
    def order(number: int, due_on: date) -> RecordedOrder:
        made_on = date(2026, number, 1)
        return RecordedOrder(number, made_on, OrderStage.INTERIM, True, True, due_on)

    found = of_case([order(1, date(2026, 6, 1)), order(2, date(2026, 9, 1))], [], [])

    assert [fact.on for fact in found if "report-due" in fact.names] == [date(2026, 9, 1)]
