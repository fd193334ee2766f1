"""The addresses below /cases/<reference>/hearings."""

from __future__ import annotations

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from portal.cases import hearings, queries
from portal.cases.forms import HearingForm
from portal.cases.models import Case, Hearing
from portal.cases.routes import blueprint
from portal.clock import today


@blueprint.route("/<reference>/hearings/new", methods=["GET", "POST"])
def new_hearing(reference: str) -> ResponseReturnValue:
    """Record a hearing, to come or held."""
    case = queries.case_to_change(g.person, reference)
    form = HearingForm()
    if form.check(case, None):
        hearings.add(case, form.held_on.given, form.kind.data, form.outcome.data, today=today())
        return _back_to(case, "The hearing is recorded.")
    return _page(case, form)


@blueprint.route("/<reference>/hearings/<int:hearing_id>", methods=["GET", "POST"])
def edit_hearing(reference: str, hearing_id: int) -> ResponseReturnValue:
    """Move a hearing, or record what came of it."""
    case = queries.case_to_change(g.person, reference)
    hearing = next((each for each in case.hearings if each.id == hearing_id), None) or abort(404)
    form = HearingForm(obj=hearing)
    if form.check(case, hearing):
        hearings.change(
            case, hearing, form.held_on.given, form.kind.data, form.outcome.data or "", today=today()
        )
        return _back_to(case, "The hearing is changed.")
    return _page(case, form, hearing)


def _page(case: Case, form: HearingForm, hearing: Hearing | None = None) -> ResponseReturnValue:
    page = render_template("cases/hearing.html", form=form, case=case, hearing=hearing)
    return page, 422 if form.errors else 200


def _back_to(case: Case, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for(".show", reference=case.reference), 303)
