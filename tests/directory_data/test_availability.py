"""Whether a service or a group can take somebody on a day: every day at an edge, and the reason in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_data.availability import (
    group_objections,
    in_full,
    is_paused,
    next_start_on,
    service_objections,
    state_of,
    status_on,
)
from directory_data.vocabulary import GroupState, Intake, ServiceStatus

DAY = date(2026, 11, 23)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


@dataclass
class Service:
    status: ServiceStatus = ServiceStatus.OPEN
    status_from: date | None = None
    status_until: date | None = None
    commissioned_from: date | None = None
    commissioned_until: date | None = None


@dataclass
class Cohort:
    intake: Intake = Intake.CLOSED
    first_session_on: date = AFTER
    next_intake_on: date | None = None
    sessions_total: int = 26
    paused_from: date | None = None
    paused_until: date | None = None
    places_free: int = 3


@pytest.mark.parametrize(
    ("service", "why"),
    [
        (Service(), []),
        (Service(ServiceStatus.PAUSED), ["Paused."]),
        (Service(ServiceStatus.PAUSED, status_until=AFTER), ["Paused until 24 November 2026."]),
        (Service(ServiceStatus.PAUSED, status_until=DAY), []),
        (Service(ServiceStatus.PAUSED, status_from=AFTER), []),
        (Service(ServiceStatus.CLOSED), ["Closed to new referrals."]),
        (Service(ServiceStatus.CLOSED, status_from=DAY), ["Closed to new referrals."]),
        (Service(ServiceStatus.CLOSED, status_from=AFTER), []),
        (Service(ServiceStatus.LEGACY), ["Finishing existing groups only."]),
        (Service(commissioned_from=AFTER), ["Its contract starts on 24 November 2026."]),
        (Service(commissioned_from=DAY, commissioned_until=DAY), []),
        (Service(commissioned_until=BEFORE), ["Its contract ended on 22 November 2026."]),
    ],
)
def test_a_service_says_why_it_takes_nobody(service, why):
    assert service_objections(service, DAY) == why


def test_a_pause_that_has_run_out_leaves_the_service_open():
    paused = Service(ServiceStatus.PAUSED, status_from=BEFORE, status_until=AFTER)

    assert [status_on(paused, day) for day in (BEFORE, DAY, AFTER)] == [
        ServiceStatus.PAUSED,
        ServiceStatus.PAUSED,
        ServiceStatus.OPEN,
    ]


@pytest.mark.parametrize(
    ("group", "state"),
    [
        (Cohort(), GroupState.STARTING_SOON),
        (Cohort(first_session_on=DAY + timedelta(days=28)), GroupState.STARTING_SOON),
        (Cohort(first_session_on=DAY + timedelta(days=29)), GroupState.FORMING),
        (Cohort(places_free=0), GroupState.FULL),
        (Cohort(first_session_on=DAY), GroupState.RUNNING),
        (Cohort(first_session_on=DAY - timedelta(weeks=25)), GroupState.RUNNING),
        (Cohort(first_session_on=DAY - timedelta(weeks=25, days=1)), GroupState.FINISHED),
        (Cohort(Intake.ROLLING, BEFORE, next_intake_on=DAY), GroupState.ROLLING),
        (Cohort(Intake.ROLLING, BEFORE, next_intake_on=BEFORE), GroupState.RUNNING),
        (Cohort(Intake.ROLLING, BEFORE, next_intake_on=DAY, places_free=0), GroupState.FULL),
        (Cohort(paused_from=DAY), GroupState.PAUSED),
        (Cohort(paused_from=BEFORE, paused_until=DAY), GroupState.STARTING_SOON),
        (Cohort(paused_from=AFTER), GroupState.STARTING_SOON),
    ],
)
def test_the_state_of_a_group_follows_from_its_dates_and_places(group, state):
    assert state_of(group, DAY) is state


def test_a_group_that_can_be_joined_has_a_day_on_which_to_join():
    assert next_start_on(Cohort(), DAY) == AFTER
    assert next_start_on(Cohort(Intake.ROLLING, BEFORE, next_intake_on=AFTER), DAY) == AFTER
    assert next_start_on(Cohort(first_session_on=DAY), DAY) is None


def test_a_pause_without_an_end_goes_on():
    assert is_paused(Cohort(paused_from=DAY), DAY + timedelta(days=4000))


days = st.dates(date(2020, 1, 1), date(2035, 1, 1))


@given(
    st.builds(
        Cohort,
        intake=st.sampled_from(Intake),
        first_session_on=days,
        next_intake_on=st.none() | days,
        paused_from=st.none() | days,
        paused_until=st.none() | days,
        places_free=st.integers(0, 12),
    ),
    days,
)
def test_whoever_may_join_has_a_place_and_a_day_to_come(group, day):
    if not group_objections(group, day):
        assert group.places_free > 0
        assert next_start_on(group, day) is not None
        assert next_start_on(group, day) >= day


def test_a_day_is_written_in_full():
    assert in_full(date(2027, 1, 2)) == "2 January 2027"
