"""Who stands on a register, by the table and by what happened when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_data.register_vocabulary import OnRegister
from directory_data.vocabulary import ReferralStatus as S
from directory_data.vocabulary import Step
from portal.rules import lifecycle, on_register

FIRST = date(2026, 9, 7)
TO_THE_START = (
    Step.PREPARE,
    Step.SEND,
    Step.ACKNOWLEDGE,
    Step.BOOK,
    Step.ASSESS,
    Step.FIND_SUITABLE,
    Step.OFFER_PLACE,
    Step.START,
)


def on_day(number: int) -> date:
    return FIRST + timedelta(days=number)


def steps(*each: Step) -> list[tuple[Step, date]]:
    """A step a day, from the first day on."""
    return [(step, on_day(number)) for number, step in enumerate(each)]


STANDINGS = {
    OnRegister.EXPECTED: {S.ON_PROGRAMME},
    OnRegister.RESTING: {S.SUSPENDED, S.ON_HOLD},
    OnRegister.TO_START: {
        S.ACKNOWLEDGED,
        S.INFO_REQUESTED,
        S.ASSESSMENT_BOOKED,
        S.ASSESSING,
        S.SUITABLE,
        S.WAITING,
        S.PLACE_OFFERED,
    },
    None: {
        S.DRAFT,
        S.SENT,
        S.NOT_READY,
        S.NOT_SUITABLE,
        S.DID_NOT_ENGAGE,
        S.COMPLETED,
        S.NOT_COMPLETED,
        S.NOT_STARTED,
        S.FINAL_REPORT_RECEIVED,
        S.COURT_REPORT_FILED,
        S.CLOSED,
        S.DECLINED,
        S.WITHDRAWN,
        S.TRANSFERRED,
        S.ORDER_ENDED,
    },
}


def test_every_status_is_on_the_register_or_off_it():
    assert set(on_register.STANDINGS) == set(S)


@pytest.mark.parametrize(
    ("status", "standing"),
    [(status, standing) for standing, each in STANDINGS.items() for status in sorted(each)],
)
def test_each_status_stands_on_the_register_as_the_service_wants_it(status, standing):
    assert on_register.STANDINGS[status] is standing


@pytest.mark.parametrize(
    ("more", "day", "standing"),
    [
        ((), 7, OnRegister.EXPECTED),
        ((), 6, OnRegister.TO_START),
        ((), 1, None),
        ((Step.SUSPEND,), 8, OnRegister.EXPECTED),
        ((Step.SUSPEND,), 9, OnRegister.RESTING),
        ((Step.SUSPEND, Step.REINSTATE), 9, OnRegister.EXPECTED),
        ((Step.HOLD,), 9, OnRegister.RESTING),
        ((Step.COMPLETE,), 8, OnRegister.EXPECTED),
        ((Step.COMPLETE,), 9, None),
        ((Step.END_PLACE,), 5, OnRegister.TO_START),
    ],
)
def test_a_register_of_a_past_day_shows_who_stood_on_it_that_day(more, day, standing):
    assert on_register.standing_on(steps(*TO_THE_START, *more), on_day(day)) is standing


def test_somebody_put_on_hold_before_the_first_session_is_on_no_register():
    assert on_register.standing_on(steps(*TO_THE_START[:-1], Step.HOLD), on_day(9)) is None


def test_a_start_that_is_recorded_later_counts_from_its_day():
    recorded = [*steps(*TO_THE_START[:-1]), (Step.START, on_day(2))]

    assert on_register.standing_on(recorded, on_day(2)) is OnRegister.EXPECTED


@given(st.data())
def test_after_the_last_step_the_register_says_what_the_status_says(data):
    taken: list[Step] = []
    for _ in range(data.draw(st.integers(1, 15))):
        status = lifecycle.status_after(taken)
        possible = sorted({line.step for line in lifecycle.TRANSITIONS if line.before is status})
        if not possible:
            break
        taken.append(data.draw(st.sampled_from(possible)))

    found = on_register.standing_on(steps(*taken), on_day(len(taken)))

    status = lifecycle.status_after(taken)
    assert status is not None
    assert found is on_register.STANDINGS[status] or (status is S.ON_HOLD and found is None)
