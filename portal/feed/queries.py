"""What the feed reads: only listings that everybody may see, and only places whose address is published."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from directory_data.availability import state_of
from directory_data.models import CoverageArea, Group, MeetingPlace, Provider, Service, Venue
from directory_data.places import Point
from directory_data.queries import visible
from directory_data.vocabulary import Audience, GroupState, ServiceType

PUBLIC = visible(is_for_staff=False)
HAS_PLACES = (
    PUBLIC,
    Service.audience != Audience.PROTECTED,
    Service.type != ServiceType.PARTNER_SUPPORT,
    Venue.is_address_withheld.is_(False),
)


Row = TypeVar("Row", Service, Provider)


@dataclass(frozen=True)
class Listed:
    """A published service as a list chooses it."""

    id: int
    slug: str
    type: ServiceType
    provider_id: int
    provider_slug: str


@dataclass(frozen=True)
class Spot:
    """A published service at a place whose address is published. `owner` is the slug of the place's provider."""

    service_id: int
    slug: str
    venue_id: int
    owner: str
    point: Point | None


def listed_services(session: Session) -> list[Listed]:
    """Every published service, the oldest first, so that pages do not shift: one statement."""
    rows = (
        select(Service.id, Service.slug, Service.type, Provider.id, Provider.slug)
        .join(Provider, Provider.id == Service.provider_id)
        .where(PUBLIC)
        .order_by(Service.id)
    )
    return [Listed(*row) for row in session.execute(rows)]


def whole_services(session: Session, ids: Collection[int]) -> list[Service]:
    """These services with all that is told of them, in the order of the ids; a fixed number of statements."""
    places = selectinload(Service.meeting_places).joinedload(MeetingPlace.venue)
    groups = selectinload(Service.groups).joinedload(Group.venue)
    rows = (
        select(Service)
        .where(Service.id.in_(ids), PUBLIC)
        .options(
            joinedload(Service.provider),
            places.joinedload(Venue.provider),
            groups.joinedload(Venue.provider),
            selectinload(Service.coverage),
            selectinload(Service.admission_rules),
            selectinload(Service.partner_services),
        )
    )
    return _in_order(session.scalars(rows), ids)


def providers(session: Session, ids: Collection[int]) -> list[Provider]:
    """These providers, in the order of the ids: one statement."""
    return _in_order(session.scalars(select(Provider).where(Provider.id.in_(ids))), ids)


def spots(session: Session, today: date) -> list[Spot]:
    """Every published service at every published place where it is held, or one of its groups: two statements."""
    columns = (Service.id, Service.slug, Venue.id, Provider.slug, Venue.lat, Venue.lon)
    own = (
        select(*columns)
        .join(MeetingPlace, MeetingPlace.service_id == Service.id)
        .join(Venue, Venue.id == MeetingPlace.venue_id)
        .join(Provider, Provider.id == Venue.provider_id)
        .where(*HAS_PLACES)
    )
    of_groups = (
        select(*columns, Group)
        .join(Group, Group.service_id == Service.id)
        .join(Venue, Venue.id == Group.venue_id)
        .join(Provider, Provider.id == Venue.provider_id)
        .where(*HAS_PLACES)
    )
    found: set[tuple[Any, ...]] = {tuple(row) for row in session.execute(own)}
    found |= {tuple(row)[:-1] for row in session.execute(of_groups) if is_listed(row[-1], today)}
    return [_spot(*row) for row in sorted(found, key=lambda row: (row[0], row[2]))]


def coverage_by_service(session: Session, ids: Collection[int]) -> dict[int, list[CoverageArea]]:
    """Service id -> where it takes people from: one statement."""
    found: dict[int, list[CoverageArea]] = {}
    rows = select(CoverageArea).join(Service, Service.id == CoverageArea.service_id).where(PUBLIC)
    for area in session.scalars(rows):
        found.setdefault(area.service_id, []).append(area)
    return {service_id: found.get(service_id, []) for service_id in ids}


def is_listed(group: Group, today: date) -> bool:
    """Whether a listing still names the group."""
    return state_of(group, today) is not GroupState.FINISHED


def _spot(
    service_id: int, slug: str, venue_id: int, owner: str, lat: float | None, lon: float | None
) -> Spot:
    return Spot(service_id, slug, venue_id, owner, None if lat is None or lon is None else Point(lat, lon))


def _in_order(found: Iterable[Row], ids: Collection[int]) -> list[Row]:
    by_id = {each.id: each for each in found}
    return [by_id[each] for each in ids if each in by_id]
