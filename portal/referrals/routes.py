"""The addresses below /referrals: the work list, one referral, and sending it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from directory_data.availability import state_of
from directory_data.database import db
from directory_data.vocabulary import GroupState, ReferralStatus, Role, Step
from portal.cases import panels
from portal.cases.lookalikes import Lookalike, lookalikes
from portal.cases.models import Case
from portal.clock import now, today
from portal.layout import asked_of_list
from portal.referrals import actions, assessing, offers, queries, waiting
from portal.referrals.forms import CorrectForm, DetailsForm, SendForm, TransferForm, WaitForm
from portal.referrals.models import Referral
from portal.referrals.on_cases import COLOURS
from portal.rules import lifecycle
from portal.rules.next_words import FOR_OFFICERS, FOR_PROVIDERS, OFFICERS_BUTTON, PROVIDERS_BUTTON
from portal.rules.places_in_group import quorum_sentence
from portal.rules.telling_court import nothing_to_tell
from portal.rules.work_lists import Row, Standing, Urgency, row_of, work_list

blueprint = Blueprint("referrals", __name__, url_prefix="/referrals")

OFFICERS_TURN = {Step.SEND, Step.REPLY, Step.RECEIVE_REPORT, Step.TELL_COURT, Step.FILE_REPORT, Step.CLOSE}
PROVIDERS_TURN = {
    Step.ACKNOWLEDGE,
    Step.BOOK,
    Step.ASSESS,
    Step.FIND_SUITABLE,
    Step.OFFER_PLACE,
    Step.START,
    Step.REINSTATE,
}
NOT_BY_LINK = {
    Step.ACKNOWLEDGE,
    Step.SEND,
    Step.WITHDRAW,
    Step.ASSESS,
    *assessing.DECISIONS,
}
"""Steps that have a button or a link of their own on the page; those of the assessment stand behind its button."""
HINTS = {
    False: {
        Urgency.RISK: "Somebody reported a change in risk and it has not been decided.",
        Urgency.OVERDUE: "A day has passed. The one that passed longest ago stands on top.",
        Urgency.SOON: "These are yours to do, and the day is near.",
        Urgency.NEW: "Each one needs something from you. The newest stands on top.",
        Urgency.REST: "Somebody else does the next step, or nothing is left to do.",
    },
    True: {
        Urgency.RISK: "Somebody reported a change in risk. Read it before you see the person.",
        Urgency.OVERDUE: "A day has passed. The officer sees this too.",
        Urgency.SOON: "These are yours to do, and the day is near.",
        Urgency.NEW: "Each one needs something from you. The newest stands on top.",
        Urgency.REST: "Somebody else does the next step, or nothing is left to do.",
    },
}
"""What stands below each heading of the list, for officers (False) and for programme staff (True)."""


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The work list, in the order in which waiting does harm; then the waiting lists."""
    referrals = queries.referrals_of(g.person)
    said = panels.standings_by_id(
        panels.board_of(current_app).on_referrals, [referral.id for referral in referrals]
    )
    appointments = _appointments(referrals)
    rows: list[Row[Any]] = [
        row_of(referral, [_where(referral, appointments), *said[referral.id]], _under(referral))
        for referral in referrals
    ]
    rows += panels.to_dos_of(g.person, referrals, today())
    groups = {referral.group for referral in referrals}
    return render_template(
        "referrals/index.html",
        work=work_list(rows, asked_of_list()),
        hints=HINTS[g.person.role is Role.PROGRAMME],
        queues=waiting.queues_of(groups, today()) if groups else [],
        mine=set(referrals),
    )


@blueprint.get("/<reference>")
def show(reference: str) -> ResponseReturnValue:
    """One referral, as its reader may see it."""
    referral = queries.referral_for(g.person, reference)
    lines = [
        line
        for line in lifecycle.steps_for(g.person.role, referral.status)
        if not nothing_to_tell(line.step, referral.court_task)
    ]
    group, steps = referral.group, [line.step for line in lines]
    button = _button(g.person.role, referral.status, steps)
    values: dict[str, Any] = {
        "referral": referral,
        "colours": COLOURS,
        "form": FlaskForm(),
        "steps": steps,
        "button": button,
        "lines": [line for line in lines if line.step not in NOT_BY_LINK | {button}],
        "quorum": quorum_sentence(group.places_taken + group.places_held, group.places_min, group.places_max),
        "ahead": len(waiting.ahead_of(referral, today())) if referral.waiting else 0,
        "today": today(),
    }
    words = FOR_PROVIDERS if g.person.role is Role.PROGRAMME else FOR_OFFICERS
    values["next"] = words[referral.status].format(who=referral.service.provider.name)
    if g.person.role is Role.PROGRAMME:
        return render_template("referrals/show_to_provider.html", **values)
    if referral.status is ReferralStatus.TRANSFERRED:
        values["continued_by"] = queries.continued_by(referral)
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
    return _send(reference, SendForm)


@blueprint.post("/<reference>/send-and-wait")
def send_and_wait(reference: str) -> ResponseReturnValue:
    """Send it to a full group: the person joins its waiting list."""
    return _send(reference, WaitForm)


@blueprint.route("/<reference>/transfer", methods=["GET", "POST"])
def transfer(reference: str) -> ResponseReturnValue:
    """Let a draft to another provider continue this referral."""
    referral = queries.referral_for(g.person, reference)
    why = lifecycle.objections(g.person.role, referral.status, Step.TRANSFER)
    if why:
        flash(" ".join(why))
        return _to(referral)
    drafts = {
        each.reference: each
        for each in queries.referrals_of_cases([referral.case_id])
        if not each.entry(Step.SEND) and each.is_live
    }
    form = TransferForm()
    form.draft.choices = [(name, f"{each.service.name}, {name}") for name, each in drafts.items()]
    if form.validate_on_submit():
        draft = drafts[form.draft.data]
        actions.plan_transfer(referral, draft, form.reason.data, form.note.data or "", by=g.person)
        db.session.commit()
        flash("When you send this referral, the earlier one ends and its place is free again.", "success")
        return redirect(url_for(".check", reference=draft.reference), 303)
    page = render_template("referrals/transfer.html", form=form, referral=referral, drafts=drafts)
    return page, _status(form)


@blueprint.route("/<reference>/diary/<int:number>/correct", methods=["GET", "POST"])
def correct(reference: str, number: int) -> ResponseReturnValue:
    """Put beside an entry of the diary what is right."""
    referral = queries.referral_for(g.person, reference)
    entry = next((each for each in referral.diary if each.number == number), None) or abort(404)
    form = CorrectForm()
    if form.validate_on_submit():
        actions.correct(entry, form.words.data, by=g.person, at=now())
        db.session.commit()
        flash("Your correction stands beside the entry.", "success")
        return _to(referral)
    return render_template("referrals/correct.html", form=form, referral=referral, entry=entry), _status(form)


def _send(reference: str, make_form: type[SendForm]) -> ResponseReturnValue:
    # Two drafts of one case sent at once: the second waits here, and then finds the first.
    actions.take_turn(reference, by=g.person)
    referral = queries.referral_for(g.person, reference)
    if referral.entry(Step.SEND):
        flash("This referral had already been sent. It went once.", "success")
        return _to(referral)
    form = make_form()
    if not form.check(referral.case, len(_lookalikes(referral))):
        return _check_page(referral, form)
    # Before anybody asks whether the group is full; the action does so again for those who come another way.
    actions.return_lapsed(referral, at=now(), today=today())
    others = queries.referrals_of_cases([referral.case_id])
    because = form.wait_because.data if isinstance(form, WaitForm) else ""
    actions.send(
        referral,
        others,
        _unfit(referral, is_waiting=bool(because)),
        by=g.person,
        at=now(),
        today=today(),
        wait_because=because,
    )
    db.session.commit()
    flash("The referral is sent. The provider and partner support each have their part.", "success")
    return _to(referral)


def _check_page(referral: Referral, form: SendForm) -> ResponseReturnValue:
    others = queries.referrals_of_cases([referral.case_id])
    is_full = state_of(referral.group, today()) is GroupState.FULL
    if is_full and not isinstance(form, WaitForm):
        form = WaitForm(formdata=None)
    why = actions.sending_objections(
        referral,
        others,
        _unfit(referral, is_waiting=is_full),
        by=g.person,
        today=today(),
        is_waiting=is_full,
    )
    page = render_template(
        "referrals/check.html",
        form=form,
        referral=referral,
        objections=why,
        support=queries.support_chosen_for(referral),
        is_full=is_full,
        lookalikes=_lookalikes(referral),
    )
    return page, _status(form)


def _lookalikes(referral: Referral) -> list[Lookalike]:
    return lookalikes(referral.case, Case.cafcass_area == referral.case.cafcass_area)


def _unfit(referral: Referral, *, is_waiting: bool) -> list[str]:
    return offers.objections(referral, current_app.extensions["gazetteer"], today(), is_waiting=is_waiting)


def _button(role: Role, status: ReferralStatus, steps: Collection[Step]) -> Step | None:
    """The step that stands on the page's button: telling the court goes before all others."""
    for first, button in ((Step.ACKNOWLEDGE, Step.DECLINE), (Step.TELL_COURT, Step.TELL_COURT)):
        if first in steps:
            return button
    step = (PROVIDERS_BUTTON if role is Role.PROGRAMME else OFFICERS_BUTTON).get(status)
    return step if step in steps else None


def _appointments(referrals: Iterable[Referral]) -> dict[int, date]:
    """For staff, who record what became of them; of assessments that are going on."""
    going_on = (ReferralStatus.ASSESSMENT_BOOKED, ReferralStatus.ASSESSING)
    ids = [each.id for each in referrals if each.status in going_on]
    return queries.appointments_to_record(ids) if g.person.role is Role.PROGRAMME and ids else {}


def _where(referral: Referral, appointments: Mapping[int, date]) -> Standing:
    """Where it stands; an appointment is to be recorded from its day on, and before that nothing is to be done."""
    if (held_on := appointments.get(referral.id)) is not None:
        colour = COLOURS[referral.status]
        if held_on > today():
            return Standing("Appointment to come", colour, Urgency.REST, held_on)
        return Standing("Record what became of the appointment", colour, Urgency.SOON, held_on)
    urgency = Urgency.NEW if _waits_for(g.person.role, referral) else Urgency.REST
    return Standing(referral.status.label, COLOURS[referral.status], urgency)


def _under(referral: Referral) -> str:
    return referral.group.name if g.person.role is Role.PROGRAMME else referral.case.officer.name


def _waits_for(role: Role, referral: Referral) -> bool:
    steps = {line.step for line in lifecycle.steps_for(role, referral.status)}
    if role is Role.PROGRAMME:
        return bool(steps & PROVIDERS_TURN)
    return bool(steps & (OFFICERS_TURN - {Step.TELL_COURT})) or referral.court_task is not None


def _to(referral: Referral) -> ResponseReturnValue:
    return redirect(url_for("referrals.show", reference=referral.reference), 303)


def _status(form: FlaskForm) -> int:
    return 422 if form.errors else 200
