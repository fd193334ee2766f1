"""The addresses below /cases/<reference>/findings: recording, reading, changing and checking what was found."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from directory_data.database import db
from portal.cases import findings, queries
from portal.cases.forms import FindingChangeForm, FindingForm
from portal.cases.models import Case, Finding
from portal.cases.routes import blueprint
from portal.clock import now, today


@blueprint.route("/<reference>/findings/new", methods=["GET", "POST"])
def new_finding(reference: str) -> ResponseReturnValue:
    """Record what was found or admitted."""
    case = queries.case_to_change(g.person, reference)
    form = FindingForm()
    if form.check(case, today()):
        findings.record(case, form.values(), by=g.person, at=now())
        db.session.commit()
        flash("The finding is recorded.", "success")
        return redirect(url_for(".show", reference=case.reference, _anchor="findings"), 303)
    return render_template("cases/new_finding.html", form=form, case=case), 422 if form.errors else 200


@blueprint.get("/<reference>/findings/<int:finding_id>")
def finding(reference: str, finding_id: int) -> ResponseReturnValue:
    """One finding as it stands, and everything that it said before."""
    case = queries.case_for(g.person, reference)
    return render_template("cases/finding.html", case=case, finding=_of(case, finding_id), form=FlaskForm())


@blueprint.route("/<reference>/findings/<int:finding_id>/edit", methods=["GET", "POST"])
def edit_finding(reference: str, finding_id: int) -> ResponseReturnValue:
    """Change a finding. What it said before is kept."""
    case = queries.case_to_change(g.person, reference)
    found = _of(case, finding_id)
    form = FindingChangeForm(obj=found, reason="")
    code = 200
    if form.check(case, today()):
        if findings.change(
            found, form.values(), form.reason.data, number=form.version, by=g.person, at=now()
        ):
            return _done(
                case, found, "The finding is changed. Hold it against its source before it is quoted."
            )
        db.session.rollback()
        form.form_errors, form.number.data, code = [findings.OVERTAKEN], str(found.number), 409
    page = render_template("cases/edit_finding.html", form=form, case=case, finding=found)
    return page, 422 if form.errors and code == 200 else code


@blueprint.post("/<reference>/findings/<int:finding_id>/versions/<int:number>/check")
def check_finding(reference: str, finding_id: int, number: int) -> ResponseReturnValue:
    """Record that somebody held this version of it against its source."""
    case = queries.case_to_change(g.person, reference)
    found = _of(case, finding_id)
    findings.check(found, number=number, by=g.person, at=now())
    return _done(case, found, "It is recorded that you held the finding against its source today.")


def _of(case: Case, finding_id: int) -> Finding:
    return queries.finding_of(case, finding_id)


def _done(case: Case, found: Finding, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for(".finding", reference=case.reference, finding_id=found.id), 303)
