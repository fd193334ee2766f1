"""The addresses /reports/..., and where a report is begun: below a case or a referral."""

from __future__ import annotations

from collections.abc import Sequence

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from directory_data.database import db
from directory_data.vocabulary import DocumentKind, Role, Step
from portal.cases import queries as cases
from portal.cases.models import Case
from portal.clock import day_of, now, today
from portal.documents.models import Document
from portal.documents.paper import Paper
from portal.programme.on_cases import records_on
from portal.referrals import queries as referrals
from portal.referrals.models import Referral
from portal.reports import actions, facts, papers, queries
from portal.reports.forms import (
    CommentForm,
    CorrectionForm,
    FilingForm,
    ReturnForm,
    SignForm,
    StartForm,
    WordsForm,
)
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
    return render_template(
        "reports/show.html",
        report=report,
        paper=_paper(report),
        form=SignForm(),
        lookalikes=queries.lookalikes_of(report, g.person)
        if report.ready_at and not report.signed_at
        else [],
        is_of_cafcass=g.person.role is not Role.PROGRAMME,
        is_writer=g.person.id in report.writers,
        is_of_programme=report.kind in PROGRAMME_REPORTS,
    )


@blueprint.get(f"{REPORT}.pdf")
def pdf(side: str, reference: str, key: str) -> ResponseReturnValue:
    """The very bytes that were issued."""
    document = queries.report_for(g.person, side, reference, key).document or abort(404)
    return _file(document)


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
    record = facts.record_of(report.referral) if report.referral else None
    offered = record.figures.offered if record else 0
    actions.finish(report, sessions_recorded=offered, by=g.person, at=now())
    return _done(report, "The report waits to be signed by somebody else. They have been told.")


@blueprint.route(f"{REPORT}/return", methods=["GET", "POST"])
def give_back(side: str, reference: str, key: str) -> ResponseReturnValue:
    """Send it back to its author."""
    report = queries.report_for(g.person, side, reference, key)
    form = ReturnForm()
    if form.validate_on_submit():
        actions.give_back(report, form.reason.data, at=now())
        return _done(report, "The report went back to its author.")
    return render_template("reports/give_back.html", report=report, form=form), 422 if form.errors else 200


@blueprint.post(f"{REPORT}/sign")
def sign(side: str, reference: str, key: str) -> ResponseReturnValue:
    """Sign it: from now on it does not change."""
    report = queries.report_for(g.person, side, reference, key)
    checked = [each.checked for each in facts.quoted(report.case)]
    actions.sign(
        report,
        _paper(report),
        checked,
        by=g.person,
        at=now(),
        today=today(),
        is_demonstration=_is_demonstration(),
        mistakable=len(queries.lookalikes_of(report, g.person)),
        is_confirmed=bool(SignForm().is_right_person.data),
    )
    return _done(report, "The report is signed and issued.")


@blueprint.route(f"{REPORT}/correct", methods=["GET", "POST"])
def correct(side: str, reference: str, key: str) -> ResponseReturnValue:
    """Begin the next version of a signed report."""
    report = queries.report_for(g.person, side, reference, key)
    form = CorrectionForm()
    if form.validate_on_submit():
        begun = actions.correct(report, form.reason.data, by=g.person, at=now(), form_key=form.form_key.data)
        db.session.commit()
        return redirect(url_for(".write", **begun.place), 303)
    return render_template("reports/correct.html", report=report, form=form), 422 if form.errors else 200


@blueprint.route(f"{REPORT}/comment", methods=["GET", "POST"])
def comment(side: str, reference: str, key: str) -> ResponseReturnValue:
    """Keep what the person says of the report."""
    report = queries.report_for(g.person, side, reference, key)
    form = CommentForm()
    if form.check(today()):
        actions.comment(report, form.words.data, shown_on=form.shown_on.given, by=g.person, at=now())
        return _done(report, "The comment is kept with the report, as it was given.")
    return render_template("reports/comment.html", report=report, form=form), 422 if form.errors else 200


@blueprint.route(f"{REPORT}/filed", methods=["GET", "POST"])
def filed(side: str, reference: str, key: str) -> ResponseReturnValue:
    """Record when the court got it."""
    report = queries.report_for(g.person, side, reference, key)
    form = FilingForm(obj=report)
    if report.signed_at and form.check(day_of(report.signed_at), today()):
        actions.record_filing(
            report,
            filed_on=form.filed_on.given,
            served_on=form.served_on.data,
            served_to=form.served_to.data or "",
        )
        return _done(report, "The filing is recorded.")
    return render_template("reports/filed.html", report=report, form=form), 422 if form.errors else 200


@blueprint.post("/referrals/<reference>/certificate")
def certify(reference: str) -> ResponseReturnValue:
    """Issue the certificate of completion, and hand it out."""
    referral = referrals.referral_for(g.person, reference)
    record = facts.record_of(referral)
    paper = papers.certificate(referral, record) if record else Paper("", ())
    was_completed = record is not None and referral.entry(Step.COMPLETE) is not None
    document = actions.certify(
        referral,
        paper,
        was_completed=was_completed,
        by=g.person,
        at=now(),
        is_demonstration=_is_demonstration(),
    )
    db.session.commit()
    return _file(document)


def _begun(case: Case, kind: DocumentKind, referral: Referral | None) -> ResponseReturnValue:
    form = StartForm()
    if not form.validate_on_submit():
        abort(400)
    report = actions.start(case, kind, referral=referral, by=g.person, at=now(), form_key=form.form_key.data)
    db.session.commit()
    return redirect(url_for(".write", **report.place), 303)


def _paper(report: Report) -> Paper:
    """The report as it would be issued now."""
    if report.referral and report.kind in PROGRAMME_REPORTS:
        return papers.programme_report(report, report.referral, facts.record_of(report.referral))
    return papers.court_report(
        report,
        findings=facts.quoted(report.case),
        fallen=facts.fallen(report.case),
        events=facts.chronology(report.case, referrals.referrals_of_cases([report.case_id])),
        records=records_on(report.case),
        programme=queries.signed_of_case(report.case),
    )


def _written(report: Report) -> dict[str, str]:
    return {key.replace("-", "_"): words for key, words in report.words.items()} | {
        "revision": str(report.revision)
    }


def _kind(text: str, among: Sequence[DocumentKind]) -> DocumentKind:
    return next((each for each in among if each.value == text), None) or abort(404)


def _done(report: Report, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for(".show", **report.place), 303)


def _file(document: Document) -> Response:
    answer = Response(document.pdf, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="document-{document.digest[:8]}.pdf"'
    return answer


def _is_demonstration() -> bool:
    return bool(current_app.config["SETTINGS"].is_demo)
