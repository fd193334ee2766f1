"""The final-order problem: who may still report once an order has ended the case, and until when (R3-R8)."""

from __future__ import annotations

from datetime import date

from directory_data.availability import in_full
from directory_data.vocabulary import ElementType
from portal.rules.orders.facts import (
    DIRECTIONS,
    OrderFacts,
    ProgrammeEstimate,
    has,
    is_family_assistance_reporting,
    is_final,
    is_final_condition,
    review_dates,
    said,
)
from portal.rules.orders.monitoring import (
    SLACK,
    USUAL_SESSIONS,
    Cover,
    cover,
    latest_safe_start,
    monitoring_ends_on,
)

ACTIVITY_MONITORING = ElementType.MONITOR_ACTIVITY
CONTACT_MONITORING = ElementType.MONITOR_CONTACT
ASSISTANCE = ElementType.FAMILY_ASSISTANCE


def direction_in_final_order(order: OrderFacts) -> list[str]:
    """R3: section 11A(7) does not allow a direction on the occasion of final disposal."""
    return said(
        order,
        is_final(order) and has(order, *DIRECTIONS),
        "ended the case and made an activity direction. The Children Act does not allow both on the same "
        "occasion.",
    )


def condition_alone(order: OrderFacts) -> list[str]:
    """R4: the final-order problem itself."""
    return said(
        order,
        is_final_condition(order) and not has(order, ACTIVITY_MONITORING, CONTACT_MONITORING, ASSISTANCE),
        "is final, makes the programme a condition and asks nobody to monitor it. Cafcass’s file closes, "
        "and nobody may tell the court what happened.",
    )


def failure_reports_only(order: OrderFacts) -> list[str]:
    """R5: section 11G, with neither reporting family assistance nor a review beside it."""
    silent = " The family assistance order directs no reports." if has(order, ASSISTANCE) else ""
    return said(
        order,
        _is_monitored(order) and not _may_report_progress(order),
        "asks Cafcass to monitor the programme under section 11G. Cafcass could report a failure to attend, "
        f"but not progress or a change in risk.{silent}",
    )


def contact_monitoring_only(order: OrderFacts) -> list[str]:
    """R6: section 11H watches contact with the child."""
    is_all = has(order, CONTACT_MONITORING) and not has(order, ACTIVITY_MONITORING, ASSISTANCE)
    return said(
        order,
        is_final_condition(order) and is_all,
        "asks Cafcass to monitor contact with the child under section 11H. That does not cover the "
        "programme, so nobody may report on it.",
    )


def assistance_without_monitoring(order: OrderFacts) -> list[str]:
    """R6: a family assistance order, but nobody monitors the activity."""
    is_so = has(order, ASSISTANCE) and not has(order, ACTIVITY_MONITORING)
    reports = (
        "" if is_family_assistance_reporting(order) else " It does not direct reports to the court either."
    )
    return said(
        order,
        is_final_condition(order) and is_so,
        f"gives family assistance, but asks nobody to monitor the programme.{reports}",
    )


def final_and_covered(order: OrderFacts) -> list[str]:
    """R7: the programme is monitored, and somebody may report progress."""
    return said(
        order,
        _is_monitored(order) and _may_report_progress(order),
        "is final, asks Cafcass to monitor the programme and gives Cafcass a way to report progress to the "
        "court.",
    )


def without_consents(order: OrderFacts) -> list[str]:
    """R7: family assistance needs the consent of every adult named (section 16)."""
    if order.consents_recorded or not has(order, ASSISTANCE):
        return []
    return [
        "A family assistance order needs the consent of each adult it names. The consents are not recorded."
    ]


def uncovered(order: OrderFacts, programme: ProgrammeEstimate | None, today: date) -> list[str]:
    """R8 after a final order: the cover test. While no programme is chosen, one of the usual length is held against
    today."""
    return _cover_sentences(order, programme, today) if is_final(order) else []


def uncovered_while_open(order: OrderFacts, programme: ProgrammeEstimate | None, today: date) -> list[str]:
    """R8 where the case goes on: monitoring that the order itself ends before the programme does."""
    return [] if is_final(order) else _cover_sentences(order, programme, today)


def gap_in_cover(test: Cover) -> list[str]:
    """Until when Cafcass may report, when the programme ends, and the weeks between; empty where it is covered."""
    if test.gap_weeks == 0:
        return []
    sentence = (
        f"Cafcass may report until {in_full(test.monitoring_ends_on)}. The programme is expected to end on "
        f"{in_full(test.programme_ends_on)} and its final report to follow by "
        f"{in_full(test.final_report_on)}. That leaves a gap of {weeks_words(test.gap_weeks)} in which "
        "nobody may report to the court."
    )
    return [sentence]


def too_late_to_begin(ends_on: date, today: date) -> list[str]:
    """Why no programme of the usual length can begin in time any more."""
    last = latest_safe_start(ends_on)
    if last >= today:
        return []
    sentence = (
        f"Cafcass may report until {in_full(ends_on)}. A programme of {USUAL_SESSIONS} weekly sessions had "
        f"to begin by {in_full(last)} for its final report to arrive in time, with "
        f"{weeks_words(SLACK.days // 7)} to spare."
    )
    return [sentence]


def endless_monitoring(order: OrderFacts) -> list[str]:
    """R8, where it cannot be worked out: monitoring under section 11G without an end date."""
    is_unknown = _is_monitored(order) and monitoring_ends_on(order) is None
    return said(order, is_unknown, "does not say until when Cafcass is asked to monitor the programme.")


def weeks_words(count: int) -> str:
    """A number of weeks as people say it: "one week", "9 weeks"."""
    return "one week" if count == 1 else f"{count} weeks"


def _cover_sentences(order: OrderFacts, programme: ProgrammeEstimate | None, today: date) -> list[str]:
    ends_on = monitoring_ends_on(order)
    if ends_on is None:
        return []
    test = cover(ends_on, programme)
    return too_late_to_begin(ends_on, today) if test is None else gap_in_cover(test)


def _is_monitored(order: OrderFacts) -> bool:
    return is_final_condition(order) and has(order, ACTIVITY_MONITORING)


def _may_report_progress(order: OrderFacts) -> bool:
    return is_family_assistance_reporting(order) or bool(review_dates(order))
