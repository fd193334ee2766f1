"""Reads of changes to listings that are not live yet, or that never became so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload

from directory_data.database import db
from directory_data.listing_vocabulary import Decision, ListingPart
from directory_data.models import Service
from portal.listings.content import PartRecord, part_of
from portal.listings.models import ProposedChange

RETURNED_SHOWN = 20


def open_changes(record: PartRecord) -> Sequence[ProposedChange]:
    """What waits for a decision or for its day, of one part."""
    own = and_(ProposedChange.part == part_of(record), ProposedChange.part_id == record.id)
    return db.session.scalars(_changes().where(own, _is_open()).order_by(ProposedChange.id)).all()


def open_of_service(service: Service) -> Sequence[ProposedChange]:
    """What waits of a service, its groups, and its organisation."""
    group_ids = [group.id for group in service.groups]
    own = or_(
        and_(ProposedChange.part == ListingPart.SERVICE, ProposedChange.part_id == service.id),
        and_(ProposedChange.part == ListingPart.PROVIDER, ProposedChange.part_id == service.provider_id),
        and_(ProposedChange.part == ListingPart.GROUP, ProposedChange.part_id.in_(group_ids)),
    )
    return db.session.scalars(_changes().where(own, _is_open()).order_by(ProposedChange.id)).all()


def open_of_provider(provider_id: int) -> Sequence[ProposedChange]:
    """What waits, of everything that the provider has."""
    own = ProposedChange.provider_id == provider_id
    return db.session.scalars(_changes().where(own, _is_open()).order_by(ProposedChange.id)).all()


def returned_to(provider_id: int) -> Sequence[ProposedChange]:
    """What was returned and not proposed again since, the newest first."""
    later = select(
        ProposedChange.part, ProposedChange.part_id, ProposedChange.field, ProposedChange.id
    ).subquery()
    again = select(later.c.id).where(
        later.c.part == ProposedChange.part,
        later.c.part_id == ProposedChange.part_id,
        later.c.field == ProposedChange.field,
        later.c.id > ProposedChange.id,
    )
    wanted = _changes().where(
        ProposedChange.provider_id == provider_id,
        ProposedChange.decision == Decision.RETURNED,
        ~again.exists(),
    )
    return db.session.scalars(wanted.order_by(ProposedChange.id.desc()).limit(RETURNED_SHOWN)).all()


def waiting() -> Sequence[ProposedChange]:
    """What waits for a directory administrator, the oldest first."""
    return db.session.scalars(_changes().where(_waits()).order_by(ProposedChange.id)).all()


def waiting_of(provider_id: int) -> Sequence[ProposedChange]:
    """What waits for a directory administrator of one provider, the oldest first."""
    own = ProposedChange.provider_id == provider_id
    return db.session.scalars(_changes().where(own, _waits()).order_by(ProposedChange.id)).all()


def due(today: date) -> Sequence[ProposedChange]:
    """What may become live today: its day has come, and whoever had to approve it has."""
    has_come = or_(ProposedChange.starts_on.is_(None), ProposedChange.starts_on <= today)
    may = or_(ProposedChange.needs_approval.is_(False), ProposedChange.decision == Decision.APPROVED)
    wanted = _changes().where(_is_open(), has_come, may).order_by(ProposedChange.starts_on, ProposedChange.id)
    return db.session.scalars(wanted.with_for_update(of=ProposedChange)).all()


def _changes() -> Select[ProposedChange]:
    return select(ProposedChange).options(joinedload(ProposedChange.by))


def _waits() -> ColumnElement[bool]:
    return and_(ProposedChange.needs_approval, ProposedChange.decision.is_(None))


def _is_open() -> ColumnElement[bool]:
    still = or_(ProposedChange.decision.is_(None), ProposedChange.decision == Decision.APPROVED)
    return and_(ProposedChange.live_at.is_(None), still)
