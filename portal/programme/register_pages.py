"""The address /groups/<id>/register: the register of one session, the whole group on one page."""

from __future__ import annotations

from flask import abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError

from directory_data.database import db
from directory_data.models import Group
from portal.clock import now, today
from portal.errors import Refused
from portal.programme import actions, marking, queries, recording, sheets
from portal.programme.models import GroupSession
from portal.programme.recording import Outcome
from portal.programme.register_form import RegisterForm, register_form
from portal.programme.routes import blueprint
from portal.programme.sheets import Sheet, SheetRow
from portal.rules import register_rows
from portal.template_filters import count, moment

NOT_KEPT = (
    "Nothing could be saved just now, and nothing was changed. Your answers are still here: try again in a few "
    "minutes, and keep this page open until then."
)
NOTHING_DONE = Outcome(saved=(), conflicts=())
REST = "rest"
"""The button that marks whoever was expected and not marked as attended."""


@blueprint.get("/<int:group_id>/register")
@blueprint.get("/<int:group_id>/sessions/<int:number>/register")
def register(group_id: int, number: int | None = None) -> ResponseReturnValue:
    """The register of that session; where none is named, of the last that was held and is not marked."""
    group = queries.group_for(g.person, group_id)
    sheet = sheets.sheet_of(group, _session(group, number))
    return _page(group, sheet, register_form(sheet.rows, formdata=None))


@blueprint.post("/<int:group_id>/sessions/<int:number>/register")
def save_register(group_id: int, number: int) -> ResponseReturnValue:
    """Save each row that is right. What is wrong, or was changed by somebody else, comes back with what was typed."""
    group = queries.group_for(g.person, group_id)
    session = _session(group, number)
    if why := register_rows.opening_objections(session.held_on, today(), is_cancelled=session.is_cancelled):
        raise Refused(why)
    form = register_form(sheets.sheet_of(group, session).rows)
    try:
        outcome, done = _save(form, group, session)
        db.session.commit()
    except OperationalError as error:
        if error.statement is None:
            # The line broke while it was kept: whether it was, nobody can say here (errors.py).
            raise
        return _not_kept(group_id, number, form, error)
    if not form.errors and not outcome.conflicts:
        flash(done, "success")
        return redirect(url_for(".register", group_id=group_id, number=number), 303)
    return _page_again(group, number, form, outcome)


def _save(form: RegisterForm, group: Group, session: GroupSession) -> tuple[Outcome, str]:
    """Write what is right; what became of it, and in words, which are made before a commit makes all be read anew."""
    sheet = sheets.sheet_of(group, _kept(group, session))
    form.validate()
    if REST in request.form:
        form.mark_the_rest(sheet.rows)
    at = now()
    right = [row for row in sheet.rows if form.row(row).check(row, sheet.session.minutes, at)]
    filled = [form.row(row).filled(row.referral.id) for row in right if not form.row(row).is_left(row)]
    before = {row.referral.id: row.recorded for row in sheet.rows}
    outcome = recording.save(sheet.session, filled, before, by=g.person, at=at)
    return outcome, _done(sheet, outcome)


def _not_kept(group_id: int, number: int, form: RegisterForm, error: OperationalError) -> ResponseReturnValue:
    """The store took nothing, because it is full or out of reach: what was typed goes back to whoever typed it."""
    db.session.rollback()
    current_app.logger.error("A register could not be written: %s", type(error.orig).__name__)
    form.form_errors.append(NOT_KEPT)
    group = queries.group_for(g.person, group_id)
    page, _ = _page(group, sheets.sheet_of(group, _session(group, number)), form)
    return page, 503


def _page_again(group: Group, number: int, form: RegisterForm, outcome: Outcome) -> ResponseReturnValue:
    """The register as it stands now, with everything that was typed."""
    sheet = sheets.sheet_of(group, _session(group, number))
    for row in sheet.rows:
        if row.referral.id in outcome.saved:
            form.row(row).base_on(row)
        if row.referral.id in outcome.conflicts:
            form.row(row).tell(row, _told(row))
    return _page(group, sheet, form, outcome)


def _told(row: SheetRow) -> str:
    """Who changed the row to what. What was typed stays, and can be saved over it knowingly."""
    current = row.recorded.current
    assert current is not None, "Somebody was faster, so there is what they wrote."
    return (
        f"{row.referral.case.participant.name}: {current.by.name} recorded “{current.words}” on "
        f"{moment(current.at)}, while you had this page open. Your answers are still here. To record yours "
        "instead, say why and save again. To keep theirs, open the page anew."
    )


def _kept(group: Group, session: GroupSession) -> GroupSession:
    sessions = actions.keep(group, queries.sessions_of([group])[group.id])
    return queries.session_in(sessions, session.number)


def _session(group: Group, number: int | None) -> GroupSession:
    sessions = queries.sessions_of([group])
    if number is not None:
        return queries.session_in(sessions[group.id], number)
    markings = marking.markings_of([group], sessions, today())[group.id]
    return marking.opened_first(markings, sessions[group.id], today()) or abort(404)


def _page(group: Group, sheet: Sheet, form: RegisterForm, outcome: Outcome = NOTHING_DONE) -> tuple[str, int]:
    session = sheet.session
    page = render_template(
        "programme/register.html",
        group=group,
        sheet=sheet,
        form=form,
        saved=len(outcome.saved),
        closed=register_rows.opening_objections(session.held_on, today(), is_cancelled=session.is_cancelled),
    )
    return page, 409 if outcome.conflicts else 422 if form.errors else 200


def _done(sheet: Sheet, outcome: Outcome) -> str:
    waiting = sum(row.is_waited_for and row.referral.id not in outcome.saved for row in sheet.rows)
    left = f" {count(waiting, 'person', 'people')} still to be marked." if waiting else ""
    if not outcome.saved:
        return f"Nothing had changed. The register stands as it was.{left}"
    return f"The register is saved for {count(len(outcome.saved), 'person', 'people')}.{left}"
