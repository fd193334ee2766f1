"""Opening a record out of turn (/cases/<reference>/support), and the managers' list of it (/oversight/openings)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from directory_data.database import db
from directory_data.vocabulary import Role
from portal import audit
from portal.cases import queries as cases
from portal.cases.models import Case
from portal.cases.panels import Panel
from portal.cases.reading import Records
from portal.clock import day_of, now, today
from portal.partner_support import opening, queries, recording, ways
from portal.partner_support.forms import OpeningForm
from portal.partner_support.models import HandOff
from portal.rules import passing_on
from portal.rules.audit_words import Act, Thing
from portal.rules.work_lists import Standing, Urgency

blueprint = Blueprint("openings", __name__)


@blueprint.get("/cases/<reference>/support")
def on_case(reference: str) -> ResponseReturnValue:
    """Where the offer of support stands, for the officer and the manager alone, and the way to open a record."""
    case = cases.case_for(g.person, reference)
    handed = queries.hand_offs_of(case)
    page = render_template("openings/on_case.html", case=case, hand_offs=handed, use=passing_on.USE)
    for each in handed:
        audit.record(Act.VIEWED, Thing.HAND_OFF, each.reference, by=g.person, at=now())
    db.session.commit()
    return page


@blueprint.route("/cases/<reference>/support/<handed>/open", methods=["GET", "POST"])
def new(reference: str, handed: str) -> ResponseReturnValue:
    """Say why the record has to be opened; then it opens for half an hour, and a manager is told."""
    case = cases.case_for(g.person, reference)
    record = _hand_off_of(case, handed)
    form = OpeningForm()
    if form.validate_on_submit():
        opened = opening.open_record(record, case, form.reason.data, form.why.data, by=g.person, at=now())
        db.session.commit()
        return redirect(url_for(".show", reference=case.reference, number=opened.number), 303)
    page = render_template("openings/new.html", form=form, case=case, hand_off=record)
    return page, 422 if form.errors else 200


@blueprint.get("/cases/<reference>/support/opened/<number>")
def show(reference: str, number: str) -> ResponseReturnValue:
    """What was opened: the ways of contact that are safe today, and nothing that was told. For half an hour."""
    case = cases.case_for(g.person, reference)
    opened = queries.opening_by(g.person, case, number)
    if not opening.is_open(opened, now()):
        flash("This opening has ended. Give a reason again if you still need to read it.")
        return redirect(url_for(".on_case", reference=case.reference), 303)
    handed = opened.hand_off
    page = render_template(
        "openings/show.html",
        case=case,
        hand_off=handed,
        ways=ways.shown(handed, to=g.person, at=now(), today=today()),
        words_why_not=recording.words_objections(handed),
        until=opened.at + opening.LASTS,
    )
    audit.record(Act.VIEWED, Thing.HAND_OFF, handed.reference, by=g.person, at=now(), reason=opened.reason)
    db.session.commit()
    return page


@blueprint.get("/oversight/openings")
def index() -> ResponseReturnValue:
    """Every record that was opened out of turn in this manager's area."""
    rows = queries.openings_for(g.person)
    page = render_template("openings/index.html", rows=rows, form=FlaskForm())
    for opened, _ in rows:
        audit.record(Act.VIEWED, Thing.HAND_OFF, opened.hand_off.reference, by=g.person, at=now())
    db.session.commit()
    return page


@blueprint.post("/oversight/openings/<number>/seen")
def seen(number: str) -> ResponseReturnValue:
    """A manager has looked into it."""
    opened = queries.opening_for(g.person, number)
    if opened.by_id == g.person.id:
        flash("You opened this record yourself: another manager has to look into it.")
        return redirect(url_for(".index"), 303)
    opening.look_into(opened, by=g.person, at=now())
    db.session.commit()
    flash("It is kept that you looked into it.", "success")
    return redirect(url_for(".index"), 303)


def panel_of(_case: Case, _records: Records) -> Panel:
    """The way from the case's page. It says nothing of the support, so that the page can be printed."""
    return Panel("openings/_on_case.html", {})


def standings_of(_cases: Sequence[Case], _records: Records) -> Mapping[int, Standing]:
    """The cases in which a record was opened out of turn, for the manager who has to look into it."""
    if g.person.role is not Role.MANAGER:
        return {}
    newest_first = reversed(queries.unseen_openings(g.person))
    return {
        case_id: Standing("Opened out of turn: look into it", "red", Urgency.SOON, day_of(opened.at))
        for opened, case_id in newest_first
    }


def _hand_off_of(case: Case, reference: str) -> HandOff:
    wanted = (each for each in queries.hand_offs_of(case) if each.reference == reference)
    return next(wanted, None) or abort(404)
