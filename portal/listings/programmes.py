"""A listing as the rule asks about it: whether the programme may be live at all."""

from __future__ import annotations

from datetime import date

from directory_data.availability import status_on
from directory_data.models import Service
from portal.rules import live_programme


def live_objections(service: Service, today: date) -> list[str]:
    """Why this service may not take referrals, in sentences; empty means it may."""
    programme = live_programme.Programme(
        type=service.type,
        partner_statuses=[status_on(partner, today) for partner in service.partner_services],
        accreditation=service.provider.accreditation,
        accreditation_expires_on=service.provider.accreditation_expires_on,
        has_coverage=any(not area.is_excluded for area in service.coverage),
    )
    return live_programme.objections(programme, today)
