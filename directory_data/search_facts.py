"""What a search must know of every listing, as plain values: records cost ten times as much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Select, and_, case, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from directory_data.models import CoverageArea, Group, MeetingPlace, Pairing, Provider, Service, Venue
from directory_data.vocabulary import (
    Accreditation,
    AreaKind,
    Audience,
    DeliveryMode,
    Intake,
    ServiceStatus,
    ServiceType,
    Weekday,
)

Facts = TypeVar("Facts")


class ServiceFacts(NamedTuple):
    """A listing's own columns."""

    id: int
    name: str
    type: ServiceType
    audience: Audience
    languages: str
    status: ServiceStatus
    status_from: date | None
    status_until: date | None
    commissioned_from: date | None
    commissioned_until: date | None


class ProviderFacts(NamedTuple):
    """What the provider's standing is, and its last day."""

    accreditation: Accreditation
    accreditation_expires_on: date | None


class PlaceFacts(NamedTuple):
    """Where a service can be met. Name, `lat` and `lon` (WGS84) only where the address is published."""

    has_step_free_access: bool | None
    lat: float | None
    lon: float | None
    site: str | None
    site_authority: str | None


class GroupFacts(NamedTuple):
    """A group's days, dates and language, and where it meets: name and position only where that is published.

    Of its places only whether there is one: they change with every referral, and are asked of the store each time.
    """

    id: int
    intake: Intake
    first_session_on: date
    next_intake_on: date | None
    sessions_total: int
    paused_from: date | None
    paused_until: date | None
    day: Weekday
    starts_at: time
    delivery: DeliveryMode
    language: str
    has_step_free_access: bool | None
    lat: float | None
    lon: float | None
    site: str | None = None
    site_authority: str | None = None
    places_free: int = 1


class AreaFacts(NamedTuple):
    """One line of where a service takes people from, or of where it does not."""

    kind: AreaKind
    code: str
    lat: float | None
    lon: float | None
    miles: float | None
    is_excluded: bool


@dataclass(frozen=True, slots=True, eq=False)
class ListingFacts:
    """Everything of one listing that decides whether a search finds it, and in what order."""

    service: ServiceFacts
    provider: ProviderFacts
    places: tuple[PlaceFacts, ...]
    groups: tuple[GroupFacts, ...]
    coverage: tuple[AreaFacts, ...]
    group_ids: frozenset[int]
    partner_ids: tuple[int, ...]
    """The partner-support services that a programme is paired with."""


def listing_facts(session: Session, service_ids: Collection[int] | None = None) -> dict[int, ListingFacts]:
    """Every listing, whoever may see it, or those with these ids: five statements."""
    places = by_service(session, _places(), MeetingPlace.service_id, service_ids, PlaceFacts)
    groups = by_service(session, _groups(), Group.service_id, service_ids, GroupFacts)
    coverage = by_service(session, _coverage(), CoverageArea.service_id, service_ids, AreaFacts)
    partners = by_service(session, pairings(), Pairing.dvpp_id, service_ids, int)
    rows = session.execute(only(_services(), Service.id, service_ids)).all()
    columns = len(ServiceFacts._fields)
    return {
        row.id: ListingFacts(
            ServiceFacts(*row[:columns]),
            ProviderFacts(*row[columns:]),
            places.get(row.id, ()),
            groups.get(row.id, ()),
            coverage.get(row.id, ()),
            frozenset(group.id for group in groups.get(row.id, ())),
            partners.get(row.id, ()),
        )
        for row in rows
    }


def full_groups(session: Session) -> frozenset[int]:
    """The groups without a free place, now."""
    return frozenset(session.connection().execute(_FULL_GROUPS).scalars())


_FULL_GROUPS = select(Group.id).where(Group.places_taken + Group.places_held >= Group.places_max)
"""Asked by every search, so put together once."""


def _services() -> Select[*tuple[Any, ...]]:
    columns = (getattr(Service, name) for name in ServiceFacts._fields)
    standing = (getattr(Provider, name) for name in ProviderFacts._fields)
    return select(*columns, *standing).join(Provider, Provider.id == Service.provider_id)


def _places() -> Select[*tuple[Any, ...]]:
    columns = (MeetingPlace.service_id, Venue.has_step_free_access, *_published_site())
    rows = select(*columns).join(Service, Service.id == MeetingPlace.service_id)
    return rows.join(Venue, Venue.id == MeetingPlace.venue_id)


def _groups() -> Select[*tuple[Any, ...]]:
    columns = (
        Group.service_id,
        Group.id,
        Group.intake,
        Group.first_session_on,
        Group.next_intake_on,
        Group.sessions_total,
        Group.paused_from,
        Group.paused_until,
        Group.day,
        Group.starts_at,
        Group.delivery,
        Group.language,
        Venue.has_step_free_access,
        *_published_site(),
    )
    rows = select(*columns).join(Service, Service.id == Group.service_id)
    return rows.outerjoin(Venue, Venue.id == Group.venue_id).order_by(Group.id)


def _coverage() -> Select[*tuple[Any, ...]]:
    columns = (CoverageArea.service_id, *(getattr(CoverageArea, name) for name in AreaFacts._fields))
    return select(*columns).order_by(CoverageArea.id)


def pairings() -> Select[*tuple[Any, ...]]:
    """Programme and partner-support service, the services in the order of their names."""
    rows = select(Pairing.dvpp_id, Pairing.partner_service_id)
    return rows.join(Service, Service.id == Pairing.partner_service_id).order_by(Service.name)


def only(
    rows: Select[*tuple[Any, ...]], column: InstrumentedAttribute[int], ids: Collection[int] | None
) -> Select[*tuple[Any, ...]]:
    """The rows of these listings; of all where no ids are given."""
    return rows if ids is None else rows.where(column.in_(ids))


def by_service(
    session: Session,
    rows: Select[*tuple[Any, ...]],
    column: InstrumentedAttribute[int],
    ids: Collection[int] | None,
    facts: Callable[..., Facts],
) -> Mapping[int, tuple[Facts, ...]]:
    """The rows as facts, by the service's id that stands first in each."""
    found: dict[int, list[Facts]] = defaultdict(list)
    # They are kept for long, and most stand in many listings: a row like another is the same object.
    one_of_each: dict[Facts, Facts] = {}
    for service_id, *values in session.execute(only(rows, column, ids)):
        one = facts(*values)
        found[service_id].append(one_of_each.setdefault(one, one))
    return {service_id: tuple(several) for service_id, several in found.items()}


def _published_site() -> tuple[ColumnElement[Any], ...]:
    """Position, name and authority, empty where they must not be known: nothing of a withheld address takes part in a
    search."""
    may_be_known = and_(Venue.is_address_withheld.is_(False), Venue.lat.is_not(None), ~_is_protected())
    shown = {
        "lat": Venue.lat,
        "lon": Venue.lon,
        "site": Venue.name,
        "site_authority": Venue.authority_code,
    }
    return tuple(case((may_be_known, column)).label(name) for name, column in shown.items())


def _is_protected() -> ColumnElement[bool]:
    """As Service.is_protected: no place of it is ever known to a search."""
    return or_(Service.audience == Audience.PROTECTED, Service.type == ServiceType.PARTNER_SUPPORT)
