"""The addresses below /referrals: the work list, one referral, and the steps that officers and providers take."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from directory_data.database import db
from directory_data.vocabulary import Role, Step
from portal.clock import now, today
from portal.referrals import actions, offers, queries
from portal.referrals.forms import DeclineForm, DetailsForm, SendForm, WithdrawForm
from portal.referrals.models import Referral
from portal.referrals.on_cases import COLOURS
from portal.rules import lifecycle

blueprint = Blueprint("referrals", __name__, url_prefix="/referrals")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The work list: what waits for this person first."""
    referrals = queries.referrals_of(g.person)
    waiting = [referral for referral in referrals if _waits_for(g.person.role, referral)]
    rest = [referral for referral in referrals if referral not in waiting]
    return render_template("referrals/index.html", waiting=waiting, rest=rest, colours=COLOURS)


@blueprint.get("/<reference>")
def show(reference: str) -> ResponseReturnValue:
    """One referral, as its reader may see it."""
    referral = queries.referral_for(g.person, reference)
    values: dict[str, Any] = {"referral": referral, "colours": COLOURS, "form": FlaskForm()}
    values["steps"] = [line.step for line in lifecycle.steps_for(g.person.role, referral.status)]
    if g.person.role is Role.PROGRAMME:
        return render_template("referrals/show_to_provider.html", **values)
    return render_template("referrals/show.html", support=queries.support_chosen_for(referral), **values)


@blueprint.route("/<reference>/edit", methods=["GET", "POST"])
def edit(reference: str) -> ResponseReturnValue:
    """Write what the provider will read."""
    referral = queries.referral_for(g.person, reference)
    if referral.entry(Step.SEND):
        return _to(referral)
    form = DetailsForm(obj=referral)
    if form.validate_on_submit():
        actions.write(referral, form.words())
        db.session.commit()
        return redirect(url_for(".check", reference=referral.reference), 303)
    return render_template("referrals/edit.html", form=form, referral=referral), _status(form)


@blueprint.get("/<reference>/check")
def check(reference: str) -> ResponseReturnValue:
    """Check the answers before they are sent."""
    referral = queries.referral_for(g.person, reference)
    if referral.entry(Step.SEND):
        return _to(referral)
    return _check_page(referral, SendForm(formdata=None))


@blueprint.post("/<reference>/send")
def send(reference: str) -> ResponseReturnValue:
    """Send the referral after the two-identifier check. Sent twice, it goes once."""
    referral = queries.referral_for(g.person, reference)
    if referral.entry(Step.SEND):
        flash("This referral had already been sent. It went once.", "success")
        return _to(referral)
    form = SendForm()
    if not form.check(referral.case):
        return _check_page(referral, form)
    others = queries.referrals_of_cases([referral.case_id])
    actions.send(referral, others, _unfit(referral), by=g.person, at=now(), today=today())
    db.session.commit()
    flash("The referral is sent. The provider and partner support each have their part.", "success")
    return _to(referral)


@blueprint.post("/<reference>/acknowledge")
def acknowledge(reference: str) -> ResponseReturnValue:
    """Say that the provider has it."""
    referral = queries.referral_for(g.person, reference)
    actions.answer(referral, Step.ACKNOWLEDGE, by=g.person, at=now())
    db.session.commit()
    flash("You have acknowledged the referral. The officer can see it now.", "success")
    return _to(referral)


@blueprint.route("/<reference>/decline", methods=["GET", "POST"])
def decline(reference: str) -> ResponseReturnValue:
    """Say no, with a reason."""
    return _answer_with_reason(
        reference, Step.DECLINE, DeclineForm, "The referral is declined. The officer can see why."
    )


@blueprint.route("/<reference>/withdraw", methods=["GET", "POST"])
def withdraw(reference: str) -> ResponseReturnValue:
    """Take it back, with a reason."""
    return _answer_with_reason(reference, Step.WITHDRAW, WithdrawForm, "The referral is withdrawn.")


def _answer_with_reason(
    reference: str, step: Step, make_form: type[DeclineForm | WithdrawForm], done: str
) -> ResponseReturnValue:
    referral = queries.referral_for(g.person, reference)
    form = make_form()
    if form.validate_on_submit():
        actions.answer(referral, step, by=g.person, at=now(), reason=form.reason.data, note=form.note.data)
        db.session.commit()
        flash(done, "success")
        return _to(referral)
    return render_template("referrals/answer.html", form=form, referral=referral, step=step), _status(form)


def _check_page(referral: Referral, form: SendForm) -> ResponseReturnValue:
    others = queries.referrals_of_cases([referral.case_id])
    why = actions.sending_objections(referral, others, _unfit(referral), by=g.person, today=today())
    support = queries.support_chosen_for(referral)
    page = render_template(
        "referrals/check.html", form=form, referral=referral, objections=why, support=support
    )
    return page, _status(form)


def _unfit(referral: Referral) -> list[str]:
    return offers.objections(referral, current_app.extensions["gazetteer"], today())


def _waits_for(role: Role, referral: Referral) -> bool:
    steps = {line.step for line in lifecycle.steps_for(role, referral.status)}
    return bool(steps & {Step.SEND, Step.ACKNOWLEDGE})


def _to(referral: Referral) -> ResponseReturnValue:
    return redirect(url_for(".show", reference=referral.reference), 303)


def _status(form: FlaskForm) -> int:
    return 422 if form.errors else 200
