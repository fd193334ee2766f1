"""What a search must know of every listing that could answer it, as plain rows: records cost ten times as much."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, or_, select
from sqlalchemy.orm import Session

from directory_data.models import CoverageArea, Group, MeetingPlace, Service, Venue
from directory_data.queries import visible
from directory_data.vocabulary import AreaKind, Audience, ServiceType

Facts = Sequence[Row[*tuple[Any, ...]]]
"""Plain rows, read by the names of their columns."""


@dataclass(frozen=True)
class Box:
    """A rectangle in degrees (WGS84) that holds everything near enough to be shown."""

    south: float
    north: float
    west: float
    east: float


@dataclass(frozen=True)
class Findable:
    """Which listings a search looks at. With `areas`, only those that state one of them, state a radius, state
    nothing, or can be met within the box: no other can serve the place or be near it. `among`: only of these ids."""

    is_for_staff: bool
    type: ServiceType | None = None
    areas: Mapping[AreaKind, Collection[str]] | None = None
    box: Box | None = None
    among: Collection[int] | None = None

    @cached_property
    def ids(self) -> Select[int]:
        """The listings' ids, as a subquery."""
        ids = select(Service.id).where(visible(is_for_staff=self.is_for_staff))
        if self.type is not None:
            ids = ids.where(Service.type == self.type)
        if self.among is not None:
            ids = ids.where(Service.id.in_(self.among))
        return ids if self.areas is None else ids.where(or_(*self._may_be_shown(self.areas)))

    def _may_be_shown(self, areas: Mapping[AreaKind, Collection[str]]) -> Iterator[ColumnElement[bool]]:
        stated = [
            and_(CoverageArea.kind == kind, CoverageArea.code.in_(codes)) for kind, codes in areas.items()
        ]
        touching = or_(CoverageArea.kind == AreaKind.RADIUS, *stated)
        yield Service.id.in_(select(CoverageArea.service_id).where(touching))
        yield ~exists().where(CoverageArea.service_id == Service.id, CoverageArea.is_excluded.is_(False))
        if self.box is not None:
            within = select(Venue.id).where(_is_published(), _is_in(self.box))
            held = select(MeetingPlace.service_id).where(MeetingPlace.venue_id.in_(within))
            yield Service.id.in_(held)
            meeting = select(Group.service_id).where(Group.venue_id.in_(within))
            yield and_(Service.id.in_(meeting), ~_is_protected())


def service_facts(session: Session, findable: Findable) -> Facts:
    """id, name, type, audience, languages and the status columns."""
    columns = (
        Service.id,
        Service.name,
        Service.type,
        Service.audience,
        Service.languages,
        Service.status,
        Service.status_from,
        Service.status_until,
        Service.commissioned_from,
        Service.commissioned_until,
    )
    rows = select(*columns).where(Service.id.in_(findable.ids))
    return session.execute(rows.order_by(Service.name, Service.id)).all()


def meeting_facts(session: Session, findable: Findable) -> Facts:
    """service_id, whether a venue is step-free, and its `lat` and `lon` where its address is published: a row for
    each venue of each service."""
    columns = (MeetingPlace.service_id, Venue.has_step_free_access, *_published_position())
    rows = select(*columns).join(Venue, Venue.id == MeetingPlace.venue_id)
    return session.execute(rows.where(MeetingPlace.service_id.in_(findable.ids))).all()


def group_facts(session: Session, findable: Findable) -> Facts:
    """service_id, a group's days, dates, language and places, and `lat`, `lon` where its address is published."""
    columns = (
        Group.service_id,
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
        (Group.places_max - Group.places_taken - Group.places_held).label("places_free"),
        Venue.has_step_free_access,
        *_published_position(~_is_protected()),
    )
    rows = select(*columns).outerjoin(Venue, Venue.id == Group.venue_id)
    rows = rows.join(Service, Service.id == Group.service_id)
    return session.execute(rows.where(Group.service_id.in_(findable.ids))).all()


def coverage_lines(session: Session, findable: Findable) -> Facts:
    """service_id and everything that a coverage rule holds."""
    columns = (
        CoverageArea.service_id,
        CoverageArea.kind,
        CoverageArea.code,
        CoverageArea.lat,
        CoverageArea.lon,
        CoverageArea.miles,
        CoverageArea.is_excluded,
    )
    rows = select(*columns).where(CoverageArea.service_id.in_(findable.ids))
    return session.execute(rows.order_by(CoverageArea.id)).all()


def _published_position(*conditions: ColumnElement[bool]) -> tuple[ColumnElement[Any], ...]:
    """`lat` and `lon`, empty where they must not be known."""
    may_be_known = and_(_is_published(), *conditions)
    return case((may_be_known, Venue.lat)).label("lat"), case((may_be_known, Venue.lon)).label("lon")


def _is_published() -> ColumnElement[bool]:
    """Whether a public page may measure from it; nothing of a withheld address takes part in a search."""
    return and_(Venue.is_address_withheld.is_(False), Venue.lat.is_not(None))


def _is_protected() -> ColumnElement[bool]:
    """As Service.is_protected: no place of it is ever known to a search."""
    return or_(Service.audience == Audience.PROTECTED, Service.type == ServiceType.PARTNER_SUPPORT)


def _is_in(box: Box) -> ColumnElement[bool]:
    return and_(Venue.lat.between(box.south, box.north), Venue.lon.between(box.west, box.east))
