"""Reports on the pages of other rooms: a case's page, and a referral's page as the programme sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import g, request

from directory_data.vocabulary import Role, Step
from portal.accounts.models import User
from portal.cases.models import Case
from portal.cases.panels import Panel
from portal.cases.reading import Records
from portal.clock import day_of, today
from portal.referrals.models import Referral
from portal.reports import counting, facts, papers, queries
from portal.reports.forms import SignForm, StartForm
from portal.reports.models import Report
from portal.reports.queries import UNSIGNED
from portal.rules.report_parts import COURT_REPORTS, PROGRAMME_REPORTS
from portal.rules.work_lists import Standing, Urgency


def panel_of(_case: Case, records: Records) -> Panel:
    """The reports on this case, and those that can be begun."""
    found = records[queries.REPORTS]
    return Panel("reports/_on_case.html", {"reports": found, "kinds": COURT_REPORTS, "form": StartForm()})


def on_referral() -> dict[str, Any]:
    """The programme's reports on the referral whose page is shown to programme staff; nothing for other pages."""
    person = g.get("person")
    if request.endpoint != "referrals.show" or person is None or person.role is not Role.PROGRAMME:
        return {}
    reference = (request.view_args or {}).get("reference", "")
    referral, found = queries.of_referral(person, reference)
    shown = {"reports": found, "report_kinds": PROGRAMME_REPORTS, "report_form": StartForm()}
    return shown | (_on_certificate(person, referral) if referral and referral.entry(Step.COMPLETE) else {})


def _on_certificate(person: User, referral: Referral) -> dict[str, Any]:
    """The form that issues the certificate, with those who could be mistaken for its person until it is issued; and
    the version that has to be issued anew."""
    issued = queries.certificate_of(referral.case, referral)
    record = facts.record_of(referral, today())
    is_old = bool(issued and record and counting.is_overtaken(issued, papers.certificate(referral, record)))
    others = [] if issued and not is_old else queries.lookalikes_of(referral.case, person)
    return {
        "certificate_form": SignForm(),
        "lookalikes": others,
        "old_certificate": issued if is_old else None,
    }


def standings_of(_cases: Sequence[Case], records: Records) -> Mapping[int, Standing]:
    """The cases with a report to the court that waits for this reader: to be signed, or to be written again."""
    waiting = (
        (each.case_id, _waits_for(each, is_signer=g.person.role is Role.MANAGER))
        for each in records[UNSIGNED]
    )
    return {case_id: standing for case_id, standing in waiting if standing}


def of_referrals(ids: Sequence[int]) -> Mapping[int, Standing]:
    """The referrals with a report of the programme that waits for this reader."""
    if g.person.role is not Role.PROGRAMME:
        return {}
    reports = queries.unsigned_of_referrals(g.person, ids)
    waiting = ((each.referral_id, _waits_for(each, is_signer=True)) for each in reports)
    return {key: standing for key, standing in waiting if key and standing}


def _waits_for(report: Report, *, is_signer: bool) -> Standing | None:
    if report.ready_at and is_signer and g.person.id not in report.writers:
        return Standing("Read and sign a report", "yellow", Urgency.SOON, day_of(report.ready_at))
    if report.returned_reason and not report.ready_at and g.person.id == report.author_id:
        return Standing("A report came back to you", "yellow", Urgency.SOON)
    return None
