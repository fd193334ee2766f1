"""Reads of referrals, one set for each side of the wall. What is not this person's is not found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from flask import abort
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload, undefer

from directory_data.database import db
from directory_data.models import Group, Service
from directory_data.vocabulary import Role, Step
from portal.accounts.models import User
from portal.cases import queries as cases
from portal.cases.models import Case, Order
from portal.cases.reading import THE_CASES, OfCase
from portal.referrals.models import (
    Appointment,
    Assessment,
    ChosenSupport,
    Correction,
    DiaryEntry,
    Referral,
    Waiting,
)
from portal.rules import references

IN_A_LIST = (
    joinedload(Referral.case).joinedload(Case.participant),
    joinedload(Referral.case).joinedload(Case.officer),
    joinedload(Referral.service).joinedload(Service.provider),
    joinedload(Referral.group),
)
WHOLE_REFERRAL = (
    *IN_A_LIST,
    joinedload(Referral.group).joinedload(Group.venue),
    joinedload(Referral.case).selectinload(Case.findings),
    joinedload(Referral.order).selectinload(Order.elements),
    selectinload(Referral.diary).options(
        joinedload(DiaryEntry.by), selectinload(DiaryEntry.corrections).joinedload(Correction.by)
    ),
    selectinload(Referral.places),
    selectinload(Referral.waits).selectinload(Waiting.passed_over),
    joinedload(Referral.transferred_from).options(
        joinedload(Referral.service).joinedload(Service.provider), selectinload(Referral.diary)
    ),
)
ASSESSMENTS = (
    joinedload(Referral.diary),
    joinedload(Referral.service).selectinload(Service.admission_rules),
    selectinload(Referral.assessments).options(
        joinedload(Assessment.decided_by),
        selectinload(Assessment.appointments),
        selectinload(Assessment.tools),
        selectinload(Assessment.findings),
    ),
)

REFERRALS = OfCase(
    Referral,
    Referral.case_id.in_(THE_CASES),
    options=(
        joinedload(Referral.service).joinedload(Service.provider),
        joinedload(Referral.group).joinedload(Group.venue),
        joinedload(Referral.diary),
        undefer(Referral.support_due_on),
    ),
    order_by=(Referral.id,),
)
"""The referrals of a case, the oldest first, with all that its page says of them."""


def referrals_of(person: User) -> Sequence[Referral]:
    """The referrals on this person's list, the newest first."""
    wanted = _visible_to(person).options(*IN_A_LIST, joinedload(Referral.diary))
    if person.role is Role.PROGRAMME:
        # Who stands on a register asks for the places too.
        wanted = wanted.options(selectinload(Referral.places))
    return db.session.scalars(wanted.order_by(Referral.id.desc())).unique().all()


def appointments_to_record(referral_ids: Iterable[int]) -> dict[int, date]:
    """The day of the first appointment of each of these referrals of which nobody has said what became of it."""
    first_on = func.min(Appointment.held_on).label("held_on")
    wanted = select(Assessment.referral_id, first_on).join(Assessment.appointments)
    wanted = wanted.where(Assessment.referral_id.in_(list(referral_ids)), Appointment.outcome.is_(None))
    rows = db.session.execute(wanted.group_by(Assessment.referral_id))
    return {row.referral_id: row.held_on for row in rows}


def referral_for(person: User, reference: str) -> Referral:
    """The referral of that reference, or 404 where it is not there or not this person's."""
    meant = references.parse_reference(reference, references.ReferenceKind.REFERRAL)
    wanted = _visible_to(person).where(Referral.reference == meant).options(*WHOLE_REFERRAL)
    return db.session.scalars(wanted).unique().one_or_none() or abort(404)


def case_ids_of(person: User, reference: str) -> Select[int]:
    """The id of the case of that referral, where the referral is this person's to see."""
    meant = references.parse_reference(reference, references.ReferenceKind.REFERRAL)
    return _visible_to(person).where(Referral.reference == meant).with_only_columns(Referral.case_id)


def referral_with_assessment(person: User, reference: str) -> Referral:
    """The same with its assessments and the published rule they are held against."""
    meant = references.parse_reference(reference, references.ReferenceKind.REFERRAL)
    wanted = _visible_to(person).where(Referral.reference == meant).options(*IN_A_LIST, *ASSESSMENTS)
    return db.session.scalars(wanted).unique().one_or_none() or abort(404)


def continued_by(referral: Referral) -> Referral | None:
    """The referral as which a transferred one goes on."""
    sent = Referral.diary.any(DiaryEntry.step == Step.SEND)
    wanted = select(Referral).where(Referral.transferred_from_id == referral.id, sent)
    return db.session.scalars(wanted.order_by(Referral.id).limit(1)).one_or_none()


def support_chosen_for(referral: Referral) -> Sequence[ChosenSupport]:
    """The partner-support services chosen with it: for officers, never for the programme side."""
    wanted = select(ChosenSupport).where(ChosenSupport.referral_id == referral.id)
    return db.session.scalars(wanted.options(joinedload(ChosenSupport.service))).all()


def referrals_of_cases(case_ids: Iterable[int]) -> Sequence[Referral]:
    """Every referral of these cases, the oldest first."""
    wanted = select(Referral).where(Referral.case_id.in_(list(case_ids))).order_by(Referral.id)
    parts = joinedload(Referral.service), joinedload(Referral.diary), undefer(Referral.support_due_on)
    return db.session.scalars(wanted.options(*parts)).unique().all()


def _visible_to(person: User) -> Select[Referral]:
    wanted = select(Referral).join(Referral.case)
    if person.role in (Role.OFFICER, Role.MANAGER):
        return wanted.where(cases.visible_to(person))
    sent = Referral.diary.any(DiaryEntry.step == Step.SEND)
    return wanted.join(Referral.service).where(Service.provider_id == person.provider_id, sent)


def group_of(group_id: int) -> Group:
    """The record of a group that matching offers, with its service."""
    return db.session.scalars(
        select(Group).where(Group.id == group_id).options(joinedload(Group.service))
    ).one()


def support_of(slugs: Sequence[str]) -> list[Service]:
    """The records of these partner-support services, in this sequence; one may stand there twice."""
    found = {each.slug: each for each in db.session.scalars(select(Service).where(Service.slug.in_(slugs)))}
    return [found[slug] for slug in slugs]
