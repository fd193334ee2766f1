"""What a provider may change at once in its own listings. Search and matching read it on the next request."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from directory_data import group_places
from directory_data.database import db
from directory_data.live_programme import live_objections
from directory_data.models import Group, Service
from directory_data.vocabulary import ServiceStatus
from portal.accounts.models import User
from portal.errors import Refused
from portal.listings import history
from portal.listings.content import content_of


def set_status(
    service: Service,
    status: ServiceStatus,
    *,
    starts_on: date | None,
    until: date | None,
    by: User,
    at: datetime,
    today: date,
) -> None:
    """Open, pause or close the service, from today where no day is given; raises Refused where a programme may not be
    open."""
    if status is ServiceStatus.OPEN and (why := live_objections(service, today)):
        raise Refused(why)
    before = content_of(service)
    service.status = status
    service.status_from = starts_on or today
    service.status_until = until
    history.keep(service, before=before, by=by, at=at)


def set_places(group: Group, *, places_max: int, places_taken: int, by: User, at: datetime) -> None:
    """Say how many places there are and how many were filled by other routes."""
    if places_max < group.places_min:
        raise Refused(
            [f"The group needs at least {group.places_min} people, so it cannot have {places_max} places."]
        )
    before = content_of(group)
    if not group_places.set_sizes(db.session(), group.id, places_max=places_max, places_taken=places_taken):
        raise Refused(
            [
                f"{group.places_held} places are held for people referred through this portal. "
                f"With {places_taken} more, the group would pass {places_max}."
            ]
        )
    history.keep(group, before=before, by=by, at=at)


def confirm(services: Iterable[Service], *, by: User, today: date) -> None:
    """Say that the whole of these listings is true today. Nothing else says it: who counts places reads no address."""
    for service in services:
        service.confirmed_on = today
        service.confirmed_by = by.name
