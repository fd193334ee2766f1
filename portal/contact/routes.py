"""The addresses below /cases/<reference>/contact: what holds, what held before, and what has to be looked at again."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from directory_data.risk_vocabulary import ContactPhase
from portal.cases import queries as cases
from portal.clock import now, today
from portal.contact import actions, queries
from portal.contact.forms import ArrangementForm, ReviewForm
from portal.rules import contact

blueprint = Blueprint("contact", __name__, url_prefix="/cases/<reference>/contact")


@blueprint.get("")
def index(reference: str) -> ResponseReturnValue:
    """What holds in each phase, and everything that was decided before."""
    return _page(reference, ReviewForm())


@blueprint.route("/new", methods=["GET", "POST"])
def new(reference: str) -> ResponseReturnValue:
    """Record what was decided about contact."""
    case = cases.case_to_change(g.person, reference)
    asked = request.args.get("phase", "")
    form = ArrangementForm(data={"phase": ContactPhase(asked)} if asked in list(ContactPhase) else None)
    if not form.check():
        return render_template("contact/new.html", form=form, case=case), 422 if form.errors else 200
    if queries.made_by_form(form.form_key.data) is None:
        actions.record(case, form.values(), form_key=form.form_key.data, by=g.person, at=now())
        db.session.commit()
        flash("The arrangement is recorded.", "success")
    return redirect(url_for(".index", reference=case.reference), 303)


@blueprint.post("/review")
def review(reference: str) -> ResponseReturnValue:
    """Record what came of looking at contact again."""
    case = cases.case_for(g.person, reference)
    form = ReviewForm()
    if not form.validate_on_submit():
        return _page(reference, form), 422
    actions.finish_review(case, form.words.data, by=g.person, at=now())
    db.session.commit()
    flash("It is recorded that contact was looked at again.", "success")
    return redirect(url_for(".index", reference=case.reference), 303)


def _page(reference: str, form: ReviewForm) -> str:
    case = cases.case_for(g.person, reference)
    arrangements = queries.arrangements_of([case.id])
    reviews = queries.reviews_of([case.id])
    return render_template(
        "contact/index.html",
        case=case,
        phases=list(ContactPhase),
        holding=contact.holding(arrangements),
        arrangements=arrangements,
        reviews=reviews,
        is_asked=any(each.done_at is None for each in reviews),
        form=form,
        today=today(),
    )
