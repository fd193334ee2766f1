"""The addresses of a report that waits to be signed: a second person signs it or sends it back."""

from __future__ import annotations

from flask import current_app, g, render_template
from flask.typing import ResponseReturnValue

from portal.clock import now, today
from portal.reports import actions, facts, queries
from portal.reports.assembling import naming_of, paper_of
from portal.reports.forms import ReturnForm, SignForm
from portal.reports.routes import REPORT, blueprint, done


@blueprint.route(f"{REPORT}/return", methods=["GET", "POST"])
def give_back(side: str, reference: str, key: str) -> ResponseReturnValue:
    """Send it back to its author."""
    report = queries.report_for(g.person, side, reference, key)
    form = ReturnForm()
    if form.validate_on_submit():
        actions.give_back(report, form.reason.data, at=now())
        return done(report, "The report went back to its author.")
    return render_template("reports/give_back.html", report=report, form=form), 422 if form.errors else 200


@blueprint.post(f"{REPORT}/sign")
def sign(side: str, reference: str, key: str) -> ResponseReturnValue:
    """Sign it: from now on it does not change."""
    report = queries.report_for(g.person, side, reference, key)
    form = SignForm()
    checked = [each.checked for each in facts.quoted(report.case)]
    actions.sign(
        report,
        paper_of(report),
        checked,
        by=g.person,
        at=now(),
        today=today(),
        is_demonstration=current_app.config["SETTINGS"].is_demo,
        read=form.read.data or "",
        naming=naming_of(report),
        mistakable=len(queries.lookalikes_of(report.case, g.person)),
        is_confirmed=bool(form.is_right_person.data),
    )
    return done(report, "The report is signed and issued.")
