"""Whether a programme may take referrals at all: its partner support, its accreditation, the area it serves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from directory_data.availability import OpenService, in_full, status_on
from directory_data.vocabulary import Accreditation, ServiceStatus, ServiceType


@dataclass(frozen=True)
class Programme:
    """What of a listing decides whether it may be live. `partner_statuses`: of each paired service, on that day."""

    type: ServiceType
    partner_statuses: Sequence[ServiceStatus]
    accreditation: Accreditation
    accreditation_expires_on: date | None
    has_coverage: bool


class _Provider(Protocol):
    @property
    def accreditation(self) -> Accreditation: ...
    @property
    def accreditation_expires_on(self) -> date | None: ...


class _Area(Protocol):
    @property
    def is_excluded(self) -> bool: ...


class Listed(OpenService, Protocol):
    """What of a listing that stands in the directory decides it."""

    @property
    def type(self) -> ServiceType: ...
    @property
    def provider(self) -> _Provider: ...
    @property
    def coverage(self) -> Sequence[_Area]: ...
    @property
    def partner_services(self) -> Sequence[OpenService]: ...


def said(why: Sequence[str]) -> tuple[str, ...]:
    """The reasons as a reader of an open listing is told them; nothing where there are none."""
    return ("This programme takes no referrals at present.", *why) if why else ()


def live_objections(service: Listed, today: date) -> list[str]:
    """Why this listing may not take referrals on that day, in sentences; empty means it may."""
    if service.type is not ServiceType.DVPP:
        return []
    programme = Programme(
        type=service.type,
        partner_statuses=[status_on(partner, today) for partner in service.partner_services],
        accreditation=service.provider.accreditation,
        accreditation_expires_on=service.provider.accreditation_expires_on,
        has_coverage=any(not area.is_excluded for area in service.coverage),
    )
    return objections(programme, today)


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
    if ends is None:
        return ["The last day of the accreditation is not recorded, so nobody can say that it still holds."]
    return (
        [f"Its standing as “{programme.accreditation.label}” ended on {in_full(ends)}."]
        if ends < today
        else []
    )
