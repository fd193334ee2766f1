"""Reports on the pages of other rooms: a case's page, and a referral's page as the programme sees it."""

from __future__ import annotations

from typing import Any

from flask import g, request

from directory_data.vocabulary import Role
from portal.accounts.models import User
from portal.cases.models import Case
from portal.cases.panels import Panel
from portal.cases.reading import Records
from portal.reports import queries
from portal.reports.forms import SignForm, StartForm
from portal.rules.report_parts import COURT_REPORTS, PROGRAMME_REPORTS


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
    found = queries.of_referral(person, reference)
    shown = {"reports": found, "report_kinds": PROGRAMME_REPORTS, "report_form": StartForm()}
    return shown | _on_certificate(person, reference)


def _on_certificate(person: User, reference: str) -> dict[str, Any]:
    """The form that issues the certificate, with those who could be mistaken for its person until it is issued."""
    referral = queries.completed_referral(person, reference)
    if referral is None:
        return {}
    is_issued = queries.certificate_of(referral.case, referral) is not None
    others = [] if is_issued else queries.lookalikes_of(referral.case, person)
    return {"certificate_form": SignForm(), "lookalikes": others}
