"""Everything that changes a case, its people and its orders."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import update

from directory_data.availability import in_full
from directory_data.database import db
from directory_data.vocabulary import CaseStep, OrderVerdict
from portal.accounts.models import User
from portal.cases import hearings, queries
from portal.cases.forms import Family
from portal.cases.models import (
    Case,
    CaseEntry,
    Hearing,
    Order,
    OrderElement,
    Participant,
    ProtectedPerson,
)
from portal.errors import Refused
from portal.rules import references
from portal.rules.orders import struck as orders_out
from portal.rules.orders.checker import OrderCheck


def take_turn(reference: str, *, by: User) -> None:
    """Hold the case of this reference until the transaction ends, so that whoever comes next finds what came first.

    Only a case that this person may see is held: nobody else can be made to wait by a reference that was guessed.
    """
    meant = references.parse_reference(reference, references.ReferenceKind.CASE)
    db.session.execute(
        update(Case).where(Case.reference == meant, queries.visible_to(by)).values(reference=Case.reference),
        execution_options={"synchronize_session": False},
    )


def open_case(family: Family, *, form_key: str, by: User, at: datetime) -> Case:
    """A new case with its people, held by the officer who opened it."""
    case = Case(
        reference=references.new_reference(references.ReferenceKind.CASE, secrets.choice),
        form_key=form_key,
        officer_id=by.id,
        cafcass_area=by.cafcass_area or "",
        created_at=at,
        court_case_number=family.court_case_number,
        court=family.court,
        court_area=family.court_area,
        next_hearing_on=family.next_hearing_on,
        participant=Participant(**family.participant),
        protected_people=[_protected(family)],
        hearings=[Hearing(held_on=family.next_hearing_on, kind=family.hearing_kind)],
    )
    db.session.add(case)
    return case


def change_case(case: Case, family: Family, *, today: date) -> None:
    """The case as the form says it is now."""
    case.court_case_number = family.court_case_number
    case.court = family.court
    case.court_area = family.court_area
    hearings.move_next(case, family.next_hearing_on, family.hearing_kind, today=today)
    for name, value in family.participant.items():
        setattr(case.participant, name, value)
    person = case.protected_people[0]
    person.authority_code = family.partner_authority
    person.name, person.contact = family.partner_name, family.partner_contact


def record_order(case: Case, values: dict[str, Any], elements: Sequence[dict[str, Any]]) -> Order:
    """A new order of the case; it is the one in force. The same order sent again is the same order."""
    if case.order is not None and _says(case.order, values, elements):
        return case.order
    number = max((order.number for order in case.recorded_orders), default=0) + 1
    order = Order(number=number)
    _write(order, values, elements)
    case.recorded_orders.append(order)
    return order


def change_order(order: Order, values: dict[str, Any], elements: Sequence[dict[str, Any]]) -> None:
    """The order as it was read again. What was accepted of the old reading is no longer accepted."""
    _write(order, values, elements)
    order.accepted_reason = order.accepted_at = order.accepted_by_id = None


def accept_order(order: Order, check: OrderCheck, *, reason: str, by: User, at: datetime) -> None:
    """Take responsibility for referring on an AMBER order; refuses on any other verdict."""
    if check.verdict is not OrderVerdict.AMBER:
        raise Refused([f"Only an order marked “{OrderVerdict.AMBER.label}” can be accepted with a reason."])
    order.accepted_reason = reason
    order.accepted_at = at
    order.accepted_by_id = by.id
    # The order may be read again or replaced: what was decided on it stays to be read.
    words = f"The order of {in_full(order.made_on)}. {reason}"
    order.case.history.append(CaseEntry(step=CaseStep.ORDER_ACCEPTED, words=words, at=at, by_id=by.id))


def strike_order(order: Order, resting: Sequence[str], *, reason: str, by: User, at: datetime) -> None:
    """Take an order away that is not of this case. It stays to be read. Refused while `resting` rests on it."""
    if why := orders_out.objections(resting):
        raise Refused(why)
    order.struck_reason, order.struck_at, order.struck_by_id = reason, at, by.id


def _protected(family: Family) -> ProtectedPerson:
    return ProtectedPerson(
        name=family.partner_name, authority_code=family.partner_authority, contact=family.partner_contact
    )


def _write(order: Order, values: dict[str, Any], elements: Sequence[dict[str, Any]]) -> None:
    for name, value in values.items():
        setattr(order, name, value)
    order.elements = [OrderElement(**element) for element in elements]


def _says(order: Order, values: dict[str, Any], elements: Sequence[dict[str, Any]]) -> bool:
    same_parts = len(order.elements) == len(elements) and all(map(_holds, order.elements, elements))
    return same_parts and _holds(order, values)


def _holds(record: object, values: dict[str, Any]) -> bool:
    return all(getattr(record, name) == value for name, value in values.items())
