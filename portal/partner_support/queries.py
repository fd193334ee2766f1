"""Reads of hand-offs. A worker finds those made to services of the worker's own provider, and no others."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from directory_data.database import db
from directory_data.models import Service
from portal.accounts.models import User
from portal.partner_support.models import HandOff
from portal.rules import references


def hand_offs_for(worker: User) -> Sequence[HandOff]:
    """The worker's hand-offs: those nobody has acknowledged first, the oldest on top."""
    wanted = _own(worker).order_by(HandOff.acknowledged_at.is_not(None), HandOff.made_at)
    return db.session.scalars(wanted).all()


def hand_off_for(worker: User, reference: str) -> HandOff:
    """The hand-off of that reference, or 404 where it is not there or not for this worker's provider."""
    meant = references.parse_reference(reference, references.ReferenceKind.SUPPORT)
    wanted = _own(worker).where(HandOff.reference == meant)
    wanted = wanted.options(selectinload(HandOff.news), joinedload(HandOff.acknowledged_by))
    return db.session.scalars(wanted).one_or_none() or abort(404)


def _own(worker: User) -> Select[HandOff]:
    return (
        select(HandOff)
        .join(HandOff.service)
        .where(Service.provider_id == worker.provider_id)
        .options(joinedload(HandOff.service), joinedload(HandOff.officer))
    )
