"""The addresses below /referrals/<reference>/assessment: programme staff write, the officer reads."""

from __future__ import annotations

from collections.abc import Collection

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from directory_data.database import db
from directory_data.vocabulary import ReferralStatus, Role, Step
from portal.clock import now, today
from portal.referrals import actions, assessing, queries
from portal.referrals.assessment_forms import (
    FOUND,
    CriterionForm,
    DecisionForm,
    OutcomeForm,
    ToldForm,
    ToolForm,
)
from portal.referrals.models import Appointment, Referral
from portal.referrals.moving import Given
from portal.rules import lifecycle
from portal.rules.criteria import published_criteria
from portal.rules.next_words import FOR_PROVIDERS, PROVIDERS_BUTTON

blueprint = Blueprint("assessments", __name__, url_prefix="/referrals/<reference>/assessment")


@blueprint.get("")
def show(reference: str) -> ResponseReturnValue:
    """The assessment so far, or as it was decided."""
    referral = queries.referral_with_assessment(g.person, reference)
    steps = {line.step for line in lifecycle.steps_for(g.person.role, referral.status)}
    booked = [each for each in _appointments(referral) if each.outcome is None]
    return render_template(
        "assessments/show.html",
        referral=referral,
        criteria=published_criteria(referral.service.admission_rule),
        found=FOUND,
        is_to_tell=assessing.is_to_tell(referral),
        is_writer=g.person.role is Role.PROGRAMME,
        can_book=Step.BOOK in steps,
        button=_button(referral.status, steps),
        next=FOR_PROVIDERS[referral.status],
        can_decide=Step.FIND_SUITABLE in steps,
        can_give_up=Step.NO_ENGAGEMENT in steps,
        left=assessing.criteria_left(referral),
        to_record=next((each for each in booked if each.held_on <= today()), None),
        to_come=next((each for each in booked if each.held_on > today()), None),
        today=today(),
    )


@blueprint.route("/appointments/<int:number>", methods=["GET", "POST"])
def appointment(reference: str, number: int) -> ResponseReturnValue:
    """What became of an appointment. The first one that is attended begins the assessment."""
    referral = queries.referral_with_assessment(g.person, reference)
    booked = next((each for each in _appointments(referral) if each.number == number), None) or abort(404)
    form = OutcomeForm()
    if form.check():
        actions.record_appointment(
            referral,
            booked,
            form.outcome.data,
            form.clock_time,
            form.note.data or "",
            by=g.person,
            at=now(),
            today=today(),
        )
        db.session.commit()
        return _done(referral, "The appointment is recorded.")
    return _page("assessments/appointment.html", form, referral, appointment=booked)


@blueprint.route("/tools", methods=["GET", "POST"])
def tool(reference: str) -> ResponseReturnValue:
    """A tool that was used."""
    referral = queries.referral_with_assessment(g.person, reference)
    form = ToolForm()
    if form.validate_on_submit():
        assessing.add_tool(referral, form.name.data, form.version.data or "")
        db.session.commit()
        return _done(referral, "The tool is recorded.")
    return _page("assessments/tool.html", form, referral)


@blueprint.get("/criteria")
def next_criterion(reference: str) -> ResponseReturnValue:
    """On to the first published criterion without an answer."""
    referral = queries.referral_with_assessment(g.person, reference)
    return _to_next(referral)


@blueprint.route("/criteria/<int:number>", methods=["GET", "POST"])
def criterion(reference: str, number: int) -> ResponseReturnValue:
    """One published criterion, counted from 1, and why it is met or not."""
    referral = queries.referral_with_assessment(g.person, reference)
    criteria = published_criteria(referral.service.admission_rule)
    if not 1 <= number <= len(criteria):
        abort(404)
    chosen, form = criteria[number - 1], CriterionForm()
    if form.validate_on_submit():
        assessing.find(referral, chosen, form.finding.data, form.reason.data, by=g.person, at=now())
        db.session.commit()
        flash("Your answer is kept.", "success")
        return _to_next(referral)
    return _page(
        "assessments/criterion.html",
        form,
        referral,
        criterion=chosen,
        number=number,
        criteria=criteria,
        earlier=assessing.findings_on(referral, chosen),
    )


@blueprint.route("/decision", methods=["GET", "POST"])
def decide(reference: str) -> ResponseReturnValue:
    """What the assessment found."""
    referral = queries.referral_with_assessment(g.person, reference)
    form = DecisionForm()
    if form.check():
        actions.decide(
            referral,
            form.step,
            Given(form.reason, note=form.reasons.data),
            conditions=form.conditions.data or "",
            alternatives=form.alternatives.data or "",
            by=g.person,
            at=now(),
            today=today(),
        )
        db.session.commit()
        return _done(
            referral, "The decision is recorded. Partner support has been told. Now tell the person."
        )
    why = [] if referral.status is ReferralStatus.ASSESSING else ["Nothing is being assessed now."]
    return _page(
        "assessments/decide.html",
        form,
        referral,
        why=why or assessing.decision_objections(referral),
        not_met=assessing.not_met(referral),
    )


@blueprint.route("/told", methods=["GET", "POST"])
def told(reference: str) -> ResponseReturnValue:
    """Record that the person was told."""
    referral = queries.referral_with_assessment(g.person, reference)
    form = ToldForm()
    if form.validate_on_submit():
        assessing.tell_participant(referral, form.told_on.given, by=g.person, at=now(), today=today())
        db.session.commit()
        return _done(referral, "It is recorded that the person was told.")
    return _page("assessments/told.html", form, referral)


def _button(status: ReferralStatus, steps: Collection[Step]) -> Step | None:
    """What stands on the button once nothing of the assessment is left to do; before it, to book an appointment."""
    step = PROVIDERS_BUTTON.get(status, Step.BOOK)
    return step if step in steps else None


def _appointments(referral: Referral) -> list[Appointment]:
    return [each for assessment in referral.assessments for each in assessment.appointments]


def _to_next(referral: Referral) -> ResponseReturnValue:
    left = assessing.criteria_left(referral)
    if not left:
        return redirect(url_for(".show", reference=referral.reference), 303)
    number = 1 + published_criteria(referral.service.admission_rule).index(left[0])
    return redirect(url_for(".criterion", reference=referral.reference, number=number), 303)


def _done(referral: Referral, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for(".show", reference=referral.reference), 303)


def _page(name: str, form: FlaskForm, referral: Referral, **values: object) -> ResponseReturnValue:
    page = render_template(name, form=form, referral=referral, **values)
    return page, 422 if form.errors else 200
