"""The addresses below /admin/factsheets: an administrator reads, changes and publishes factsheets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from directory_data.database import db
from directory_data.public_vocabulary import SheetVariety
from directory_data.vocabulary import Role
from portal.accounts.models import User
from portal.clock import now, today
from portal.factsheets import actions, queries
from portal.factsheets.forms import EditionForm
from portal.factsheets.markup import PARTS
from portal.factsheets.routes import shown
from portal.factsheets.sheets import SLUGS, Sheet
from portal.rules.reading_age import is_plain, longest_sentences, reading_age
from portal.rules.work_lists import Row, Standing, ToDo, Urgency, row_of

blueprint = Blueprint("sheets", __name__, url_prefix="/admin/factsheets")

READ_AGAIN_AFTER = timedelta(days=182)
"""How long the words hold when an administrator has read them through: half a year, as for helplines."""

REMIND_BEFORE = timedelta(days=14)
"""How long before that day a factsheet stands among what is to be done soon."""


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Every factsheet in every variety, those that are due to be read first in sight."""
    live = queries.live_sheets()
    written = {(sheet.slug, sheet.variety) for sheet in live}
    missing = [(slug, each) for slug in SLUGS for each in SheetVariety if (slug, each) not in written]
    titles = {sheet.slug: sheet.title for sheet in live if sheet.variety is SheetVariety.STANDARD}
    return render_template("sheets/index.html", sheets=live, missing=missing, titles=titles, today=today())


def to_dos(person: User, _listed: Sequence[Any], day: date) -> list[Row[ToDo]]:
    """The factsheets that are to be read through again, for a directory administrator's list of work."""
    if person.role is not Role.DIRECTORY_ADMINISTRATOR:
        return []
    return [
        row_of(
            ToDo(
                sheet.title,
                url_for("sheets.edit", slug=sheet.slug, variety=sheet.variety.value),
                f"{sheet.variety.label}, edition {sheet.edition}",
            ),
            [_standing(sheet, day)],
            "Factsheets",
        )
        for sheet in queries.live_sheets()
        if sheet.review_due_on <= day + REMIND_BEFORE
    ]


def _standing(sheet: Sheet, day: date) -> Standing:
    state, colour, urgency = (
        ("Overdue", "red", Urgency.OVERDUE) if sheet.is_overdue(day) else ("Due soon", "yellow", Urgency.SOON)
    )
    return Standing("Read the factsheet through again", colour, urgency, sheet.review_due_on, state)


@blueprint.route("/<slug>/<variety>", methods=["GET", "POST"])
def edit(slug: str, variety: str) -> ResponseReturnValue:
    """Write the next edition: look at it as readers will, then publish it."""
    kind = _variety(variety)
    earlier = queries.editions(slug, kind)
    start = _start(slug, kind, earlier)
    form = EditionForm(data=_answers(start, len(earlier) and earlier[0].sheet.edition))
    sheet = form.sheet(slug, kind, today())
    number = earlier[0].sheet.edition if earlier else 0
    if form.check(today()) and "publish" in request.form:
        if form.started_from.data == str(number):
            actions.publish(sheet, after=number, by=g.person, at=now())
            db.session.commit()
            flash("The new edition is published. Readers see it now.", "success")
            return redirect(url_for("factsheets.show", slug=slug, variety=kind.value), 303)
        # The words stay in the form; sent again, they follow the edition that came between.
        form.form_errors = [_overtaken(earlier[0])]
        form.started_from.data = str(number)
    code = 409 if form.form_errors else 422 if form.errors else 200
    return _editing(form, sheet, earlier), code


@blueprint.get("/<slug>/<variety>/editions")
def editions(slug: str, variety: str) -> ResponseReturnValue:
    """What was published when, by whom, and why."""
    kind = _variety(variety)
    found = queries.editions(slug, kind) or abort(404)
    return render_template("sheets/editions.html", editions=found, form=FlaskForm(), today=today())


@blueprint.get("/<slug>/<variety>/editions/<int:number>")
def show(slug: str, variety: str, number: int) -> ResponseReturnValue:
    """One edition as its readers saw it."""
    found = _edition(queries.editions(slug, _variety(variety)), number)
    return render_template("sheets/show.html", edition=found, **shown(found.sheet))


@blueprint.post("/<slug>/<variety>/read-through")
def read_through(slug: str, variety: str) -> ResponseReturnValue:
    """Say that the words are still right."""
    found = queries.editions(slug, _variety(variety)) or abort(404)
    due_on = today() + READ_AGAIN_AFTER
    actions.read_through(found[0].sheet, due_on=due_on, by=g.person, at=now(), today=today())
    db.session.commit()
    flash("Thank you. Readers see that the factsheet was read through today.", "success")
    return redirect(url_for(".index"), 303)


def _editing(form: EditionForm, sheet: Sheet, earlier: list[queries.Published]) -> str:
    plain = sheet.written.plain
    return render_template(
        "sheets/edit.html",
        form=form,
        earlier=earlier,
        parts=PARTS,
        age=reading_age(plain),
        is_plain=is_plain(plain),
        longest=longest_sentences(plain),
        **shown(sheet),
    )


def _start(slug: str, kind: SheetVariety, earlier: list[queries.Published]) -> Sheet | None:
    """What the writer begins with: an edition asked for, else the last one, else the standard words."""
    number = request.args.get("from", type=int)
    if number is not None:
        return _edition(earlier, number).sheet
    begun = earlier or queries.editions(slug, SheetVariety.STANDARD)
    return begun[0].sheet if begun else None


def _answers(start: Sheet | None, number: int) -> dict[str, object]:
    if start is None:
        return {"started_from": str(number)}
    names = ("title", "tab_title", "summary", "words", "owner")
    due_on = today() + READ_AGAIN_AFTER
    return {name: getattr(start, name) for name in names} | {
        "started_from": str(number),
        "review_due_on": due_on,
    }


def _edition(among: list[queries.Published], number: int) -> queries.Published:
    return next((each for each in among if each.sheet.edition == number), None) or abort(404)


def _variety(text: str) -> SheetVariety:
    return next((each for each in SheetVariety if each.value == text), None) or abort(404)


def _overtaken(last: queries.Published) -> str:
    return (
        f"{last.by or 'Somebody'} published edition {last.sheet.edition} while you were writing: "
        f"“{last.sheet.what_changed}” Your words are below and are not lost. Look at that edition, "
        "put in what it changed, and publish again."
    )
