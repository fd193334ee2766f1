"""The addresses below /support at which a worker records: ways of contact, what came of the offer, consents."""

from __future__ import annotations

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from directory_data.support_vocabulary import Channel, SupportStep
from portal import audit
from portal.clock import now, today
from portal.errors import Refused
from portal.partner_support import queries, recording
from portal.partner_support.forms import (
    ConsentForm,
    KeyedForm,
    PassOnForm,
    PlanForm,
    RevealForm,
    StepForm,
    WayForm,
)
from portal.partner_support.models import HandOff, WayToReach
from portal.partner_support.routes import blueprint
from portal.rules import passing_on, support
from portal.rules.audit_words import Act, Thing

LATER = "You offer support again after an assessment, an end or a risk."
STEP_WORDS = {
    SupportStep.ENGAGE: "Record that the person takes up support",
    SupportStep.DECLINE: "Record that the person does not want support now",
    SupportStep.CANNOT_CONTACT: "Record that the person could not be reached",
    SupportStep.UNSAFE: "Record that no contact is safe",
    SupportStep.PLAN: "Record how support goes on",
    SupportStep.CLOSE: "Record that support has ended",
}
"""What each step is called before it is taken."""
NEXT_WORDS = {
    SupportStep.ENGAGE: "Programme staff are not told, and no paper says it.",
    SupportStep.DECLINE: "Saying no has no effect on the case. " + LATER,
    SupportStep.CANNOT_CONTACT: LATER,
    SupportStep.UNSAFE: "Every way of contact is hidden and cannot be used, the officer’s words too, until you record "
    "one that the person calls safe. Report a change in risk if there is one.",
    SupportStep.PLAN: "Say what you agreed: how long support goes on, what follows it, and whom the person can call. "
    "Programme staff and officers cannot read it.",
    SupportStep.CLOSE: LATER,
}


@blueprint.route("/<reference>/ways/<channel>", methods=["GET", "POST"])
def way(reference: str, channel: str) -> ResponseReturnValue:
    """What the person says of one way of contact."""
    handed, wanted = queries.hand_off_for(g.person, reference), _channel(channel)
    known = handed.way(wanted)
    is_hidden = bool(recording.contact_objections(handed, wanted, by=g.person, at=now(), today=today()))
    form = WayForm(data=_as_recorded(known, is_hidden=is_hidden) if known else None)
    if form.check(is_known=known is not None):
        recording.describe_way(
            handed,
            wanted,
            safety=form.safety.data,
            address=form.address.data or "",
            times=form.times.data or "",
            answered_by=form.answered_by.data or "",
            may_leave_message=form.may_leave_message.data,
            by=g.person,
            at=now(),
        )
        db.session.commit()
        flash(f"{wanted.label}: what the person says is kept.", "success")
        return _to(handed)
    page = render_template(
        "partner_support/way.html", form=form, hand_off=handed, channel=wanted, is_hidden=is_hidden and known
    )
    if known and not is_hidden:
        audit.record(Act.VIEWED, Thing.HAND_OFF, handed.reference, by=g.person, at=now(), reason=wanted)
        db.session.commit()
    return page, 422 if form.errors else 200


@blueprint.route("/<reference>/ways/<channel>/reveal", methods=["GET", "POST"])
def reveal(reference: str, channel: str) -> ResponseReturnValue:
    """Show a way of contact that is not safe, for a reason that is kept."""
    handed, wanted = queries.hand_off_for(g.person, reference), _channel(channel)
    form = RevealForm()
    if handed.way(wanted) is None:
        abort(404)
    if form.validate_on_submit():
        key = form.key_of(f"reveal-{handed.id}")
        recording.reveal(
            handed, wanted, form.reason.data, form.note.data or "", form_key=key, by=g.person, at=now()
        )
        db.session.commit()
        flash(f"{wanted.label} is shown to you for 15 minutes. Your reason is kept.")
        return _to(handed)
    page = render_template("partner_support/reveal.html", form=form, hand_off=handed, channel=wanted)
    return page, 422 if form.errors else 200


@blueprint.post("/<reference>/confirm")
def confirm(reference: str) -> ResponseReturnValue:
    """The person says that the safe ways of contact are still safe."""
    handed, form = queries.hand_off_for(g.person, reference), KeyedForm()
    key = form.key_of(f"confirm-{handed.id}")
    recording.confirm(handed, form_key=key, by=g.person, at=now())
    db.session.commit()
    flash("Every safe way of contact counts as confirmed today.", "success")
    return _to(handed)


@blueprint.post("/<reference>/move")
def move(reference: str) -> ResponseReturnValue:
    """The person has moved."""
    handed, form = queries.hand_off_for(g.person, reference), KeyedForm()
    recording.move(handed, form_key=form.key_of(f"move-{handed.id}"), by=g.person, at=now())
    db.session.commit()
    flash("Nothing counts as safe now until you have asked the person again.")
    return _to(handed)


@blueprint.route("/<reference>/steps/<step>", methods=["GET", "POST"])
def step(reference: str, step: str) -> ResponseReturnValue:
    """Record what came of the offer."""
    handed = queries.hand_off_for(g.person, reference)
    wanted = next((each for each in STEP_WORDS if each.value == step), None) or abort(404)
    form = PlanForm() if wanted is SupportStep.PLAN else StepForm()
    if form.validate_on_submit():
        key = form.key_of(f"{wanted}-{handed.id}")
        recording.take_step(handed, wanted, form.note.data or "", form_key=key, by=g.person, at=now())
        db.session.commit()
        flash(f"Recorded: {wanted.label[:1].lower()}{wanted.label[1:]}.", "success")
        return _to(handed)
    page = render_template(
        "partner_support/step.html",
        form=form,
        hand_off=handed,
        title=STEP_WORDS[wanted],
        what_next=NEXT_WORDS[wanted],
        why_not=support.objections(wanted, handed.done, handed.triggers),
    )
    return page, 422 if form.errors else 200


@blueprint.route("/<reference>/consents/new", methods=["GET", "POST"])
def new_consent(reference: str) -> ResponseReturnValue:
    """What the person agrees may be passed on."""
    handed, form = queries.hand_off_for(g.person, reference), ConsentForm()
    if form.check(today()):
        recording.agree(
            handed,
            form.purpose.data,
            what=form.what.data,
            to_whom=form.to_whom.data,
            until_on=form.until.given,
            form_key=form.key_of(f"consent-{handed.id}"),
            by=g.person,
            at=now(),
        )
        db.session.commit()
        flash("What the person agreed to is kept.", "success")
        return _to(handed)
    page = render_template("partner_support/new_consent.html", form=form, hand_off=handed)
    return page, 422 if form.errors else 200


@blueprint.post("/<reference>/consents/<int:number>/withdraw")
def withdraw(reference: str, number: int) -> ResponseReturnValue:
    """The person takes back what they agreed to. `number` counts within the hand-off, from 1."""
    handed = queries.hand_off_for(g.person, reference)
    if not 1 <= number <= len(handed.consents):
        abort(404)
    recording.withdraw(handed, handed.consents[number - 1], by=g.person, at=now())
    db.session.commit()
    flash("Nothing more may be passed on for this purpose.", "success")
    return _to(handed)


@blueprint.route("/<reference>/consents/<int:number>/pass-on", methods=["GET", "POST"])
def pass_on(reference: str, number: int) -> ResponseReturnValue:
    """Tell the officer what the person agreed to. `number` counts within the hand-off, from 1."""
    handed, form = queries.hand_off_for(g.person, reference), PassOnForm()
    if not 1 <= number <= len(handed.consents):
        abort(404)
    consent = handed.consents[number - 1]
    if why := passing_on.objections(consent, today()):
        raise Refused(why)
    if form.validate_on_submit():
        key = form.key_of(f"pass-on-{handed.id}")
        recording.pass_on(
            handed, consent, form.words.data, form_key=key, by=g.person, at=now(), today=today()
        )
        db.session.commit()
        flash("The officer is told that there is something to read.", "success")
        return _to(handed)
    page = render_template(
        "partner_support/pass_on.html",
        form=form,
        hand_off=handed,
        consent=consent,
        use=passing_on.USE[consent.purpose],
    )
    audit.record(Act.VIEWED, Thing.HAND_OFF, handed.reference, by=g.person, at=now())
    db.session.commit()
    return page, 422 if form.errors else 200


def _as_recorded(way: WayToReach, *, is_hidden: bool) -> dict[str, object]:
    return {
        "safety": way.safety,
        "address": "" if is_hidden else way.address,
        "times": way.times,
        "answered_by": "" if is_hidden else way.answered_by,
        "may_leave_message": way.may_leave_message,
    }


def _channel(value: str) -> Channel:
    return next((each for each in Channel if each.value == value), None) or abort(404)


def _to(handed: HandOff) -> ResponseReturnValue:
    return redirect(url_for(".show", reference=handed.reference), 303)
