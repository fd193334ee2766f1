"""From which day a programme that has not begun is the court's business again (draft wording, paragraph D)."""

from __future__ import annotations

from datetime import date

from portal.rules.orders.monitoring import begin_by, latest_safe_start

TODAY = date(2026, 11, 23)
EARLIEST = date(2027, 1, 20)
HEARS_BY = date(2027, 12, 1)


def test_it_is_the_last_start_that_leaves_time_for_the_final_report():
    assert (
        begin_by(EARLIEST, HEARS_BY, 26, today=TODAY) == latest_safe_start(HEARS_BY, 26) == date(2027, 4, 21)
    )


def test_a_longer_programme_has_to_begin_sooner():
    assert begin_by(EARLIEST, HEARS_BY, 30, today=TODAY) == date(2027, 3, 24)


def test_where_the_court_named_no_day_a_start_may_slip_by_four_weeks_before_it_is_told():
    assert begin_by(EARLIEST, None, today=TODAY) == date(2027, 2, 17)


def test_a_day_that_cannot_be_kept_is_never_given():
    assert begin_by(EARLIEST, date(2027, 7, 30), today=TODAY) == date(2027, 2, 17)


def test_the_earliest_start_itself_may_be_the_last():
    assert begin_by(date(2027, 4, 21), HEARS_BY, today=TODAY) == date(2027, 4, 21)


def test_without_a_programme_the_courts_day_alone_decides():
    assert begin_by(None, HEARS_BY, today=TODAY) == date(2027, 4, 21)
    assert begin_by(None, None, today=TODAY) is None


def test_a_day_that_has_passed_is_never_given():
    assert begin_by(None, date(2027, 5, 18), today=TODAY) is None
