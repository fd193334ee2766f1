"""The addresses of complaints about a case, below /cases/<reference>/complaints."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from portal.cases import queries as cases
from portal.cases.models import Case
from portal.clock import now, today
from portal.fairness import complaining, queries
from portal.fairness.forms import ComplaintForm, EntryForm

blueprint = Blueprint("complaints", __name__, url_prefix="/cases/<reference>/complaints")


@blueprint.route("/new", methods=["GET", "POST"])
def new(reference: str) -> ResponseReturnValue:
    """Record a complaint."""
    case = cases.case_for(g.person, reference)
    form = ComplaintForm()
    if not form.check(today()):
        return render_template("complaints/new.html", case=case, form=form), 422 if form.errors else 200
    said = (form.sender.data, form.words.data, form.received_on.given)
    made = complaining.complain(case, *said, form_key=form.form_key.data, by=g.person, at=now())
    return _to_complaint(case, made.key, "The complaint is recorded.")


@blueprint.route("/<key>", methods=["GET", "POST"])
def show(reference: str, key: str) -> ResponseReturnValue:
    """One complaint with all that was added; more can be added at every stage."""
    case = cases.case_for(g.person, reference)
    found = queries.complaint_of(case, key)
    form = EntryForm()
    if form.check(today()):
        said = (form.step.data, form.words.data, form.on.given)
        complaining.add_entry(found, *said, form_key=form.form_key.data, by=g.person, at=now())
        return _to_complaint(case, key, "It is added to the complaint.")
    page = render_template("complaints/show.html", case=case, complaint=found, form=form, today=today())
    return page, 422 if form.errors else 200


def _to_complaint(case: Case, key: str, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for(".show", reference=case.reference, key=key), 303)
