"""Until when Cafcass may tell the court how a programme goes, and whether that outlasts the programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from directory_data.vocabulary import ElementType
from portal.rules.orders.facts import (
    Element,
    OrderFacts,
    ProgrammeEstimate,
    is_family_assistance_reporting,
    is_final,
    is_open_activity,
    of_type,
    review_dates,
)

REPORT_LAG = timedelta(days=14)
"""From the last session to the final report (domain, section 3, cover test; 10 working days in section 4)."""

SLACK = timedelta(days=28)
"""Room for missed weeks and bank holidays in the latest safe start (domain, section 3, cover test)."""

USUAL_SESSIONS = 26
LIMITED_TO_A_YEAR = (ElementType.MONITOR_CONTACT, ElementType.FAMILY_ASSISTANCE)


@dataclass(frozen=True, slots=True)
class Cover:
    """The end of monitoring beside the end of the programme and the day of its final report."""

    monitoring_ends_on: date
    programme_ends_on: date

    @property
    def final_report_on(self) -> date:
        """When the provider's final report can be expected."""
        return self.programme_ends_on + REPORT_LAG

    @property
    def gap_weeks(self) -> int:
        """Whole weeks, rounded up, in which nobody may report; 0 when monitoring lasts long enough."""
        return max(0, -((self.monitoring_ends_on - self.final_report_on).days // 7))


def cover(monitoring_ends_on: date | None, programme: ProgrammeEstimate | None) -> Cover | None:
    """The cover test (R8), or None where monitoring has no end or the programme is not known."""
    if monitoring_ends_on is None or programme is None:
        return None
    return Cover(monitoring_ends_on, programme.ends_on)


def latest_safe_start(monitoring_ends_on: date, sessions: int = USUAL_SESSIONS) -> date:
    """The last day on which a programme can begin and be reported on to its end, with four weeks to spare."""
    return monitoring_ends_on - REPORT_LAG - timedelta(weeks=sessions) - SLACK


def begin_by(
    earliest: date | None, court_hears_by: date | None, sessions: int = USUAL_SESSIONS, *, today: date
) -> date | None:
    """The day from which a programme that has not begun is the court's business again; None where nothing is known.

    It is the last start that leaves time for the final report before the court hears back. Where that is too soon to be
    kept, or the court named no day, it is the earliest start with the slack of the cover test.
    """
    latest = latest_safe_start(court_hears_by, sessions) if court_hears_by else None
    if latest is not None and latest >= (earliest or today):
        return latest
    return earliest + SLACK if earliest else None


def monitoring_ends_on(order: OrderFacts) -> date | None:
    """The last day on which Cafcass may report on the programme; None when there is no such day on record.

    After a final order it is the latest date stated for monitoring under s.11G, for a family assistance order that
    directs reports (s.16(6)) and for review hearings. Monitoring of contact (s.11H), and assistance without reports,
    count only where nothing else does, because they do not reach the programme itself (s.11H(4), to be verified).
    While the case goes on the court can ask at any hearing, so there is an end only where the order itself states one.
    """
    if not is_final(order):
        return _stated_while_open(order)
    return max(_may_report_on_programme(order) or _may_report_on_contact(order), default=None)


def _stated_while_open(order: OrderFacts) -> date | None:
    """The last day stated, or heard, where an open case's order ends monitoring of its activity; else None."""
    stated = of_type(order, ElementType.MONITOR_ACTIVITY, ElementType.FAMILY_ASSISTANCE)
    if not is_open_activity(order) or not any(element.ends_on for element in stated):
        return None
    return max(_may_report_on_programme(order), default=None)


def _may_report_on_programme(order: OrderFacts) -> list[date]:
    ends = [element.ends_on for element in of_type(order, ElementType.MONITOR_ACTIVITY) if element.ends_on]
    if is_family_assistance_reporting(order):
        ends += [ends_by(order, element) for element in of_type(order, ElementType.FAMILY_ASSISTANCE)]
    return ends + review_dates(order)


def _may_report_on_contact(order: OrderFacts) -> list[date]:
    if of_type(order, ElementType.MONITOR_ACTIVITY):
        return []
    return [ends_by(order, element) for element in of_type(order, *LIMITED_TO_A_YEAR)]


def ends_by(order: OrderFacts, element: Element) -> date:
    """The stated end of contact monitoring or family assistance, never later than the Act allows."""
    limit = year_limit(order, element)
    return min(element.ends_on or limit, limit)


def year_limit(order: OrderFacts, element: Element) -> date:
    """Twelve months from the start; family assistance runs from the day of the order (ss.11H and 16)."""
    is_assistance = element.type is ElementType.FAMILY_ASSISTANCE
    return a_year_after(order.made_on if is_assistance else element.starts_on or order.made_on)


def a_year_after(day: date) -> date:
    """The same day of the next year; 28 February for 29 February; at the end of time, its last day."""
    if day.year == MAXYEAR:
        return date.max
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
