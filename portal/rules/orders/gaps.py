"""What an order has to say for a referral to work (R1), and what is missing when it does not say it (R2)."""

from __future__ import annotations

from datetime import date

from directory_data.availability import in_full
from portal.rules.orders.facts import (
    ACTIVITIES,
    DIRECTIONS,
    OrderFacts,
    has,
    is_final,
    is_final_condition,
    is_open_activity,
    of_type,
    permits_disclosure,
    reporting_dates,
    said,
)


def open_and_whole(order: OrderFacts) -> list[str]:
    """R1: the case goes on and the activity is a direction. What that lacks is for the other rows to say."""
    return said(
        order,
        not is_final(order) and has(order, *DIRECTIONS),
        "keeps the case open, directs Cafcass to refer, begins with an assessment of suitability and says "
        "when the court will hear back.",
    )


def nameless(order: OrderFacts) -> list[str]:
    """R2: section 11A(3) to (5) wants the activity and its provider named."""
    activities = of_type(order, *ACTIVITIES)
    named = {
        "the activity": all(element.activity.strip() for element in activities),
        "the provider": all(element.provider_name.strip() for element in activities),
    }
    missing = [what for what, is_named in named.items() if not is_named]
    return _gap(order, bool(missing), f"does not name {' or '.join(missing)}.")


def not_told_to_refer(order: OrderFacts) -> list[str]:
    """R2: the order tells the person to attend, and Cafcass nothing."""
    return _gap(order, not order.directs_cafcass_to_refer, "does not direct Cafcass to refer.")


def without_assessment(order: OrderFacts) -> list[str]:
    """R2: a programme may refuse somebody, and the order does not foresee it."""
    return _gap(
        order, not order.includes_suitability_step, "does not provide for an assessment of suitability."
    )


def without_report_date(order: OrderFacts, today: date) -> list[str]:
    """R2: no report is due and no hearing listed from today on. After a final order R4 to R8 ask instead."""
    dates = reporting_dates(order)
    is_open = not is_final(order)
    if not dates:
        return _gap(order, is_open, "sets no date for a report and lists no review hearing.")
    passed = f"had the court hear back by {in_full(dates[-1])}, which has passed."
    return _gap(order, is_open and dates[-1] < today, passed)


def without_disclosure(order: OrderFacts) -> list[str]:
    """R2: nothing says that the provider may be told."""
    return _gap(
        order, not permits_disclosure(order), "does not permit Cafcass to pass papers to the provider."
    )


def condition_while_open(order: OrderFacts) -> list[str]:
    """R2: an activity condition although the case goes on."""
    is_condition = not is_final(order) and not has(order, *DIRECTIONS)
    return _gap(order, is_condition, "makes the programme a condition, although the case goes on.")


def without_sealed_copy(order: OrderFacts) -> list[str]:
    """X6: the officer works from a note and not from the order."""
    if order.is_sealed_copy_held:
        return []
    return [f"The sealed copy of the order of {in_full(order.made_on)} is not on file."]


def _gap(order: OrderFacts, is_missing: bool, rest: str) -> list[str]:
    """Gaps are asked of what can still become a referral: an open case, or a final order with a condition.

    Cafcass's letter named the same gaps as the defects of final orders, so a condition is asked for them too.
    """
    return said(order, is_missing and (is_open_activity(order) or is_final_condition(order)), rest)
