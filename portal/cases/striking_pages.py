"""The address at which an order is struck out that does not belong to the case."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from portal.cases import actions, panels, queries
from portal.cases.forms import StrikeOrderForm
from portal.cases.models import Case
from portal.cases.routes import blueprint
from portal.clock import now
from portal.rules.orders import struck


@blueprint.route("/<reference>/orders/<int:number>/strike", methods=["GET", "POST"])
def strike_order(reference: str, number: int) -> ResponseReturnValue:
    """Strike an order out, with a reason that stays with it. The same form sent twice strikes it out once."""
    case = queries.case_to_change(g.person, reference)
    form = StrikeOrderForm()
    out = queries.struck_order_of(case, number)
    if out is not None and form.is_submitted() and form.reason.data == out.struck_reason:
        return _back_to(case)
    order = queries.order_of(case, number)
    resting = panels.resting_on(order)
    if form.validate_on_submit():
        actions.strike_order(order, resting, reason=form.reason.data, by=g.person, at=now())
        return _back_to(case)
    page = render_template(
        "cases/strike_order.html", form=form, case=case, order=order, why=struck.objections(resting)
    )
    return page, 422 if form.errors else 200


def _back_to(case: Case) -> ResponseReturnValue:
    db.session.commit()
    flash("The order is struck out. Nothing is worked out from it any more.", "success")
    return redirect(url_for(".show", reference=case.reference), 303)
