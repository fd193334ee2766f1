"""Dates in an order that cannot be right, each with the sentence that says what to look at again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from directory_data.availability import in_full
from portal.rules.orders.facts import Element, OrderFacts, of_type
from portal.rules.orders.monitoring import LIMITED_TO_A_YEAR, year_limit

ACTIVITIES_SINCE = date(2008, 12, 8)
"""When sections 11A to 11P of the Children Act 1989 came into force (to be verified)."""


def future_date(order: OrderFacts, today: date) -> list[str]:
    """An order cannot have been made after today."""
    if order.made_on <= today:
        return []
    return [f"The order is dated {in_full(order.made_on)}, which is after today. Check the date."]


def date_before_the_act(order: OrderFacts) -> list[str]:
    """No court could order an activity before the sections were in force."""
    if order.made_on >= ACTIVITIES_SINCE:
        return []
    since = in_full(ACTIVITIES_SINCE)
    return [
        f"The order is dated {in_full(order.made_on)}. Courts have made activity directions since {since} "
        "only."
    ]


def reversed_dates(order: OrderFacts) -> list[str]:
    """Parts that end before they start, and dates to come that lie before the order itself."""
    return [*_parts_that_end_before_they_start(order), *_dates_before_the_order(order)]


def longer_than_a_year(order: OrderFacts) -> list[str]:
    """Monitoring of contact, and family assistance, last for 12 months at most (ss.11H and 16)."""
    return [
        f"{element.type.label}: it is recorded until {in_full(element.ends_on)}. It can last for 12 months "
        f"at most, until {in_full(year_limit(order, element))}, and only that long is counted here."
        for element in of_type(order, *LIMITED_TO_A_YEAR)
        if element.ends_on is not None and element.ends_on > year_limit(order, element)
    ]


def _parts_that_end_before_they_start(order: OrderFacts) -> list[str]:
    return [
        f"{element.type.label}: it ends on {in_full(element.ends_on)}, before it starts on "
        f"{in_full(element.starts_on)}. Check both dates."
        for element in order.elements
        if element.starts_on is not None
        and element.ends_on is not None
        and element.ends_on < element.starts_on
    ]


def _dates_before_the_order(order: OrderFacts) -> list[str]:
    made_on = in_full(order.made_on)
    return [
        f"{what} is {in_full(day)}, before the order was made on {made_on}. Check the date."
        for what, day in _dates_to_come(order)
        if day is not None and day < order.made_on
    ]


def _dates_to_come(order: OrderFacts) -> Iterable[tuple[str, date | None]]:
    yield "The date of the review hearing", order.review_hearing_on
    yield "The date for reporting to the court", order.report_due_on
    for element in order.elements:
        yield from _dates_of_part(element)


def _dates_of_part(element: Element) -> Iterable[tuple[str, date | None]]:
    yield f"{element.type.label}: the end date", element.ends_on
    yield f"{element.type.label}: the date of its report", element.report_due_on
    yield f"{element.type.label}: the day on which it ceased to hold", element.ended_on
