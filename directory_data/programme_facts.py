"""What matching must know of every programme and its partner support, as plain values and not as records."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from directory_data.models import AdmissionRule, CoverageArea, Group, Pairing, Provider, Service, Venue
from directory_data.places import Point
from directory_data.search_facts import AreaFacts, by_service, only, pairings
from directory_data.vocabulary import Accreditation, DeliveryMode, Intake, ServiceStatus, ServiceType, Weekday

MATCHED = (ServiceType.DVPP, ServiceType.PARTNER_SUPPORT)


class VenueFacts(NamedTuple):
    """Where a group meets, with its exact position: for matching by signed-in staff, never for a public page."""

    name: str
    has_step_free_access: bool | None
    point: Point | None


class CohortFacts(NamedTuple):
    """A group. Its places and how many wait change with every referral: they are asked of the store each time."""

    id: int
    name: str
    day: Weekday
    starts_at: time
    ends_at: time
    first_session_on: date
    sessions_total: int
    intake: Intake
    next_intake_on: date | None
    delivery: DeliveryMode
    language: str
    paused_from: date | None
    paused_until: date | None
    venue: VenueFacts | None = None
    places_free: int = 0
    people_waiting: int | None = None


class RuleFacts(NamedTuple):
    """The admission rule in force, as far as it decides: not its words."""

    version: int
    alternatives: str
    minimum_age: int | None
    admits_genders: str
    disqualifiers: str


class ProgrammeFacts(NamedTuple):
    """A programme, or a partner-support service, which has neither groups nor partner support of its own."""

    id: int
    slug: str
    name: str
    type: ServiceType
    languages: str
    status: ServiceStatus
    status_from: date | None
    status_until: date | None
    commissioned_from: date | None
    commissioned_until: date | None
    confirmed_on: date | None
    provider_id: int
    provider_name: str
    accreditation: Accreditation
    accreditation_expires_on: date | None
    coverage: tuple[AreaFacts, ...] = ()
    admission_rule: RuleFacts | None = None
    groups: tuple[CohortFacts, ...] = ()
    partner_ids: tuple[int, ...] = ()
    partner_services: tuple[Any, ...] = ()


class Places(NamedTuple):
    """A group's free places, and how many wait for one as the provider says, now."""

    free: int
    waiting: int | None


def programme_facts(
    session: Session, service_ids: Collection[int] | None = None
) -> dict[int, ProgrammeFacts]:
    """Every programme and partner-support service, or those with these ids, in five statements."""
    rows = session.execute(only(_services(), Service.id, service_ids)).all()
    coverage = by_service(session, _coverage(), CoverageArea.service_id, service_ids, AreaFacts)
    rules = by_service(session, _rules(), AdmissionRule.service_id, service_ids, RuleFacts)
    groups = by_service(session, _groups(), Group.service_id, service_ids, _cohort)
    partners = by_service(session, pairings(), Pairing.dvpp_id, service_ids, int)
    return {
        row.id: ProgrammeFacts(*row)._replace(
            coverage=coverage.get(row.id, ()),
            admission_rule=rules.get(row.id, (None,))[-1],
            groups=groups.get(row.id, ()),
            partner_ids=partners.get(row.id, ()),
        )
        for row in rows
    }


def places_now(session: Session) -> dict[int, Places]:
    """The places of every programme's groups, now. One statement."""
    return {row[0]: Places(*row[1:]) for row in session.execute(_PLACES).all()}


_PLACES = (
    select(Group.id, Group.places_max - Group.places_taken - Group.places_held, Group.people_waiting)
    .join(Service, Service.id == Group.service_id)
    .where(Service.type == ServiceType.DVPP)
)
"""Asked by every match, so put together once."""

_OF_SERVICE = ProgrammeFacts._fields[: ProgrammeFacts._fields.index("provider_name")]
_OF_GROUP = CohortFacts._fields[: CohortFacts._fields.index("venue")]


def _services() -> Select[*tuple[Any, ...]]:
    columns = (getattr(Service, name) for name in _OF_SERVICE)
    provider = (
        Provider.name.label("provider_name"),
        Provider.accreditation,
        Provider.accreditation_expires_on,
    )
    rows = select(*columns, *provider).join(Provider, Provider.id == Service.provider_id)
    return rows.where(Service.type.in_(MATCHED))


def _coverage() -> Select[*tuple[Any, ...]]:
    columns = (getattr(CoverageArea, name) for name in AreaFacts._fields)
    return _of_matched(select(CoverageArea.service_id, *columns), CoverageArea.service_id).order_by(
        CoverageArea.id
    )


def _rules() -> Select[*tuple[Any, ...]]:
    columns = (getattr(AdmissionRule, name) for name in RuleFacts._fields)
    return select(AdmissionRule.service_id, *columns).order_by(AdmissionRule.version)


def _groups() -> Select[*tuple[Any, ...]]:
    columns = (getattr(Group, name) for name in _OF_GROUP)
    venue = (Venue.name, Venue.has_step_free_access, Venue.lat, Venue.lon)
    rows = select(Group.service_id, *columns, *venue).outerjoin(Venue, Venue.id == Group.venue_id)
    return _of_matched(rows, Group.service_id).order_by(Group.first_session_on, Group.id)


def _of_matched(rows: Select[*tuple[Any, ...]], key: InstrumentedAttribute[int]) -> Select[*tuple[Any, ...]]:
    return rows.join(Service, Service.id == key).where(Service.type.in_(MATCHED))


def _cohort(*values: Any) -> CohortFacts:
    *of_group, venue_name, has_step_free_access, lat, lon = values
    point = None if lat is None or lon is None else Point(lat, lon)
    venue = None if venue_name is None else VenueFacts(venue_name, has_step_free_access, point)
    return CohortFacts(*of_group)._replace(venue=venue)
