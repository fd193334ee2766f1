"""Reads of hand-offs. A worker finds those made to services of the worker's own provider, and no others."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort
from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from directory_data.database import db
from directory_data.models import Service
from directory_data.vocabulary import Role
from portal.accounts.models import User
from portal.cases import queries as cases
from portal.cases.models import Case, ProtectedPerson
from portal.partner_support.models import Consent, HandOff, Opening, PassedOn, SupportEntry
from portal.rules import references

FOR_STANDING = (selectinload(HandOff.news), selectinload(HandOff.entries), selectinload(HandOff.ways))


def hand_offs_for(worker: User) -> Sequence[HandOff]:
    """The worker's hand-offs: those nobody has acknowledged first, the oldest on top."""
    wanted = _own(worker).order_by(HandOff.acknowledged_at.is_not(None), HandOff.made_at)
    return db.session.scalars(wanted.options(*FOR_STANDING)).all()


def hand_off_for(worker: User, reference: str) -> HandOff:
    """The hand-off of that reference, or 404 where it is not there or not for this worker's provider."""
    meant = references.parse_reference(reference, references.ReferenceKind.SUPPORT)
    wanted = _own(worker).where(HandOff.reference == meant)
    wanted = wanted.options(
        selectinload(HandOff.news),
        selectinload(HandOff.ways),
        selectinload(HandOff.entries).joinedload(SupportEntry.by),
        selectinload(HandOff.consents).options(joinedload(Consent.by), selectinload(Consent.passed_on)),
        joinedload(HandOff.acknowledged_by),
    )
    return db.session.scalars(wanted).one_or_none() or abort(404)


def officers_of(handed: HandOff) -> Sequence[int]:
    """Who holds the case behind a hand-off today, by id: to tell them, never to show the case."""
    wanted = select(Case.officer_id).join(ProtectedPerson, ProtectedPerson.case_id == Case.id)
    return db.session.scalars(wanted.where(ProtectedPerson.id == handed.protected_person_id)).all()


def openings_of(handed: HandOff) -> Sequence[Opening]:
    """Who opened this record out of turn, the newest first."""
    wanted = select(Opening).where(Opening.hand_off_id == handed.id).order_by(Opening.id.desc())
    return db.session.scalars(wanted.options(joinedload(Opening.by))).all()


def hand_offs_of(case: Case) -> Sequence[HandOff]:
    """The hand-offs of this case, as its officer may know of them."""
    wanted = select(HandOff).join(ProtectedPerson, ProtectedPerson.id == HandOff.protected_person_id)
    wanted = wanted.where(ProtectedPerson.case_id == case.id).order_by(HandOff.id)
    told = selectinload(HandOff.consents).selectinload(Consent.passed_on).joinedload(PassedOn.by)
    return db.session.scalars(wanted.options(joinedload(HandOff.service), told, *FOR_STANDING)).all()


def opening_by(person: User, case: Case, number: str) -> Opening:
    """That opening of a record of the case by this very person, or 404."""
    wanted = _openings().where(ProtectedPerson.case_id == case.id, Opening.by_id == person.id)
    wanted = wanted.options(joinedload(Opening.hand_off).selectinload(HandOff.ways))
    return db.session.scalars(wanted.where(Opening.number == number)).one_or_none() or abort(404)


def openings_for(manager: User) -> Sequence[tuple[Opening, Case]]:
    """Every opening that is this manager's to know of, with its case: what nobody has looked into first, then the
    newest."""
    rows = db.session.execute(
        _openings()
        .add_columns(Case)
        .where(_is_known_to(manager))
        .order_by(Opening.seen_at.is_not(None), Opening.id.desc())
        .options(joinedload(Opening.by), joinedload(Opening.seen_by), joinedload(Opening.hand_off))
    )
    return [(row[0], row[1]) for row in rows]


def unseen_openings(manager: User) -> Sequence[tuple[Opening, int]]:
    """The openings that this manager has to look into, the oldest first, each with the id of its case."""
    wanted = _openings().add_columns(Case.id).where(_is_known_to(manager), Opening.by_id != manager.id)
    rows = db.session.execute(wanted.where(Opening.seen_at.is_(None)).order_by(Opening.id))
    return [(row[0], row[1]) for row in rows]


def opening_for(manager: User, number: str) -> Opening:
    """That opening, where it is this manager's to know of, or 404."""
    wanted = _openings().where(_is_known_to(manager), Opening.number == number)
    wanted = wanted.options(joinedload(Opening.hand_off))
    return db.session.scalars(wanted).one_or_none() or abort(404)


def _is_known_to(manager: User) -> ColumnElement[bool]:
    """Those of the manager's area, and those of an area that has no other manager to look into them."""
    others = select(User.id).where(User.role == Role.MANAGER, User.active, User.id != Opening.by_id)
    has_another = others.where(User.cafcass_area == Case.cafcass_area).exists()
    return or_(cases.visible_to(manager), ~has_another)


def _openings() -> Select[Opening]:
    return (
        select(Opening)
        .join(HandOff, HandOff.id == Opening.hand_off_id)
        .join(ProtectedPerson, ProtectedPerson.id == HandOff.protected_person_id)
        .join(Case, Case.id == ProtectedPerson.case_id)
    )


def _own(worker: User) -> Select[HandOff]:
    return (
        select(HandOff)
        .join(HandOff.service)
        .where(Service.provider_id == worker.provider_id)
        .options(joinedload(HandOff.service), joinedload(HandOff.officer))
    )
