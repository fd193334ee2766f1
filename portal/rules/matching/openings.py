"""What would have to happen for a closed service or a full group to take somebody, with its day where that is known."""

from __future__ import annotations

from datetime import date

from directory_data.availability import in_full, status_on
from directory_data.vocabulary import Intake, ServiceStatus
from portal.rules.matching.area import is_outside
from portal.rules.matching.candidates import Candidate, ListedGroup, PeopleWaiting
from portal.rules.working_days import last_weekly_session_on


def opens_on(candidate: Candidate, today: date) -> date | None:
    """The first day on which the service takes referrals; None where it is open now or no day is known."""
    service = candidate.service
    status = status_on(service, today)
    days = []
    if status is ServiceStatus.PAUSED and service.status_until is not None:
        days.append(service.status_until)
    elif status is not ServiceStatus.OPEN:
        return None
    if service.commissioned_from is not None and today < service.commissioned_from:
        days.append(service.commissioned_from)
    first = max(days, default=None)
    ends = service.commissioned_until
    return None if first is None or (ends is not None and ends < first) else first


def opening(candidate: Candidate, today: date) -> str:
    """What would change H1 for a service that takes no referrals."""
    day = opens_on(candidate, today)
    if day is None:
        return "The service opening to referrals."
    if day == candidate.service.commissioned_from and not is_outside(candidate):
        return f"Its contract: it serves this area from {in_full(day)}."
    return f"The day it opens again: {in_full(day)}."


def free_place(group: ListedGroup, waiting: PeopleWaiting) -> str:
    """What would change H8 for a full group: a place given back, or the next group after this one ends."""
    wait = waiting.sentence
    if group.intake is Intake.ROLLING:
        intake = f" The next intake is on {in_full(group.next_intake_on)}." if group.next_intake_on else ""
        return f"A place becoming free as others finish.{intake} {wait}"
    ends = ""
    if group.sessions_total > 0:
        ends = f" This one ends about {in_full(last_weekly_session_on(group.first_session_on, group.sessions_total))}."
    return f"A place becoming free, or the provider’s next group.{ends} {wait}"
