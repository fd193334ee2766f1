"""Counts of people: what is small is not said, and cannot be worked out."""

from __future__ import annotations

from portal.rules import small_counts
from portal.rules.small_counts import FEWER, UNSAID


def test_a_count_below_five_is_not_said():
    assert [small_counts.shown(count) for count in (0, 1, 4)] == [FEWER] * 3
    assert [small_counts.shown(count) for count in (5, 1_200)] == ["5", "1,200"]


def test_small_counts_of_a_row_cannot_be_worked_out_from_its_total():
    assert small_counts.shown_row({"sent": 7, "ended": 2}) == ({"sent": "7", "ended": FEWER}, UNSAID)
    assert small_counts.shown_row({"sent": 8, "held": 0, "ended": 0})[1] == UNSAID
    assert small_counts.shown_row({"sent": 8, "held": 1, "ended": 3})[1] == UNSAID


def test_a_total_is_said_where_no_count_is_small_or_the_small_ones_together_are_not():
    assert small_counts.shown_row({"sent": 7, "held": 2, "ended": 3})[1] == "12"
    assert small_counts.shown_row({"sent": 7, "ended": 6})[1] == "13"
    assert small_counts.shown_row({"sent": 3, "ended": 4})[1] == "7"
    assert small_counts.shown_row({"sent": 1, "ended": 2})[1] == FEWER
