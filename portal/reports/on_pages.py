"""Reports on the pages of other rooms: a case's page, and a referral's page as the programme sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import g, request

from directory_data.vocabulary import Role
from portal.cases.models import Case
from portal.cases.panels import Panel
from portal.reports import queries
from portal.reports.forms import StartForm
from portal.reports.models import Report
from portal.rules.report_parts import COURT_REPORTS, PROGRAMME_REPORTS
from portal.rules.work_lists import Standing, Urgency


def panel_of(case: Case) -> Panel:
    """The reports on this case, and those that can be begun."""
    found = queries.of_case(case)
    return Panel("reports/_on_case.html", {"reports": found, "kinds": COURT_REPORTS, "form": StartForm()})


def standings_of(cases: Sequence[Case]) -> Mapping[int, Standing]:
    """The cases with a report to the court that waits for a signature."""
    found = queries.to_sign(Report.case_id.in_([case.id for case in cases]), COURT_REPORTS)
    return {each.case_id: _standing(each, is_signer=g.person.role is Role.MANAGER) for each in found}


def of_referrals(ids: Sequence[int]) -> Mapping[int, Standing]:
    """The referrals with a report of the programme that waits for the signature of a second member of its staff."""
    if g.person.role is not Role.PROGRAMME:
        return {}
    found = queries.to_sign(Report.referral_id.in_(ids), PROGRAMME_REPORTS)
    return {each.referral_id: _standing(each, is_signer=True) for each in found if each.referral_id}


def _standing(report: Report, *, is_signer: bool) -> Standing:
    if is_signer and g.person.id not in report.writers:
        return Standing("A report waits for your signature", "yellow", Urgency.NEW)
    return Standing("A report waits to be signed", "blue", Urgency.REST)


def on_referral() -> dict[str, Any]:
    """The programme's reports on the referral whose page is shown to programme staff; nothing for other pages."""
    person = g.get("person")
    if request.endpoint != "referrals.show" or person is None or person.role is not Role.PROGRAMME:
        return {}
    found = queries.of_referral(person, (request.view_args or {}).get("reference", ""))
    return {"reports": found, "report_kinds": PROGRAMME_REPORTS, "report_form": StartForm()}
