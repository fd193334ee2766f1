"""The addresses below /duty: who is on duty in an area, and the manager who names them."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from portal.clock import now, today
from portal.risk import duty
from portal.risk.forms import DutyForm

blueprint = Blueprint("duty", __name__, url_prefix="/duty")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Who is on duty today, and who will be."""
    area, day = g.person.cafcass_area or "", today()
    turns = duty.turns_of(area, day)
    return render_template(
        "duty/index.html", area=area, on_duty=duty.officer_on_duty(area, day), turns=turns, today=day
    )


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Name who is on duty."""
    people = duty.may_be_named(g.person.cafcass_area or "")
    form = DutyForm(data={"from_on": today()})
    form.offer(people)
    if not form.check(today()):
        return render_template("duty/new.html", form=form), 422 if form.errors else 200
    officer = next(person for person in people if str(person.id) == form.officer.data)
    duty.name(officer, form.from_on.given, form.until_on.given, by=g.person, at=now())
    db.session.commit()
    flash(f"{officer.name} is on duty on these days.", "success")
    return redirect(url_for(".index"), 303)
