"""The addresses of a report until it is ready to be signed: it is begun, read and written."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from directory_data.vocabulary import DocumentKind, Role
from portal.cases import queries as cases
from portal.cases.models import Case
from portal.clock import now, today
from portal.documents import handing_out
from portal.referrals import queries as referrals
from portal.referrals.models import Referral
from portal.reports import actions, facts, queries
from portal.reports.assembling import paper_of
from portal.reports.forms import SignForm, StartForm, WordsForm
from portal.reports.models import Report
from portal.rules.report_parts import COURT_REPORTS, PROGRAMME_REPORTS

blueprint = Blueprint("reports", __name__)

REPORT = "/<any(cases, referrals):side>/<reference>/reports/<key>"
"""A report stands below what it is about: the programme's below a referral, those to the court below a case."""


@blueprint.post("/referrals/<reference>/reports/new/<kind>")
def begin(reference: str, kind: str) -> ResponseReturnValue:
    """Begin a report of the programme."""
    referral = referrals.referral_for(g.person, reference)
    return _begun(referral.case, _kind(kind, PROGRAMME_REPORTS), referral)


@blueprint.post("/cases/<reference>/reports/new/<kind>")
def begin_for_court(reference: str, kind: str) -> ResponseReturnValue:
    """Begin a report to the court."""
    case = cases.case_to_change(g.person, reference)
    return _begun(case, _kind(kind, COURT_REPORTS), None)


@blueprint.get(f"{REPORT}")
def show(side: str, reference: str, key: str) -> ResponseReturnValue:
    """A report as it stands, with what may be done next."""
    report = queries.report_for(g.person, side, reference, key)
    paper = paper_of(report)
    return render_template(
        "reports/show.html",
        report=report,
        paper=paper,
        form=SignForm(data={"read": paper.digest}),
        has_changed=bool(report.signed_at and not report.filed_on and facts.changed_since_signed(report)),
        lookalikes=queries.lookalikes_of(report.case, g.person)
        if report.ready_at and not report.signed_at
        else [],
        is_of_cafcass=g.person.role is not Role.PROGRAMME,
        is_writer=g.person.id in report.writers,
        is_of_programme=report.kind in PROGRAMME_REPORTS,
    )


@blueprint.get(f"{REPORT}.pdf")
def pdf(side: str, reference: str, key: str) -> ResponseReturnValue:
    """The very bytes that were issued."""
    report = queries.report_for(g.person, side, reference, key)
    return handing_out.file_of(report.case, report.document or abort(404))


@blueprint.route(f"{REPORT}/write", methods=["GET", "POST"])
def write(side: str, reference: str, key: str) -> ResponseReturnValue:
    """Write the report; each save is kept, and a second writer is told."""
    report = queries.report_for(g.person, side, reference, key)
    if report.signed_at and request.method == "GET":
        return redirect(url_for(".show", **report.place))
    form = WordsForm.of(report.kind)(data=_written(report))
    code = 200
    if form.check(report):
        if actions.write(report, form.words(report.kind), revision=form.revision.data or "", by=g.person):
            db.session.commit()
            flash("The report is saved.", "success")
            return redirect(url_for(".show", **report.place), 303)
        db.session.rollback()
        form.form_errors = [actions.OVERTAKEN]
        form.revision.data = str(report.revision)
        code = 409
    return render_template(
        "reports/write.html", report=report, form=form
    ), 422 if form.errors and code == 200 else code


@blueprint.post(f"{REPORT}/finish")
def finish(side: str, reference: str, key: str) -> ResponseReturnValue:
    """Say that it is ready to be signed."""
    report = queries.report_for(g.person, side, reference, key)
    record = facts.record_of(report.referral, today()) if report.referral else None
    offered = record.figures.offered if record else 0
    status = report.referral.status if report.referral else None
    actions.finish(report, sessions_recorded=offered, status=status, by=g.person, at=now())
    return done(report, "The report waits to be signed by somebody else. They have been told.")


def _begun(case: Case, kind: DocumentKind, referral: Referral | None) -> ResponseReturnValue:
    form = StartForm()
    if not form.validate_on_submit():
        abort(400)
    report = actions.start(case, kind, referral=referral, by=g.person, at=now(), form_key=form.form_key.data)
    db.session.commit()
    return redirect(url_for(".write", **report.place), 303)


def _written(report: Report) -> dict[str, str]:
    return {key.replace("-", "_"): words for key, words in report.words.items()} | {
        "revision": str(report.revision)
    }


def _kind(text: str, among: Sequence[DocumentKind]) -> DocumentKind:
    return next((each for each in among if each.value == text), None) or abort(404)


def done(report: Report, words: str) -> ResponseReturnValue:
    """Keep what was done, say so, and show the report."""
    db.session.commit()
    flash(words, "success")
    return redirect(url_for(".show", **report.place), 303)
