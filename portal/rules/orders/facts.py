"""What the order checker asks of an order, a service and a programme, and how an order is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from directory_data.availability import OpenService, in_full
from directory_data.vocabulary import ElementType, OrderStage, ServiceType


class Element(Protocol):
    """One part of an order, by the provision it is made under."""

    @property
    def type(self) -> ElementType: ...
    @property
    def starts_on(self) -> date | None: ...
    @property
    def ends_on(self) -> date | None: ...
    @property
    def report_due_on(self) -> date | None: ...
    @property
    def subject(self) -> str: ...
    @property
    def provider_name(self) -> str: ...
    @property
    def activity(self) -> str: ...
    @property
    def is_report_directed(self) -> bool: ...
    @property
    def permits_disclosure(self) -> bool: ...
    @property
    def ended_on(self) -> date | None: ...


class OrderFacts(Protocol):
    """A court order as the officer recorded it."""

    @property
    def made_on(self) -> date: ...
    @property
    def stage(self) -> OrderStage: ...
    @property
    def is_sealed_copy_held(self) -> bool: ...
    @property
    def directs_cafcass_to_refer(self) -> bool: ...
    @property
    def includes_suitability_step(self) -> bool: ...
    @property
    def review_hearing_on(self) -> date | None: ...
    @property
    def report_due_on(self) -> date | None: ...
    @property
    def permits_disclosure(self) -> bool: ...
    @property
    def consents_recorded(self) -> bool: ...
    @property
    def elements(self) -> Sequence[Element]: ...
    @property
    def earlier(self) -> Sequence[OrderFacts]: ...


class OrderableService(OpenService, Protocol):
    """The service that a referral would go to."""

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> ServiceType: ...


@dataclass(frozen=True, slots=True)
class ProgrammeEstimate:
    """When the programme is expected to end, and how many weekly sessions it has."""

    ends_on: date
    sessions: int = 26


DIRECTIONS = (ElementType.DIRECTION, ElementType.ENFORCEMENT_DIRECTION)
ACTIVITIES = (*DIRECTIONS, ElementType.CONDITION)


def in_force(order: OrderFacts) -> list[Element]:
    """The elements that still hold. One that lapsed or was discharged counts for nothing; the others stay."""
    return [element for element in order.elements if element.ended_on is None]


def of_type(order: OrderFacts, *types: ElementType) -> list[Element]:
    """The elements in force made under any of these provisions, in the order's own sequence."""
    return [element for element in in_force(order) if element.type in types]


def has(order: OrderFacts, *types: ElementType) -> bool:
    """Whether an element made under any of these provisions is in force."""
    return bool(of_type(order, *types))


def permits_disclosure(order: OrderFacts) -> bool:
    """Whether the order as a whole, or a part of it in force, lets Cafcass give the provider what it needs to know."""
    return order.permits_disclosure or any(element.permits_disclosure for element in in_force(order))


def is_final(order: OrderFacts) -> bool:
    """Whether the court finally disposed of the matter with this order."""
    return order.stage is OrderStage.FINAL


def is_open_activity(order: OrderFacts) -> bool:
    """Whether an activity was ordered, by direction or by condition, and the case goes on."""
    return not is_final(order) and has(order, *ACTIVITIES)


def is_final_condition(order: OrderFacts) -> bool:
    """Whether the order ended the case and made the activity a condition (s.11C Children Act 1989)."""
    return is_final(order) and has(order, ElementType.CONDITION)


def reporting_dates(order: OrderFacts) -> list[date]:
    """Every day on which the court is to hear back, earliest first: reports due and hearings listed."""
    dates = [order.report_due_on, *(element.report_due_on for element in in_force(order))]
    return sorted(day for day in [*dates, *review_dates(order)] if day is not None)


def review_dates(order: OrderFacts) -> list[date]:
    """The review hearings the order lists, earliest first."""
    listed = [element.starts_on or element.ends_on for element in of_type(order, ElementType.REVIEW)]
    return sorted(day for day in [order.review_hearing_on, *listed] if day is not None)


def is_family_assistance_reporting(order: OrderFacts) -> bool:
    """Whether a family assistance order directs the officer to report to the court (s.16(6) Children Act 1989)."""
    return any(
        element.is_report_directed or element.report_due_on is not None
        for element in of_type(order, ElementType.FAMILY_ASSISTANCE)
    )


def said(order: OrderFacts, is_so: bool, rest: str) -> list[str]:
    """Where it is so, the sentence that begins "The order of 4 March 2027"; else none."""
    return [f"The order of {in_full(order.made_on)} {rest}"] if is_so else []
