"""What a register takes: rows, corrections, the day by which it is marked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from directory_data.register_vocabulary import Attendance as A
from directory_data.register_vocabulary import Participation
from portal.rules import register_rows
from portal.rules.register_rows import RowAnswers

HERE, LATE, AWAY = A.ATTENDED, A.LATE, A.ABSENT_UNAUTHORISED


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        (RowAnswers(HERE), {}),
        (RowAnswers(HERE, 90, Participation.FULL), {}),
        (RowAnswers(LATE), {"minutes": "Enter how many minutes the person was there"}),
        (RowAnswers(LATE, 0), {"minutes": "Minutes must be from 1 to 120"}),
        (RowAnswers(LATE, 121), {"minutes": "Minutes must be from 1 to 120"}),
        (RowAnswers(HERE, -1), {"minutes": "Minutes must be from 1 to 120"}),
        (RowAnswers(AWAY, 5), {"minutes": "Leave the minutes empty for somebody who was not there"}),
        (
            RowAnswers(AWAY, None, Participation.NONE),
            {"participation": "Leave participation empty for somebody who was not there"},
        ),
        (RowAnswers(HERE, is_concern=True), {"note": "Say in the note what the concern is"}),
    ],
)
def test_a_row_that_cannot_be_so_says_what_to_do(answers, wrong):
    assert register_rows.row_objections(answers, 120) == wrong


def test_a_correction_needs_a_reason_and_what_is_added_a_day_later():
    first_at = datetime(2026, 11, 23, 20, tzinfo=UTC)

    assert register_rows.correction_objections(first_at, first_at, "", is_replacing=True) != []
    assert register_rows.correction_objections(first_at, first_at, "He was there", is_replacing=True) == []

    assert register_rows.correction_objections(first_at, first_at + timedelta(hours=23), "") == []
    assert register_rows.correction_objections(first_at, first_at + timedelta(hours=24), "") != []
    assert register_rows.correction_objections(first_at, first_at + timedelta(hours=24), "He was there") == []


def test_a_register_is_due_two_working_days_after_its_session():
    # A Wednesday before Christmas: Friday the 25th and Monday the 28th are bank holidays.
    assert register_rows.due_on(date(2026, 12, 23)) == date(2026, 12, 29)
