"""The addresses below /support: for partner-support workers alone."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from directory_data.database import db
from portal.cases import panels
from portal.clock import now
from portal.partner_support import actions, queries
from portal.partner_support.models import HandOff
from portal.rules.work_lists import Standing, Urgency, asked_of, row_of, work_list

blueprint = Blueprint("partner_support", __name__, url_prefix="/support")

HINTS = {
    Urgency.RISK: "Somebody reported a change in risk. Read these before you make contact with anybody.",
    Urgency.OVERDUE: "A day has passed. Who has waited longest stands on top.",
    Urgency.SOON: "These are yours to do, and the day is near.",
    Urgency.NEW: "Read and acknowledge each one. Who has waited longest stands on top.",
    Urgency.REST: "Acknowledged, and no day is near.",
}
"""What stands below each heading of the list."""


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The worker's list, in the order in which waiting does harm."""
    hand_offs = queries.hand_offs_for(g.person)
    said = panels.standings_by_id(
        panels.board_of(current_app).on_hand_offs, [hand_off.id for hand_off in hand_offs]
    )
    rows = [row_of(each, [_where(each), *said[each.id]]) for each in hand_offs]
    return render_template(
        "partner_support/index.html", work=work_list(rows, asked_of(request.args)), hints=HINTS
    )


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


def _where(hand_off: HandOff) -> Standing:
    if hand_off.acknowledged_at:
        return Standing("Acknowledged", "green", Urgency.REST)
    return Standing("New: read and acknowledge", "blue", Urgency.NEW)
