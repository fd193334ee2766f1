"""Reads of cases. What is not this person's is not found."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from directory_data.database import db
from directory_data.vocabulary import Role
from portal.accounts.models import User
from portal.cases.models import Case, CaseEntry, Finding, FindingVersion, Order
from portal.errors import Refused
from portal.rules import closing, references

FOR_MATCHING = (
    joinedload(Case.participant),
    joinedload(Case.officer),
    joinedload(Case.protected_people),
    joinedload(Case.hearings),
    selectinload(Case.recorded_orders).joinedload(Order.elements),
)
WHOLE_CASE = (
    *FOR_MATCHING,
    joinedload(Case.findings),
)
WITH_HEARINGS_AND_HISTORY = (
    *WHOLE_CASE,
    selectinload(Case.history).joinedload(CaseEntry.by),
    selectinload(Case.recorded_orders).joinedload(Order.accepted_by),
    selectinload(Case.recorded_orders).joinedload(Order.struck_by),
)


def visible_to(person: User) -> ColumnElement[bool]:
    """An officer's own cases; for a manager, those of the area."""
    if person.role is Role.MANAGER:
        return Case.cafcass_area == person.cafcass_area
    return Case.officer_id == person.id


def cases_of(person: User) -> Sequence[Case]:
    """The open cases on this person's list, the next hearing first."""
    return db.session.scalars(_OPEN.where(visible_to(person))).unique().all()


_OPEN = (
    select(Case)
    .where(Case.closed_at.is_(None))
    .order_by(Case.next_hearing_on, Case.reference)
    .options(
        joinedload(Case.participant),
        joinedload(Case.officer),
        joinedload(Case.recorded_orders).joinedload(Order.elements),
    )
)
"""Asked by every list of cases, so put together once."""


def closed_cases_of(person: User) -> Sequence[Case]:
    """The closed cases that this person may see, the last one closed first."""
    wanted = select(Case).where(visible_to(person), Case.closed_at.is_not(None))
    return db.session.scalars(
        wanted.order_by(Case.closed_at.desc(), Case.reference).options(
            joinedload(Case.participant), joinedload(Case.officer)
        )
    ).all()


def case_for(person: User, reference: str, what: Sequence[ORMOption] = WHOLE_CASE) -> Case:
    """The case of that reference with what its page shows, or 404 where it is not there or not this person's."""
    meant = references.parse_reference(reference, references.ReferenceKind.CASE)
    wanted = select(Case).where(Case.reference == meant, visible_to(person))
    return db.session.scalars(wanted.options(*what)).unique().one_or_none() or abort(404)


def case_to_change(person: User, reference: str) -> Case:
    """The whole case, or 404; Refused where it is closed."""
    case = case_for(person, reference, WITH_HEARINGS_AND_HISTORY)
    if why := closing.change_objections(case):
        raise Refused(why)
    return case


def case_of_reference(reference: str) -> Case | None:
    """Any case of that reference, whoever holds it: to name it, never to show it."""
    return db.session.scalars(select(Case).where(Case.reference == reference)).one_or_none()


def order_of(case: Case, number: int) -> Order:
    """That order of the case, or 404; one that was struck out can be read on the case and nothing else."""
    return next((order for order in case.orders if order.number == number), None) or abort(404)


def struck_order_of(case: Case, number: int) -> Order | None:
    """The order of that number that was struck out, or None."""
    return next((order for order in case.struck_orders if order.number == number), None)


def finding_of(case: Case, finding_id: int) -> Finding:
    """That finding of the case with its earlier versions and those who wrote and checked them, or 404."""
    wanted = select(Finding).where(Finding.id == finding_id, Finding.case_id == case.id)
    wanted = wanted.options(
        joinedload(Finding.recorded_by),
        joinedload(Finding.checked_by),
        selectinload(Finding.earlier).options(
            joinedload(FindingVersion.recorded_by), joinedload(FindingVersion.checked_by)
        ),
    ).execution_options(populate_existing=True)
    return db.session.scalars(wanted).one_or_none() or abort(404)


def case_made_by_form(form_key: str, person: User) -> Case | None:
    """The case that this very form has already made for this person."""
    wanted = select(Case).where(Case.form_key == form_key, Case.officer_id == person.id)
    return db.session.scalars(wanted).one_or_none()
