"""Reports as their writers make them: begun, written, said to be ready, signed."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from directory_data.database import db
from portal.cases.models import Case, Finding
from portal.reports.models import Report
from portal.rules.report_parts import PARTS
from tests.portal.programme.conftest import group_of

INTERIM, FINAL, UPDATE = "interim-report", "final-report", "court-update"


def words_for(kind, **changed):
    known = next(each for each in PARTS if each.value == kind)
    words = {part.key.replace("-", "_"): f"Written under {part.title}." for part in PARTS[known]}
    return {**words, **changed}


def address_of(app, kind) -> str:
    with app.app_context():
        report = db.session.scalars(
            sa.select(Report).where(Report.kind == kind).order_by(Report.id.desc())
        ).first()
        assert report is not None
        side, reference, key = report.place.values()
        return f"/{side}/{reference}/reports/{key}"


def written(client, app, path, kind, **changed):
    """Begin a report, write all of it and say that it is ready; its address."""
    client.submit(client.get(path), button=BUTTONS[kind])
    address = address_of(app, kind)
    client.submit(f"{address}/write", words_for(kind, **changed), button="Save the report")
    client.submit(client.get(address), button="It is ready to be signed")
    return address


BUTTONS = {
    INTERIM: "Write the interim report of the programme",
    FINAL: "Write the final report of the programme",
    UPDATE: "Letter telling the court how the programme went",
}


def refused(client, path) -> bool:
    return client.post(path, data={"csrf_token": client.token()}).status_code == 409


def signed(attending, staff, lead, app, kind=INTERIM, **changed):
    referral, _ = attending
    address = written(staff, app, f"/referrals/{referral}", kind, **changed)
    lead.submit(lead.get(address), button="Sign and issue the report")
    return address


def checked(app, case, on):
    with app.app_context():
        whose = db.session.scalars(sa.select(Case).where(Case.reference == case)).one()
        for finding in db.session.scalars(sa.select(Finding).where(Finding.case_id == whose.id)):
            finding.checked_at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
        db.session.commit()


def corrected(app, staff, referral, how="absent-unauthorised"):
    """Change what the register says of the one session that the person had."""
    register = f"/groups/{group_of(app, referral)}/sessions/1/register"
    minutes = "120" if how == "attended" else ""
    why = "He was taken for another man."
    changed = {f"{referral}-attendance": how, f"{referral}-minutes": minutes, f"{referral}-why": why}
    staff.submit(register, changed, button="Save the register")
    assert "The register is saved" in staff.page.text
