"""Every day from the referral to the final report, with the days on which the court looks at the case between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.rules.matching.candidates import CaseNeeds
from portal.rules.orders.final import weeks_words
from portal.rules.orders.monitoring import REPORT_LAG

DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day, what is then done or due, and for a day of the court how it stands to the programme."""

    on: date
    what: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """The days before a programme can start: they are the same for every group."""

    acknowledged_by: date
    first_appointment_by: date
    assessed_by: date


def timeline(
    needs: CaseNeeds, lead: Lead, starts_on: date | None, ends_on: date | None
) -> tuple[Milestone, ...]:
    """The days in their order; those that the provider has to be asked for are left out."""
    report_on = ends_on + REPORT_LAG if ends_on else None
    steps = (
        (needs.refer_on, "Referral"),
        (lead.acknowledged_by, "The provider acknowledges it by"),
        (lead.first_appointment_by, "First appointment by"),
        (lead.assessed_by, "Assessment done by"),
        (starts_on, "The programme starts"),
        (ends_on, "The programme ends"),
        (report_on, "Final report by"),
    )
    found = [Milestone(day, what) for day, what in steps if day]
    found += _court_days(needs, starts_on, report_on)
    return tuple(sorted(found, key=lambda each: each.on))


def _court_days(needs: CaseNeeds, starts_on: date | None, report_on: date | None) -> list[Milestone]:
    days = (
        (needs.next_hearing_on, "Next hearing"),
        (needs.report_due_on, "Report to the court due"),
        (needs.monitoring_ends_on, "Monitoring ends"),
    )
    return [Milestone(day, what, _against(day, starts_on, report_on)) for day, what in days if day]


def _against(day: date, starts_on: date | None, report_on: date | None) -> str:
    """How a day of the court stands to the programme, as far as its dates are known."""
    if starts_on is not None and day < starts_on:
        return f"{_weeks(starts_on, day)} before the programme starts."
    if report_on is not None and day >= report_on:
        return "After the final report."
    if report_on is not None:
        return f"{_weeks(report_on, day)} before the final report: an interim report is what there can be."
    return ""


def _weeks(later: date, earlier: date) -> str:
    weeks = (later - earlier).days // DAYS_IN_WEEK
    return weeks_words(weeks).capitalize() if weeks else "Less than a week"
