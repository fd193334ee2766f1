"""What a provider may change at once in its own listings. Search and matching read it on the next request."""

from __future__ import annotations

from datetime import date

from directory_data import group_places
from directory_data.database import db
from directory_data.models import Group, Service
from directory_data.vocabulary import ServiceStatus
from portal.accounts.models import User
from portal.errors import Refused


def set_status(service: Service, status: ServiceStatus, *, until: date | None, by: User, today: date) -> None:
    """Open, pause or close the service from today."""
    service.status = status
    service.status_from = today
    service.status_until = until
    confirm(service, by=by, today=today)


def set_places(group: Group, *, places_max: int, places_taken: int, by: User, today: date) -> None:
    """Say how many places there are and how many were filled by other routes."""
    if places_max < group.places_min:
        raise Refused(
            [f"The group needs at least {group.places_min} people, so it cannot have {places_max} places."]
        )
    if not group_places.set_sizes(db.session(), group.id, places_max=places_max, places_taken=places_taken):
        raise Refused(
            [
                f"{group.places_held} places are held for people referred through this portal. "
                f"With {places_taken} more, the group would pass {places_max}."
            ]
        )
    confirm(group.service, by=by, today=today)


def confirm(service: Service, *, by: User, today: date) -> None:
    """Say that the whole listing is true today."""
    service.confirmed_on = today
    service.confirmed_by = by.name
