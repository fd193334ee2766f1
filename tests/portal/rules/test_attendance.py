"""What attendance says: missed sessions, figures."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_data.register_vocabulary import Attendance as A
from directory_data.register_vocabulary import MissedResponse
from portal.rules import attendance
from portal.rules.attendance import Mark

FIRST = date(2026, 9, 7)
HERE, LATE, EXCUSED, AWAY = A.ATTENDED, A.LATE, A.ABSENT_AUTHORISED, A.ABSENT_UNAUTHORISED
CANCELLED, EXCLUDED = A.CANCELLED, A.EXCLUDED


def marks(*each: A) -> list[Mark]:
    return [Mark(FIRST + timedelta(weeks=n), attendance) for n, attendance in enumerate(each)]


@pytest.mark.parametrize(
    ("record", "response"),
    [
        ((), None),
        ((HERE,), None),
        ((EXCUSED,), None),
        ((AWAY,), MissedResponse.CALL),
        ((AWAY, HERE), None),
        ((AWAY, CANCELLED), MissedResponse.CALL),
        ((EXCUSED, AWAY), MissedResponse.ALERT),
        ((EXCUSED, EXCUSED), MissedResponse.ALERT),
        ((AWAY, CANCELLED, AWAY), MissedResponse.ALERT),
        ((AWAY, AWAY, LATE), None),
        ((AWAY, EXCUSED, AWAY), MissedResponse.REVIEW),
        ((AWAY, HERE, AWAY, HERE, AWAY, HERE), None),
        ((AWAY, HERE, AWAY, HERE, AWAY, HERE, EXCUSED, HERE), MissedResponse.REVIEW),
        ((CANCELLED, EXCLUDED, CANCELLED, EXCLUDED), None),
    ],
)
def test_missed_sessions_call_for_a_call_an_alert_or_a_review(record, response):
    found = attendance.missed_response(marks(*record))

    assert (found.response if found else None) is response


def test_the_sentence_says_how_many():
    found = attendance.missed_response(marks(AWAY, AWAY, AWAY, AWAY))

    assert found is not None
    assert found.sentence == "4 sessions missed in a row. The place may end."


@given(st.lists(st.sampled_from(A), max_size=30), st.randoms(use_true_random=False))
def test_the_order_in_which_registers_are_filled_in_changes_nothing(record, chance):
    shuffled = marks(*record)
    chance.shuffle(shuffled)

    assert attendance.missed_response(shuffled) == attendance.missed_response(marks(*record))


@given(st.lists(st.sampled_from(A), max_size=30), st.integers(0, 10))
def test_every_mark_is_counted_once_and_no_percentage_leaves_its_bounds(record, more):
    found = attendance.figures(marks(*record), len(record) + more)

    assert found.offered + sum(found.not_offered.values()) == len(record)
    assert found.attended + sum(found.missed.values()) == found.offered
    assert found.not_recorded == more
    assert found.percentage is None if not found.offered else 0 <= found.percentage <= 100


def test_the_figures_say_their_denominator():
    found = attendance.figures(marks(HERE, LATE, AWAY, CANCELLED, EXCLUDED), 6)

    assert found.sentence == "Attended 2 of the 3 sessions held and recorded for this person (66%)."
    assert attendance.figures([], 3).sentence == "No session has been held and recorded for this person yet."


def test_every_attendance_is_present_missed_or_not_offered():
    parts = (attendance.PRESENT, attendance.MISSED, attendance.NOT_OFFERED)

    assert frozenset().union(*parts) == set(A)
    assert sum(len(part) for part in parts) == len(A)
