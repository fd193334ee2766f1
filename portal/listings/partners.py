"""Reads of partner-support services, by which programmes name them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from directory_data.database import db
from directory_data.models import Service
from directory_data.vocabulary import ServiceType


def services_with_slugs(slugs: Iterable[str]) -> Sequence[Service]:
    """The services of these names, whoever's they are."""
    return db.session.scalars(select(Service).where(Service.slug.in_(list(slugs)))).all()


def partner_support() -> Sequence[Service]:
    """Every partner-support service with its provider, by name."""
    wanted = select(Service).where(Service.type == ServiceType.PARTNER_SUPPORT).order_by(Service.name)
    return db.session.scalars(wanted.options(joinedload(Service.provider))).all()
