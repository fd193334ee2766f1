"""What is read from the directory. Each query says all that it loads, in a number of statements that never grows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from directory_data.models import CoverageArea, Group, MeetingPlace, Service
from directory_data.vocabulary import Audience, ServiceStatus, ServiceType

PUBLIC_AUDIENCES = (Audience.PUBLIC, Audience.PROTECTED)
"""A protected listing is found by everybody: its name, telephone number and area, never a place."""

STAFF_AUDIENCES = tuple(Audience)

MOST_ALTERNATIVES = 5


def audiences(*, is_for_staff: bool) -> tuple[Audience, ...]:
    """Whose listings somebody may find. The one place that says so."""
    return STAFF_AUDIENCES if is_for_staff else PUBLIC_AUDIENCES


def visible(*, is_for_staff: bool) -> ColumnElement[bool]:
    """Which listings somebody may find."""
    return Service.audience.in_(audiences(is_for_staff=is_for_staff))


def services_to_index(session: Session, ids: Collection[int] | None = None) -> list[Service]:
    """Every listing, or those with these ids, with what its words are taken from: provider and coverage."""
    rows = select(Service).options(joinedload(Service.provider), selectinload(Service.coverage))
    if ids is not None:
        rows = rows.where(Service.id.in_(ids))
    return list(session.scalars(rows.order_by(Service.id)))


def service_by_slug(session: Session, slug: str, *, is_for_staff: bool = False) -> Service | None:
    """One listing with everything its page shows, or None where there is none to see."""
    return session.scalar(_whole_listing(is_for_staff), {"slug": slug})


@cache
def _whole_listing(is_for_staff: bool) -> Select[Service]:
    """Put together once: it is asked by every page of a listing."""
    return (
        select(Service)
        .where(Service.slug == bindparam("slug"), visible(is_for_staff=is_for_staff))
        .options(
            joinedload(Service.provider),
            _meeting_places(),
            _groups_with_venues(),
            selectinload(Service.coverage),
            selectinload(Service.admission_rules),
            selectinload(Service.partner_services),
        )
    )


def alternatives_to(
    session: Session, service: Service, today: date, *, areas: Collection[str], is_for_staff: bool = False
) -> list[Service]:
    """Listings of the same type that take referrals on that day and state one of these areas, by code."""
    shared = select(CoverageArea.service_id).where(
        CoverageArea.code.in_(areas), CoverageArea.is_excluded.is_(False)
    )
    rows = select(Service).where(
        Service.type == service.type,
        Service.id != service.id,
        _takes_referrals_on(today),
        Service.id.in_(shared),
        visible(is_for_staff=is_for_staff),
    )
    return list(
        session.scalars(
            rows.order_by(Service.name).limit(MOST_ALTERNATIVES).options(joinedload(Service.provider))
        )
    )


def _takes_referrals_on(day: date) -> ColumnElement[bool]:
    """As availability.service_objections, which knows the sentences: open that day, and within its contract."""
    has_reopened = and_(Service.status == ServiceStatus.PAUSED, Service.status_until <= day)
    return and_(
        or_(Service.status == ServiceStatus.OPEN, Service.status_from > day, has_reopened),
        or_(Service.commissioned_from.is_(None), Service.commissioned_from <= day),
        or_(Service.commissioned_until.is_(None), Service.commissioned_until >= day),
    )


def programmes(session: Session) -> list[Service]:
    """Every domestic violence perpetrator programme by name, to choose from: one statement."""
    rows = select(Service).where(Service.type == ServiceType.DVPP).order_by(Service.name, Service.id)
    return list(session.scalars(rows))


def _meeting_places() -> ORMOption:
    return selectinload(Service.meeting_places).joinedload(MeetingPlace.venue)


def _groups_with_venues() -> ORMOption:
    return selectinload(Service.groups).joinedload(Group.venue)
