"""An order as it stands in its form, before anything of it is kept: what the order checker reads while it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from directory_data.vocabulary import ElementType, OrderStage
from portal.cases.models import Case, Order


@dataclass(frozen=True)
class TypedElement:
    """One part of it."""

    type: ElementType
    subject: str
    provider_name: str
    activity: str
    starts_on: date | None
    ends_on: date | None
    is_report_directed: bool
    report_due_on: date | None
    permits_disclosure: bool
    ended_on: date | None


@dataclass(frozen=True)
class TypedOrder:
    """The order, beside those recorded earlier."""

    made_on: date
    stage: OrderStage
    is_sealed_copy_held: bool
    directs_cafcass_to_refer: bool
    includes_suitability_step: bool
    permits_disclosure: bool
    consents_recorded: bool
    review_hearing_on: date | None
    report_due_on: date | None
    elements: tuple[TypedElement, ...]
    earlier: Sequence[Order]


def typed_order(
    values: dict[str, Any], elements: Sequence[dict[str, Any]], case: Case, order: Order | None
) -> TypedOrder:
    """The values of a checked form; `order` is the one that is being corrected, if one is."""
    earlier = case.orders if order is None else order.earlier
    parts = tuple(TypedElement(**_of(TypedElement, element)) for element in elements)
    return TypedOrder(**_of(TypedOrder, values), elements=parts, earlier=tuple(earlier))


def _of(kind: type[Any], values: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {name: value for name, value in values.items() if name in names}
