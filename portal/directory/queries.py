"""What the public pages read besides the search and single listings."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from directory_data.models import Group, MeetingPlace, Service
from directory_data.queries import visible
from directory_data.vocabulary import ServiceType


def services_with_slugs(
    session: Session,
    slugs: Sequence[str],
    *,
    is_for_staff: bool,
    types_left_out: Collection[ServiceType] = (),
) -> list[Service]:
    """The listings with these addresses that the reader may see, in the order asked, with all that is compared."""
    if not slugs:
        return []
    rows = select(Service).where(Service.slug.in_(slugs), visible(is_for_staff=is_for_staff))
    rows = rows.where(Service.type.not_in(types_left_out)) if types_left_out else rows
    found = session.scalars(
        rows.options(
            joinedload(Service.provider),
            selectinload(Service.meeting_places).joinedload(MeetingPlace.venue),
            selectinload(Service.coverage),
            selectinload(Service.groups).joinedload(Group.venue),
        )
    )
    by_slug = {service.slug: service for service in found}
    return [by_slug[slug] for slug in slugs if slug in by_slug]
