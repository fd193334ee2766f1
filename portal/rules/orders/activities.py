"""What was ordered and of which service: whether it is an activity at all, and one that can be ordered."""

from __future__ import annotations

import re
from datetime import date

from directory_data.availability import in_full, service_objections
from directory_data.vocabulary import ElementType, ServiceType
from portal.rules.orders.facts import ACTIVITIES, OrderableService, OrderFacts, has, of_type, said

NOT_ORDERABLE = re.compile(r"\bmediation\b(?! information)|\b(psychiatric|medical|clinical)\b", re.IGNORECASE)
"""Words in an activity that section 11A(6) keeps out of an order. Information about mediation can be ordered."""

LIMIT = (
    "A court cannot require anybody to take part in mediation, or to undergo a medical or psychiatric "
    "examination, assessment or treatment."
)
LONGEST_QUOTE = 200


def nothing_ordered(order: OrderFacts) -> list[str]:
    """R0, where there is an order: it requires no activity of anybody."""
    if has(order, *ACTIVITIES, ElementType.OTHER):
        return []
    ended = [
        element.ended_on for element in order.elements if element.type in ACTIVITIES and element.ended_on
    ]
    no_longer = f"has required no activity of anybody since {in_full(max(ended))}." if ended else ""
    return said(order, True, no_longer or "does not require anybody to take part in an activity.")


def by_consent(order: OrderFacts) -> list[str]:
    """R9: something other than an activity direction or an activity condition."""
    is_other = has(order, ElementType.OTHER) and not has(order, *ACTIVITIES)
    if has(order, ElementType.MONITOR_ACTIVITY):
        return said(
            order,
            is_other,
            "asks for monitoring under section 11G, which goes only with an activity direction or an "
            "activity condition.",
        )
    return said(
        order,
        is_other,
        "has no activity direction or activity condition, so section 11G gives Cafcass no power to monitor "
        "what was agreed.",
    )


def service_not_open(service: OrderableService | None, made_on: date, today: date) -> list[str]:
    """R10: closed, paused or out of contract, today or on the day of the order."""
    if service is None:
        return []
    now = service_objections(service, today)
    if now:
        return [f"{service.name} takes no referrals today. {' '.join(now)}"]
    then = service_objections(service, made_on)
    if then:
        day = in_full(made_on)
        return [f"{service.name} took no referrals on {day}, when the order was made. {' '.join(then)}"]
    return []


def not_orderable(order: OrderFacts, service: OrderableService | None) -> list[str]:
    """Section 11A(6): nobody can be ordered into mediation, or into medical or psychiatric treatment."""
    activities = (element.activity.strip() for element in of_type(order, *ACTIVITIES))
    sentences = [
        f"The order requires “{activity[:LONGEST_QUOTE]}”. {LIMIT}"
        for activity in activities
        if NOT_ORDERABLE.search(activity)
    ]
    if service is not None and service.type is ServiceType.MEDIATION_INFORMATION:
        sentences.append(f"{service.name} is about mediation, which a court cannot require of anybody.")
    return sentences
