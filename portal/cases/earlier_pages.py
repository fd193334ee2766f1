"""The addresses below /cases/<reference>/earlier: earlier cases that may be about the same person."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from portal.cases import earlier as earlier_cases
from portal.cases import panels, queries
from portal.cases.forms import LinkForm
from portal.cases.routes import blueprint
from portal.clock import now


@blueprint.get("/<reference>/earlier")
def earlier(reference: str) -> ResponseReturnValue:
    """What is alike, and what became of the earlier referrals; of another area only that there is a case."""
    case = queries.case_for(g.person, reference)
    found = earlier_cases.earlier_cases(case, g.person)
    outcomes = panels.outcomes_of([each.case for each in found.own])
    return render_template("cases/earlier.html", case=case, found=found, outcomes=outcomes)


@blueprint.route("/<reference>/earlier/<earlier>", methods=["GET", "POST"])
def link(reference: str, earlier: str) -> ResponseReturnValue:
    """Link the case to an earlier one, after two identifiers of the earlier file."""
    case = queries.case_for(g.person, reference)
    other = earlier_cases.earlier_case_for(case, g.person, earlier)
    form = LinkForm()
    if form.check(other):
        earlier_cases.link(case, other, by=g.person, at=now())
        db.session.commit()
        flash("The two cases are linked. Nothing in either was changed.", "success")
        return redirect(url_for(".earlier", reference=case.reference), 303)
    page = render_template("cases/link.html", form=form, case=case, earlier=other)
    return page, 422 if form.errors else 200
