"""The address /cases/<reference>/officer, at which a manager gives a case to another officer."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from portal.cases import queries as cases
from portal.clock import now
from portal.oversight import handing_over, queries
from portal.oversight.forms import OfficerForm
from portal.oversight.routes import blueprint


@blueprint.route("/cases/<reference>/officer", methods=["GET", "POST"])
def give(reference: str) -> ResponseReturnValue:
    """Give a case to another officer, alone or with every other open case of the one who held it."""
    case = cases.case_to_change(g.person, reference)
    officers = queries.colleagues_of(case.officer, case.cafcass_area)
    others = queries.other_open_cases(case)
    form = OfficerForm().offer(officers, others=len(others), former=case.officer)
    if not form.validate_on_submit():
        page = render_template("oversight/give.html", form=form, case=case, officers=officers)
        return page, 422 if form.errors else 200
    officer = next(each for each in officers if str(each.id) == form.officer.data)
    given = [case, *(others if form.takes_all else ())]
    handing_over.give(given, officer, form.words.data, by=g.person, at=now())
    db.session.commit()
    flash(
        f"{officer.name} holds {'this case' if len(given) == 1 else f'these {len(given)} cases'} now.",
        "success",
    )
    return redirect(url_for("cases.show", reference=case.reference), 303)
