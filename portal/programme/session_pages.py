"""The addresses that change a group's sessions: move, cancel, add one, add a break."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from directory_data.availability import in_full
from directory_data.database import db
from directory_data.models import Group
from directory_data.register_vocabulary import SessionKind
from portal.clock import now, today
from portal.errors import Refused
from portal.programme import actions, queries
from portal.programme.actions import Change
from portal.programme.forms import LATER, BreakForm, CancelForm, MoveForm, SessionForm
from portal.programme.models import GroupSession
from portal.programme.routes import blueprint
from portal.rules import attendance, schedule


@dataclass(frozen=True)
class Plan:
    """A group with its sessions and breaks."""

    group: Group
    sessions: Sequence[GroupSession]
    breaks: Sequence[schedule.Break]

    def kept(self) -> Plan:
        """The plan with its sessions in the store."""
        return Plan(self.group, actions.keep(self.group, self.sessions), self.breaks)

    def session(self, number: int) -> GroupSession:
        """That session, or 404."""
        return queries.session_in(self.sessions, number)


@blueprint.route("/<int:group_id>/sessions/<int:number>/move", methods=["GET", "POST"])
def move(group_id: int, number: int) -> ResponseReturnValue:
    """Move a session: first what moves with it is shown, then it is confirmed."""
    plan = _plan(group_id)
    session = _not_held(plan.session(number))
    form, changes = MoveForm(), []
    if form.validate_on_submit():
        form.held_on.errors = _move_objections(form, session, plan)
        changes = [] if form.errors else _changes(form, plan, number)
        if changes and form.seen.data == _mark(changes):
            actions.reschedule(_changes(form, plan.kept(), number))
            return _done(plan.group, _moved(session.label, form.held_on.given, len(changes)))
        form.seen.data = _mark(changes)
    page = render_template(
        "programme/move.html", group=plan.group, session=session, form=form, changes=changes
    )
    return page, _status(form)


@blueprint.route("/<int:group_id>/sessions/<int:number>/cancel", methods=["GET", "POST"])
def cancel(group_id: int, number: int) -> ResponseReturnValue:
    """Say that a session does not take place, and why; make it up at the end."""
    plan = _plan(group_id)
    session = plan.session(number)
    if why := _cancel_objections(session):
        raise Refused(why)
    form = CancelForm()
    made_up_on = actions.replacement_day(plan.sessions, plan.breaks)
    if form.check():
        plan = plan.kept()
        session = plan.session(number)
        actions.cancel(session, form.reason.data, form.note.data, by=g.person, at=now())
        if form.is_made_up.data and session.referral_id is None:
            actions.add_session(
                plan.group,
                plan.sessions,
                SessionKind.CATCH_UP,
                held_on=made_up_on,
                starts_at=session.starts_at,
                minutes=session.minutes,
            )
        return _done(plan.group, f"{session.label} on {in_full(session.held_on)} is cancelled.")
    page = render_template(
        "programme/cancel.html", group=plan.group, session=session, form=form, made_up_on=made_up_on
    )
    return page, _status(form)


@blueprint.route("/<int:group_id>/sessions/new", methods=["GET", "POST"])
def new_session(group_id: int) -> ResponseReturnValue:
    """Add a catch-up for the group or a one-to-one."""
    plan = _plan(group_id)
    people = [each for each in queries.sent_to([plan.group])[group_id] if queries.standing_of(each, today())]
    form = SessionForm()
    form.offer(people)
    person = next((each for each in people if each.reference == form.person.data), None)
    if form.check() and form.chosen_kind and form.start and form.minutes.data:
        form.held_on.errors = schedule.closed_because(form.held_on.given, plan.breaks)
        form.held_on.errors += schedule.too_far(form.held_on.given, today())
        if not form.errors:
            plan = plan.kept()
            actions.add_session(
                plan.group,
                plan.sessions,
                form.chosen_kind,
                held_on=form.held_on.given,
                starts_at=form.start,
                minutes=form.minutes.data,
                referral_id=person.id if person else None,
            )
            return _done(plan.group, f"The session on {in_full(form.held_on.given)} is added.")
    return render_template("programme/new_session.html", group=plan.group, form=form), _status(form)


@blueprint.route("/<int:group_id>/breaks/new", methods=["GET", "POST"])
def new_break(group_id: int) -> ResponseReturnValue:
    """Add a break: first what moves is shown, then it is confirmed. Only sessions still to come move."""
    plan = _plan(group_id)
    form, changes = BreakForm(), []
    is_shown = False
    if form.check(today()):
        gap = form.to_break()
        changes = actions.break_changes(plan.sessions, gap, plan.breaks, today())
        if form.seen.data == _mark(changes):
            kept = plan.kept()
            changes = actions.break_changes(kept.sessions, gap, plan.breaks, today())
            actions.add_break(kept.group, gap, changes)
            return _done(kept.group, "The break is added.")
        form.seen.data, is_shown = _mark(changes), True
    page = render_template(
        "programme/new_break.html", group=plan.group, form=form, changes=changes, is_shown=is_shown
    )
    return page, _status(form)


def _moved(label: str, day: date, number: int) -> str:
    if number == 1:
        return f"{label} is moved to {in_full(day)}."
    return f"{number} sessions are moved. {label} is now on {in_full(day)}."


def _plan(group_id: int) -> Plan:
    group = queries.group_for(g.person, group_id)
    breaks = [schedule.Break(each.starts_on, each.ends_on) for each in queries.breaks_of(group)]
    return Plan(group, queries.sessions_of([group])[group.id], breaks)


def _changes(form: MoveForm, plan: Plan, number: int) -> list[Change]:
    return actions.move_changes(
        plan.session(number),
        plan.sessions,
        form.held_on.given,
        plan.breaks,
        with_later=form.scope.data == LATER,
    )


def _move_objections(form: MoveForm, session: GroupSession, plan: Plan) -> list[str]:
    movable = actions.weekly_after(plan.sessions, session.held_on) if form.scope.data == LATER else []
    others = {each.held_on for each in plan.sessions if each is not session and not each.is_cancelled}
    return schedule.move_objections(
        form.held_on.given,
        moved_from=session.held_on,
        others=others - {each.held_on for each in movable},
        breaks=plan.breaks,
        today=today(),
    )


def _not_held(session: GroupSession) -> GroupSession:
    if session.is_cancelled:
        raise Refused(["This session was cancelled. Add a catch-up session instead."])
    if session.held_on < today() or (session.id and queries.entries_in(session)):
        raise Refused(["This session has been held, so it cannot move."])
    return session


def _cancel_objections(session: GroupSession) -> list[str]:
    if session.is_cancelled:
        return ["This session has been cancelled already."]
    entries = queries.as_they_stand(queries.entries_in(session)) if session.id else []
    if any(entry.attendance in attendance.PRESENT for entry in entries):
        return ["The register says that people attended this session. Correct the register first."]
    return []


def _mark(changes: Sequence[Change]) -> str:
    """A short mark of what was shown: what is confirmed is what was seen, or it is shown again."""
    lines = [f"{each.session.number} {each.session.held_on} {each.held_on}" for each in changes]
    return hashlib.sha256("\n".join(["changes", *lines]).encode()).hexdigest()[:16]


def _done(group: Group, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for(".show", group_id=group.id), 303)


def _status(form: FlaskForm) -> int:
    return 422 if form.errors else 200
