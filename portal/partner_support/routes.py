"""The addresses below /support: for partner-support workers alone."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from directory_data.database import db
from portal.clock import now
from portal.partner_support import actions, queries

blueprint = Blueprint("partner_support", __name__, url_prefix="/support")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The worker's list, what nobody has acknowledged first."""
    return render_template("partner_support/index.html", hand_offs=queries.hand_offs_for(g.person))


@blueprint.get("/<reference>")
def show(reference: str) -> ResponseReturnValue:
    """One person to offer support to."""
    handed = queries.hand_off_for(g.person, reference)
    authority = current_app.extensions["gazetteer"].authority(handed.authority_code)
    return render_template(
        "partner_support/show.html", hand_off=handed, authority=authority, form=FlaskForm()
    )


@blueprint.post("/<reference>/acknowledge")
def acknowledge(reference: str) -> ResponseReturnValue:
    """Say that the hand-off has been read."""
    handed = queries.hand_off_for(g.person, reference)
    actions.acknowledge(handed, by=g.person, at=now())
    db.session.commit()
    flash("You have acknowledged this hand-off.", "success")
    return redirect(url_for(".show", reference=handed.reference), 303)
