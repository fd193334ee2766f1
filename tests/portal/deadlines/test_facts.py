"""From what is recorded to what a clock reads."""

from __future__ import annotations

from datetime import UTC, date, datetime

from portal.deadlines.facts import of_hand_off
from portal.rules.clocks import ClockState, Subject, clocks

MONDAY = date(2026, 11, 23)


def test_a_hand_off_that_was_renewed_counts_from_its_renewal():
    made, renewed = datetime(2026, 9, 1, 9, tzinfo=UTC), datetime(2026, 11, 20, 9, tzinfo=UTC)

    (old,) = clocks(Subject.SUPPORT, of_hand_off(made, None, None), MONDAY)
    (new,) = clocks(Subject.SUPPORT, of_hand_off(made, renewed, None), MONDAY)

    assert old.state is ClockState.OVERDUE
    assert (new.started_on, new.state) == (date(2026, 11, 20), ClockState.NOT_DUE)
    assert old.run != new.run
