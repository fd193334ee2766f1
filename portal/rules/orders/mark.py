"""The mark of an order as it was read: two readings have the same mark where they say the same."""

from __future__ import annotations

import hashlib
import json

from portal.rules.orders.facts import Element, OrderFacts


def mark_of(order: OrderFacts) -> str:
    """SHA-256 of all that the order checker reads in the order, in hexadecimal."""
    said = [
        order.made_on,
        order.stage,
        order.is_sealed_copy_held,
        order.directs_cafcass_to_refer,
        order.includes_suitability_step,
        order.permits_disclosure,
        order.consents_recorded,
        order.review_hearing_on,
        order.report_due_on,
        [_said(element) for element in order.elements],
    ]
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def _said(element: Element) -> list[object]:
    return [
        element.type,
        element.starts_on,
        element.ends_on,
        element.provider_name,
        element.activity,
        element.is_report_directed,
        element.report_due_on,
        # Said only where there is something to say: marks that were kept before these parts were asked still fit.
        *(["disclosure"] if element.permits_disclosure else []),
        *([element.ended_on] if element.ended_on else []),
    ]
