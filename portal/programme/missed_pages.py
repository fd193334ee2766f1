"""The address /cases/<reference>/missed-sessions/<referral>: the officer says that missed sessions have been seen."""

from __future__ import annotations

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from portal.cases import queries as cases
from portal.clock import now
from portal.programme import on_cases, seeing
from portal.text_fields import ParagraphField, TypedForm

blueprint = Blueprint("missed", __name__, url_prefix="/cases/<reference>/missed-sessions")


class SeenForm(TypedForm):
    """What the officer makes of it."""

    note = ParagraphField(
        "What do you make of it?",
        required="Write what you make of it, or what you have done",
        description="For example, whom you asked and what they said. Your manager can read it, the programme cannot.",
        longest=2_000,
    )


@blueprint.route("/<referral>", methods=["GET", "POST"])
def see(reference: str, referral: str) -> ResponseReturnValue:
    """Say that the missed sessions have been seen, with a note; until one more is missed they press no longer."""
    case = cases.case_for(g.person, reference)
    found = (each for each in on_cases.records_on(case) if each.referral.reference == referral)
    record = next((each for each in found if each.missed), None) or abort(404)
    form = SeenForm()
    if form.validate_on_submit():
        seeing.see(record.referral.id, record.marks, form.note.data, by=g.person, at=now())
        db.session.commit()
        flash("It is recorded that you have seen the missed sessions.", "success")
        return redirect(url_for("cases.show", reference=case.reference), 303)
    page = render_template("missed/see.html", form=form, case=case, record=record)
    return page, 422 if form.errors else 200
