"""From what is recorded to what a clock reads."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from directory_data.support_vocabulary import SupportStep
from directory_data.vocabulary import DocumentKind, OrderStage
from portal.deadlines.case_facts import AtCourt, RecordedOrder, of_case
from portal.deadlines.facts import with_reports
from portal.deadlines.support_facts import Offer, of_hand_off
from portal.rules.clocks import ClockState, Fact, Subject, clocks
from portal.rules.working_days import working_days_between

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

    assert [fact.counts_from for fact in found if "report-due" in fact.names] == [date(2026, 9, 1)]


def an_order(
    number: int = 1, due_on: date | None = None, stage: OrderStage = OrderStage.INTERIM
) -> RecordedOrder:
    return RecordedOrder(number, date(2026, 11, number), stage, True, True, due_on)


def case_clock(key, orders, at_court=None, steps=(), today=MONDAY):
    """A clock of a case, with its orders, what stands before the court, and steps of a referral with their days."""
    told = [Fact(frozenset({step}), on, str(number)) for number, (step, on) in enumerate(steps)]
    found = clocks(Subject.CASE, of_case(orders, told, [], at_court), today)
    return next((each for each in found if each.rule.key == key), None)


def test_a_report_that_was_filed_before_the_day_that_the_order_names_is_chased_no_more():
    order, after = an_order(due_on=date(2026, 12, 7)), date(2026, 12, 14)

    waiting = case_clock("report-on-order", [order], today=after)
    by_step = case_clock("report-on-order", [order], steps=[("file-report", date(2026, 12, 1))], today=after)
    by_report = case_clock(
        "report-on-order", [order], AtCourt(MONDAY, report_filed_on=date(2026, 12, 1)), today=after
    )

    assert (waiting.due_on, waiting.state) == (date(2026, 12, 7), ClockState.OVERDUE)
    assert by_step.state is by_report.state is ClockState.MET


def test_the_report_of_an_order_is_seen_from_the_day_of_the_order():
    clock = case_clock("report-on-order", [an_order(due_on=date(2027, 10, 11))])

    assert (clock.due_on, clock.state) == (date(2027, 10, 11), ClockState.NOT_DUE)


HEARING = date(2027, 1, 18)


def test_a_report_without_a_day_of_its_own_is_due_ten_working_days_before_the_hearing():
    clock = case_clock("report-for-hearing", [an_order()], AtCourt(MONDAY, HEARING))

    assert clock.due_on == date(2027, 1, 4)
    assert working_days_between(clock.due_on, HEARING) == 10


@pytest.mark.parametrize(
    "orders",
    [[], [an_order(due_on=date(2027, 1, 11))], [an_order(), an_order(2, stage=OrderStage.FINAL)]],
    ids=["no order", "a day of its own", "a final order"],
)
def test_no_report_is_due_before_a_hearing_where_the_order_does_not_leave_it_open(orders):
    assert case_clock("report-for-hearing", orders, AtCourt(MONDAY, HEARING)) is None


def test_what_was_filed_for_one_hearing_does_not_answer_the_next():
    filed = date(2026, 11, 5)
    first = AtCourt(MONDAY, HEARING, report_filed_on=filed)
    second = AtCourt(MONDAY, HEARING, last_hearing_on=date(2026, 11, 12), report_filed_on=filed)

    assert case_clock("report-for-hearing", [an_order()], first).state is ClockState.MET
    assert case_clock("report-for-hearing", [an_order()], second).state is ClockState.NOT_DUE


def test_a_hearing_that_is_moved_moves_the_deadline_and_is_chased_anew():
    first = case_clock("report-for-hearing", [an_order()], AtCourt(MONDAY, HEARING))
    moved = case_clock("report-for-hearing", [an_order()], AtCourt(MONDAY, HEARING + WEEK))

    assert moved.due_on > first.due_on
    assert moved.run != first.run


def test_nothing_is_late_before_anybody_could_know_of_it():
    soon = case_clock(
        "report-for-hearing", [an_order(20)], AtCourt(MONDAY, date(2026, 11, 25)), today=date(2026, 11, 20)
    )

    assert (soon.due_on, soon.state) == (date(2026, 11, 20), ClockState.DUE_TODAY)


def test_the_note_for_the_court_is_due_the_working_day_before_the_hearing_until_there_is_an_order():
    opened = AtCourt(date(2026, 11, 2), HEARING)
    noted = AtCourt(date(2026, 11, 2), HEARING, note_issued_on=date(2026, 11, 9))

    assert case_clock("note-for-court", [], opened).due_on == date(2027, 1, 15)
    assert case_clock("note-for-court", [], noted).state is ClockState.MET
    assert case_clock("note-for-court", [an_order()], opened) is None


def test_contact_is_decided_about_once_the_final_report_is_there_and_not_before():
    came = [("receive-report", MONDAY)]
    before = AtCourt(MONDAY, contact_decided_on=date(2026, 11, 20))
    since = AtCourt(MONDAY, contact_decided_on=MONDAY)

    assert case_clock("contact-after", [an_order()], before, came).due_on == date(2026, 12, 7)
    assert case_clock("contact-after", [an_order()], before, came).state is ClockState.NOT_DUE
    assert case_clock("contact-after", [an_order()], since, came).state is ClockState.MET


def plan_clock(offer):
    made = datetime(2026, 9, 1, 9, tzinfo=UTC)
    found = clocks(Subject.SUPPORT, of_hand_off(made, None, made, offer), MONDAY)
    return next((each for each in found if each.rule.key == "support-plan"), None)


@pytest.mark.parametrize("ended_by", [None, SupportStep.ENGAGE, SupportStep.DECLINE])
def test_after_the_programme_a_plan_is_due_for_everybody_so_that_it_does_not_show_who_is_in_support(ended_by):
    over, before = datetime(2026, 11, 16, 9, tzinfo=UTC), datetime(2026, 11, 16, 8, tzinfo=UTC)
    offer = partial(Offer, before, ended_by, over_at=over)

    assert plan_clock(Offer(before, ended_by)) is None
    assert plan_clock(offer(planned_at=before)).due_on == date(2026, 12, 14)
    assert plan_clock(offer(planned_at=datetime(2026, 11, 18, 9, tzinfo=UTC))).state is ClockState.MET
