"""Which partner-support service would support each person to protect (H4). It never names where anybody lives."""

from __future__ import annotations

from collections.abc import Sequence

from directory_data.vocabulary import CoverageVerdict
from portal.rules.matching.candidates import PartnerService
from portal.rules.matching.outcomes import Outcome, asks, fails, passes

UNCOVERED = "No partner-support service paired with this programme covers the other parent’s area."
UNPAIRED = "No partner-support service is paired with this programme."
CLOSED = "No partner-support service paired with this programme takes people on at present."
PLACE_UNKNOWN = "Record the other parent’s local authority: without it nobody can say who would support them."
NOBODY_RECORDED = (
    "No other parent or partner is recorded on the case. Ask whether there is anybody to support."
)
COVERED = "Partner support that runs beside this programme covers the other parent’s area."
SUPPORTED = passes(COVERED)

_ORDER = (CoverageVerdict.SERVES, CoverageVerdict.PART, CoverageVerdict.NOT_STATED)


def chosen(
    services: Sequence[PartnerService], authorities: Sequence[str]
) -> tuple[PartnerService, ...] | None:
    """One open service for each person to protect, in their order, the surest first; None where one has none."""
    accepting = [service for service in services if not service.objections]
    picked = [_best(accepting, person, authority) for person, authority in enumerate(authorities)]
    found = tuple(service for service in picked if service is not None)
    return found if len(found) == len(picked) else None


def judge(services: Sequence[PartnerService], authorities: Sequence[str]) -> Outcome:
    """H4: every programme has a parallel service, for each person to protect, and it is taking people on."""
    if not services:
        return fails(UNPAIRED, "A partner-support service paired with the programme.")
    if all(service.objections for service in services):
        return fails(
            CLOSED, " ".join(dict.fromkeys(why for service in services for why in service.objections))
        )
    support = chosen(services, authorities)
    if support is None:
        return fails(UNCOVERED, "A partner-support service for that area paired with the programme.")
    if not authorities:
        return asks(NOBODY_RECORDED)
    if not all(authorities):
        return asks(PLACE_UNKNOWN)
    return _certainty(support)


def _certainty(support: Sequence[PartnerService]) -> Outcome:
    unsure = [
        service.name
        for person, service in enumerate(support)
        if service.verdicts[person] is not CoverageVerdict.SERVES
    ]
    if unsure:
        names = " and ".join(dict.fromkeys(unsure))
        return asks(
            f"Ask {names} whether it covers the other parent’s area. Ask it directly, never programme staff."
        )
    return SUPPORTED


def _best(services: Sequence[PartnerService], person: int, authority: str) -> PartnerService | None:
    if not authority:
        return services[0] if services else None
    for verdict in _ORDER:
        for service in services:
            if service.verdicts[person] is verdict:
                return service
    return None
