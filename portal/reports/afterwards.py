"""The addresses of what follows a signature: correction, the person's comment, filing, and the certificate."""

from __future__ import annotations

from flask import current_app, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from directory_data.vocabulary import Role, Step
from portal.clock import day_of, now, today
from portal.documents import handing_out
from portal.documents.paper import Paper
from portal.referrals import queries as referrals
from portal.reports import actions, facts, papers, queries
from portal.reports.forms import CommentForm, CorrectionForm, FilingForm, SignForm
from portal.reports.routes import REPORT, blueprint, done
from portal.rules.report_parts import PROGRAMME_REPORTS


@blueprint.route(f"{REPORT}/correct", methods=["GET", "POST"])
def correct(side: str, reference: str, key: str) -> ResponseReturnValue:
    """Begin the next version of a signed report; what the other side wrote is put right by a request for correction."""
    report = queries.report_for(g.person, side, reference, key)
    if (report.kind in PROGRAMME_REPORTS) is not (g.person.role is Role.PROGRAMME):
        return redirect(url_for("fairness.index", reference=report.case.reference), 303)
    form = CorrectionForm()
    if form.validate_on_submit():
        begun = actions.correct(report, form.reason.data, by=g.person, at=now(), form_key=form.form_key.data)
        db.session.commit()
        return redirect(url_for("reports.write", **begun.place), 303)
    return render_template("reports/correct.html", report=report, form=form), 422 if form.errors else 200


@blueprint.route(f"{REPORT}/comment", methods=["GET", "POST"])
def comment(side: str, reference: str, key: str) -> ResponseReturnValue:
    """Keep what the person says of the report."""
    report = queries.report_for(g.person, side, reference, key)
    form = CommentForm()
    if form.check(day_of(report.signed_at) if report.signed_at else None, today()):
        actions.comment(report, form.words.data, shown_on=form.shown_on.given, by=g.person, at=now())
        return done(report, "The comment is kept with the report, as it was given.")
    return render_template("reports/comment.html", report=report, form=form), 422 if form.errors else 200


@blueprint.route(f"{REPORT}/filed", methods=["GET", "POST"])
def filed(side: str, reference: str, key: str) -> ResponseReturnValue:
    """Record when the court got it."""
    report = queries.report_for(g.person, side, reference, key)
    form = FilingForm(obj=report)
    if report.signed_at and form.check(day_of(report.signed_at), today()):
        actions.record_filing(
            report,
            [each.checked for each in facts.quoted(report.case)],
            facts.changed_since_signed(report),
            filed_on=form.filed_on.given,
            served_on=form.served_on.data,
            served_to=form.served_to.data or "",
        )
        return done(report, "The filing is recorded.")
    return render_template("reports/filed.html", report=report, form=form), 422 if form.errors else 200


@blueprint.post("/referrals/<reference>/certificate")
def certify(reference: str) -> ResponseReturnValue:
    """Issue the certificate of completion, and hand it out."""
    referral = referrals.referral_for(g.person, reference)
    record = facts.record_of(referral, today())
    paper = papers.certificate(referral, record) if record else Paper("", ())
    was_completed = record is not None and referral.entry(Step.COMPLETE) is not None
    document = actions.certify(
        referral,
        paper,
        was_completed=was_completed,
        mistakable=len(queries.lookalikes_of(referral.case, g.person)),
        is_confirmed=bool(SignForm().is_right_person.data),
        by=g.person,
        at=now(),
        is_demonstration=current_app.config["SETTINGS"].is_demo,
    )
    return handing_out.file_of(referral.case, document)
