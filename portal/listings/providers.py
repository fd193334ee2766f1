"""Reads of organisations, whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from directory_data.database import db
from directory_data.models import Provider


def with_ids(ids: Iterable[int]) -> Sequence[Provider]:
    """The organisations with these ids, by name."""
    return db.session.scalars(
        select(Provider).where(Provider.id.in_(list(ids))).order_by(Provider.name)
    ).all()


def all_by_name() -> Sequence[Provider]:
    """Every organisation, by name."""
    return db.session.scalars(select(Provider).order_by(Provider.name)).all()


def called(slug: str) -> Provider | None:
    """The organisation of that name in the address."""
    return db.session.scalars(select(Provider).where(Provider.slug == slug)).one_or_none()
