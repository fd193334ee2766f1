"""Whether a programme may take referrals at all: its partner support, its accreditation, the area it serves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from directory_data.availability import in_full
from directory_data.vocabulary import Accreditation, ServiceStatus, ServiceType


@dataclass(frozen=True)
class Programme:
    """What of a listing decides whether it may be live. `partner_statuses`: of each paired service, on that day."""

    type: ServiceType
    partner_statuses: Sequence[ServiceStatus]
    accreditation: Accreditation
    accreditation_expires_on: date | None
    has_coverage: bool


def objections(programme: Programme, today: date) -> list[str]:
    """Why the programme may not take referrals, in sentences; empty means it may. Other services always may."""
    if programme.type is not ServiceType.DVPP:
        return []
    return [
        *_of_partner_support(programme.partner_statuses),
        *_of_accreditation(programme, today),
        *([] if programme.has_coverage else ["The listing does not say which areas the programme serves."]),
    ]


def _of_partner_support(statuses: Sequence[ServiceStatus]) -> list[str]:
    if not statuses:
        return ["The programme is not paired with a partner-support service."]
    if ServiceStatus.OPEN not in statuses:
        return ["No partner-support service that the programme is paired with takes referrals."]
    return []


def _of_accreditation(programme: Programme, today: date) -> list[str]:
    if programme.accreditation is Accreditation.NONE:
        return ["The provider has neither accreditation nor Safe Minimum Practice."]
    ends = programme.accreditation_expires_on
    if ends is not None and ends < today:
        return [f"{programme.accreditation.label} ended on {in_full(ends)}."]
    return []
