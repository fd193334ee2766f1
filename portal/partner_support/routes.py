"""The addresses below /support that are read: the worker's list and one hand-off. For partner-support workers alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from directory_data.support_vocabulary import SupportStanding
from portal import audit
from portal.cases import panels
from portal.clock import now, today
from portal.errors import Refused
from portal.layout import asked_of_list
from portal.partner_support import actions, queries, recording, ways
from portal.partner_support.forms import AttemptForm, KeyedForm
from portal.partner_support.models import HandOff
from portal.rules import passing_on, safe_contact, support
from portal.rules.audit_words import Act, Thing
from portal.rules.work_lists import Standing, Urgency, row_of, work_list

blueprint = Blueprint("partner_support", __name__, url_prefix="/support")

HINTS = {
    Urgency.RISK: "Somebody reported a change in risk. Read these before you make contact with anybody.",
    Urgency.OVERDUE: "A day has passed. Who has waited longest stands on top.",
    Urgency.SOON: "These are yours to do, and the day is near.",
    Urgency.NEW: "Read and acknowledge new ones, and offer support. Who has waited longest stands on top.",
    Urgency.REST: "Nothing presses.",
}
"""What stands below each heading of the list."""
STANDINGS: Mapping[SupportStanding, Standing] = {
    SupportStanding.OFFER_DUE: Standing("Acknowledged: offer support", "yellow", Urgency.NEW),
    SupportStanding.TRYING: Standing("Acknowledged: try again", "yellow", Urgency.NEW),
    SupportStanding.ENGAGED: Standing("In support", "green", Urgency.REST),
    SupportStanding.DECLINED: Standing("Declined for now", "grey", Urgency.REST),
    SupportStanding.UNREACHED: Standing("Not reached", "grey", Urgency.REST),
    SupportStanding.UNSAFE: Standing("No contact is safe", "red", Urgency.REST),
    SupportStanding.CLOSED: Standing("Support ended", "grey", Urgency.REST),
}
NO_WAY = "No way of contact may be used now. Record one that the person calls safe."
NEW = Standing("New: read and acknowledge", "blue", Urgency.NEW)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The worker's list, in the order in which waiting does harm."""
    hand_offs = queries.hand_offs_for(g.person)
    said = panels.standings_by_id(
        panels.board_of(current_app).on_hand_offs, [hand_off.id for hand_off in hand_offs]
    )
    rows = [row_of(each, [*_where(each), *said[each.id]]) for each in hand_offs]
    return render_template("partner_support/index.html", work=work_list(rows, asked_of_list()), hints=HINTS)


@blueprint.get("/<reference>")
def show(reference: str) -> ResponseReturnValue:
    """One person to offer support to: how to reach them safely, and a form for the attempt."""
    handed = queries.hand_off_for(g.person, reference)
    return page_of(handed, _attempt_form(handed))


@blueprint.post("/<reference>/acknowledge")
def acknowledge(reference: str) -> ResponseReturnValue:
    """Say that the hand-off has been read."""
    handed = queries.hand_off_for(g.person, reference)
    actions.acknowledge(handed, by=g.person, at=now())
    db.session.commit()
    flash("You have acknowledged this hand-off.", "success")
    return redirect(url_for(".show", reference=handed.reference), 303)


@blueprint.post("/<reference>/attempts")
def attempt(reference: str) -> ResponseReturnValue:
    """Record an attempt to make contact. Sent twice, it is there once."""
    handed = queries.hand_off_for(g.person, reference)
    usable = recording.usable(handed, by=g.person, at=now(), today=today())
    if not usable:
        raise Refused([NO_WAY])
    form = AttemptForm()
    if not form.validate_on_submit():
        return page_of(handed, form.offer(usable)), 422
    recording.attempt(
        handed,
        form.channel.data,
        form.outcome.data,
        form.note.data or "",
        form_key=form.key_of(f"attempt-{handed.id}"),
        by=g.person,
        at=now(),
        today=today(),
    )
    db.session.commit()
    flash("The attempt is recorded.", "success")
    return redirect(url_for(".show", reference=handed.reference), 303)


def page_of(handed: HandOff, form: AttemptForm) -> str:
    """The hand-off's page. That it was read goes into the audit log before it is sent."""
    standing = handed.standing
    values: dict[str, Any] = {
        "hand_off": handed,
        "authority": current_app.extensions["gazetteer"].authority(handed.authority_code),
        "form": form,
        "empty_form": KeyedForm(formdata=None),
        "ways": ways.shown(handed, to=g.person, at=now(), today=today()),
        "words_why_not": recording.words_objections(handed),
        "standing": standing,
        "tag": STANDINGS[standing] if handed.acknowledged_at else NEW,
        "steps": support.BY_BUTTON[standing],
        "since_offer": len(support.attempts_since_offer(handed.done, handed.triggers)),
        "confirm_by": safe_contact.confirm_next(handed.ways),
        "openings": queries.openings_of(handed),
        "to_the_officer": passing_on.TO_THE_OFFICER,
        "today": today(),
    }
    page = render_template("partner_support/show.html", **values)
    audit.record(Act.VIEWED, Thing.HAND_OFF, handed.reference, by=g.person, at=now())
    db.session.commit()
    return page


def _attempt_form(handed: HandOff) -> AttemptForm:
    return AttemptForm().offer(recording.usable(handed, by=g.person, at=now(), today=today()))


def _where(handed: HandOff) -> list[Standing]:
    if not handed.acknowledged_at:
        return [NEW]
    said = [STANDINGS[handed.standing]]
    if (by := safe_contact.confirm_next(handed.ways)) and by <= today():
        said.append(Standing("Confirm how it is safe to make contact", "yellow", Urgency.SOON, by=by))
    return said
