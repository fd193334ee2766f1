"""One address for every step of a referral, /referrals/<reference>/steps/<step>: it asks what the table says."""

from __future__ import annotations

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from directory_data.vocabulary import Step
from portal.clock import now, today
from portal.referrals import actions, assessing, moving, queries
from portal.referrals.forms import given_in, step_form
from portal.referrals.models import Referral
from portal.referrals.moving import NOTHING_GIVEN, Given
from portal.referrals.routes import blueprint
from portal.rules import lifecycle
from portal.rules.referral_steps import PlaceEffect, Transition
from portal.rules.telling_court import nothing_to_tell
from portal.text_fields import TypedForm

SAID = {
    Step.ACKNOWLEDGE: "You have acknowledged the referral. The officer can see it now.",
    Step.DECLINE: "The referral is declined. The officer can see why.",
    Step.WITHDRAW: "The referral is withdrawn.",
}
PAGES = {
    **dict.fromkeys(assessing.DECISIONS, "assessments.decide"),
    Step.ASSESS: "assessments.show",
    Step.TRANSFER: "referrals.transfer",
    Step.SEND: "referrals.check",
}
"""Steps that are taken on a page of their own."""
PLACE_WORDS = {
    PlaceEffect.RELEASES: "Any place that is held becomes free again. You cannot take this back.",
    PlaceEffect.QUEUES: "The person joins the end of the waiting list. A place that is held stays held.",
    PlaceEffect.OFFERS: "The place that is held is offered, or the next free one. It is kept for this person until "
    "three weeks after the day of the start.",
    PlaceEffect.TAKES: "The place is taken from now on and does not lapse any more.",
}


@blueprint.route("/<reference>/steps/<step>", methods=["GET", "POST"])
def step(reference: str, step: str) -> ResponseReturnValue:
    """Any step that the table knows."""
    known = next((each for each in Step if each.value == step), None) or abort(404)
    return _step(reference, known)


@blueprint.post("/<reference>/acknowledge")
def acknowledge(reference: str) -> ResponseReturnValue:
    """Say that the provider has it."""
    return _step(reference, Step.ACKNOWLEDGE)


@blueprint.route("/<reference>/decline", methods=["GET", "POST"])
def decline(reference: str) -> ResponseReturnValue:
    """Say no, with a reason."""
    return _step(reference, Step.DECLINE)


@blueprint.route("/<reference>/withdraw", methods=["GET", "POST"])
def withdraw(reference: str) -> ResponseReturnValue:
    """Take it back, with a reason."""
    return _step(reference, Step.WITHDRAW)


def _step(reference: str, step: Step) -> ResponseReturnValue:
    if request.method == "POST":
        # Two presses of one button: the second waits here, and then finds what the first one did.
        actions.take_turn(reference, by=g.person)
    referral = queries.referral_for(g.person, reference)
    if step in PAGES:
        return redirect(url_for(PAGES[step], reference=referral.reference), 303)
    if request.method == "POST" and actions.was_taken(referral, step, _typed(referral, step), by=g.person):
        return _taken(referral, step)
    line = lifecycle.transition(referral.status, step)
    why = lifecycle.objections(g.person.role, referral.status, step)
    why = why or nothing_to_tell(step, referral.court_task)
    if request.method == "GET" and (why or line is None):
        flash(" ".join(why))
        return redirect(url_for("referrals.show", reference=referral.reference), 303)
    if line is None:
        # Somebody was first: the action says how it stands now.
        actions.take_step(referral, step, by=g.person, at=now(), today=today())
        return redirect(url_for("referrals.show", reference=referral.reference), 303)
    return _ask(referral, line)


def _ask(referral: Referral, line: Transition) -> ResponseReturnValue:
    ahead = moving.passed_over_for(referral, today()) if line.place is PlaceEffect.OFFERS else 0
    usual = moving.with_start(referral, line, NOTHING_GIVEN, today()).day
    form = step_form(line, is_reason_needed=line.asked.is_reason_needed or ahead > 0, usual_day=usual)
    if form.validate_on_submit() and _is_right_day(form, line, referral):
        given = moving.with_start(referral, line, given_in(form), today())
        actions.take_step(referral, line.step, given, by=g.person, at=now(), today=today())
        db.session.commit()
        return _taken(referral, line.step)
    page = render_template(
        "referrals/answer.html",
        form=form,
        referral=referral,
        step=line.step,
        ahead=ahead,
        effect=PLACE_WORDS.get(line.place, ""),
    )
    return page, 422 if form.errors else 200


def _typed(referral: Referral, step: Step) -> Given:
    """What was typed with a step, wherever the referral stands now."""
    line = next(each for each in lifecycle.TRANSITIONS if each.step is step)
    typed = given_in(step_form(line, is_reason_needed=line.asked.reasons is not None))
    return moving.with_start(referral, line, typed, today())


def _taken(referral: Referral, step: Step) -> ResponseReturnValue:
    words = next(each.diary for each in lifecycle.TRANSITIONS if each.step is step)
    flash(SAID.get(step, words), "success")
    return redirect(url_for("referrals.show", reference=referral.reference), 303)


def _is_right_day(form: TypedForm, line: Transition, referral: Referral) -> bool:
    """A date that cannot be is said at its boxes, with everything typed kept."""
    if not line.asked.day or form.day.data is None:
        return True
    why = lifecycle.day_objections(
        form.day.data, is_ahead=line.asked.is_day_ahead, today=today(), since=referral.sent_on
    )
    why = why or moving.start_objections_of(referral, line, form.day.data, today())
    form.day.errors = [sentence.removesuffix(".") for sentence in why]
    return not why
