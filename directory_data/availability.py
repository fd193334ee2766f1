"""Whether a service or a group can take somebody on a day, and if not, why not. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

from directory_data.vocabulary import GroupState, Intake, ServiceStatus

STARTING_SOON = timedelta(days=28)


class OpenService(Protocol):
    """What of a service decides whether it takes referrals."""

    @property
    def status(self) -> ServiceStatus: ...
    @property
    def status_from(self) -> date | None: ...
    @property
    def status_until(self) -> date | None: ...
    @property
    def commissioned_from(self) -> date | None: ...
    @property
    def commissioned_until(self) -> date | None: ...


class Cohort(Protocol):
    """What of a group decides whether somebody can join it."""

    @property
    def intake(self) -> Intake: ...
    @property
    def first_session_on(self) -> date: ...
    @property
    def next_intake_on(self) -> date | None: ...
    @property
    def sessions_total(self) -> int: ...
    @property
    def paused_from(self) -> date | None: ...
    @property
    def paused_until(self) -> date | None: ...
    @property
    def places_free(self) -> int: ...


def status_on(service: OpenService, day: date) -> ServiceStatus:
    """The status on that day: a state that has not begun, or has run out, leaves the service open."""
    if service.status_from is not None and day < service.status_from:
        return ServiceStatus.OPEN
    if (
        service.status is ServiceStatus.PAUSED
        and service.status_until is not None
        and day >= service.status_until
    ):
        return ServiceStatus.OPEN
    return service.status


def service_objections(service: OpenService, day: date) -> list[str]:
    """Why the service takes no referrals that day, in sentences; empty means it does."""
    objections = []
    status = status_on(service, day)
    if status is ServiceStatus.PAUSED and service.status_until is not None:
        objections.append(f"Paused until {in_full(service.status_until)}.")
    elif status is not ServiceStatus.OPEN:
        objections.append(f"{status.label}.")
    if service.commissioned_from is not None and day < service.commissioned_from:
        objections.append(f"Its contract starts on {in_full(service.commissioned_from)}.")
    if service.commissioned_until is not None and day > service.commissioned_until:
        objections.append(f"Its contract ended on {in_full(service.commissioned_until)}.")
    return objections


def last_session_on(group: Cohort) -> date:
    """The day of the last weekly session, before bank holidays are counted."""
    return group.first_session_on + timedelta(weeks=group.sessions_total - 1)


def next_start_on(group: Cohort, day: date) -> date | None:
    """The next day on which somebody referred on `day` could begin, or None."""
    if group.first_session_on > day:
        return group.first_session_on
    if group.intake is Intake.ROLLING and group.next_intake_on is not None and group.next_intake_on >= day:
        return group.next_intake_on
    return None


def is_paused(group: Cohort, day: date) -> bool:
    """Whether the group takes a break that day."""
    if group.paused_from is None or day < group.paused_from:
        return False
    return group.paused_until is None or day < group.paused_until


def state_of(group: Cohort, day: date) -> GroupState:
    """Where the group stands on that day, from its dates and places alone."""
    start = next_start_on(group, day)
    if is_paused(group, day):
        return GroupState.PAUSED
    if start is None:
        finished = group.intake is Intake.CLOSED and last_session_on(group) < day
        return GroupState.FINISHED if finished else GroupState.RUNNING
    if group.places_free <= 0:
        return GroupState.FULL
    if group.intake is Intake.ROLLING and group.first_session_on <= day:
        return GroupState.ROLLING
    return GroupState.STARTING_SOON if start - day <= STARTING_SOON else GroupState.FORMING


def group_objections(group: Cohort, day: date) -> list[str]:
    """Why nobody can be given a place that day, in sentences; empty means there is one."""
    state = state_of(group, day)
    if state is GroupState.PAUSED:
        until = group.paused_until
        return [f"The group is paused until {in_full(until)}." if until else "The group is paused."]
    if state is GroupState.FULL:
        return ["Every place in the group is taken."]
    if state is GroupState.FINISHED:
        return ["The group has finished."]
    if state is GroupState.RUNNING:
        return ["The group is running and takes nobody new."]
    return []


@lru_cache(maxsize=4096)
def in_full(day: date) -> str:
    """A date as people read it: 12 January 2027."""
    return f"{day.day} {day:%B} {day.year}"
