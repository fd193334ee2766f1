"""The addresses at which a case is closed, opened again, or kept open by an authority, and the list of closed cases."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from directory_data.vocabulary import Role
from portal.cases import closing, panels, queries
from portal.cases.forms import AuthorityForm, ClosingForm, ReopeningForm
from portal.cases.models import Case
from portal.cases.routes import blueprint
from portal.clock import now, today
from portal.rules import closing as rules


@blueprint.get("/closed")
def closed() -> ResponseReturnValue:
    """The closed cases of this officer, or of this manager's area."""
    return render_template("cases/closed.html", cases=queries.closed_cases_of(g.person))


@blueprint.route("/<reference>/close", methods=["GET", "POST"])
def close(reference: str) -> ResponseReturnValue:
    """Close the case, or read why it cannot be closed."""
    case = queries.case_to_change(g.person, reference)
    live = panels.under_way(case)
    form = ClosingForm()
    if g.person.role is not Role.MANAGER or not live:
        del form.decision
    if form.validate_on_submit():
        decision = form.decision.data if form.decision else ""
        closing.close(
            case,
            form.reason.data,
            form.words.data,
            decision or "",
            live,
            by=g.person,
            at=now(),
            today=today(),
        )
        return _back_to(case, "The case is closed. It is on the list of closed cases.")
    why = rules.objections(case, live, today=today())
    page = render_template("cases/close.html", form=form, case=case, why=why)
    return page, 422 if form.errors else 200


@blueprint.route("/<reference>/authority", methods=["GET", "POST"])
def authority(reference: str) -> ResponseReturnValue:
    """Record by what authority Cafcass stays involved."""
    case = queries.case_to_change(g.person, reference)
    form = AuthorityForm()
    if form.check(today()):
        closing.record_authority(case, form.words.data, form.until.given, by=g.person, at=now())
        return _back_to(case, "The authority is recorded.")
    return render_template("cases/authority.html", form=form, case=case), 422 if form.errors else 200


@blueprint.route("/<reference>/reopen", methods=["GET", "POST"])
def reopen(reference: str) -> ResponseReturnValue:
    """Open a closed case again."""
    case = queries.case_for(g.person, reference)
    form = ReopeningForm()
    if form.validate_on_submit():
        closing.reopen(case, form.words.data, by=g.person, at=now())
        return _back_to(case, "The case is open again.")
    return render_template("cases/reopen.html", form=form, case=case), 422 if form.errors else 200


def _back_to(case: Case, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for(".show", reference=case.reference), 303)
