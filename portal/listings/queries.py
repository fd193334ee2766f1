"""Reads of a provider's own listings. What is another provider's is not found."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from directory_data.database import db
from directory_data.models import Group, Service
from portal.accounts.models import User


def services_of(person: User) -> Sequence[Service]:
    """The provider's services with their groups, by name."""
    wanted = select(Service).where(Service.provider_id == person.provider_id).order_by(Service.name)
    return db.session.scalars(wanted.options(selectinload(Service.groups))).all()


def service_for(person: User, slug: str) -> Service:
    """The provider's service of that name in the address, or 404."""
    wanted = select(Service).where(Service.slug == slug, Service.provider_id == person.provider_id)
    wanted = wanted.options(
        selectinload(Service.groups).joinedload(Group.venue), joinedload(Service.provider)
    )
    return db.session.scalars(wanted).one_or_none() or abort(404)


def group_of(service: Service, group_id: int) -> Group:
    """That group of the service, or 404."""
    return next((group for group in service.groups if group.id == group_id), None) or abort(404)
