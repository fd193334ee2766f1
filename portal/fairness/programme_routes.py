"""Corrections as the programme reads them: what in its papers was wrong and what is right, and no more."""

from __future__ import annotations

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from directory_data.database import db
from portal.clock import today
from portal.fairness import actions, queries
from portal.referrals import queries as referrals

blueprint = Blueprint("corrections", __name__, url_prefix="/referrals/<reference>/corrections")


@blueprint.get("")
def index(reference: str) -> ResponseReturnValue:
    """What this programme was told about its papers on a referral."""
    referral = referrals.referral_for(g.person, reference)
    notices = queries.notices_for(g.person, referral.id)
    return render_template("corrections/index.html", referral=referral, notices=notices, form=FlaskForm())


@blueprint.post("/<told>/read")
def read(reference: str, told: str) -> ResponseReturnValue:
    """Confirm for the programme that it has been read."""
    referral = referrals.referral_for(g.person, reference)
    notices = queries.notices_for(g.person, referral.id)
    found = next((each for each in notices if each.key == told), None) or abort(404)
    actions.confirm(found, today(), by=g.person)
    db.session.commit()
    flash("The officer can see that you have read it.", "success")
    return redirect(url_for(".index", reference=referral.reference), 303)
