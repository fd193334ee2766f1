"""The public pages of words: factsheets, who to ring now, and how this site treats its readers."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from portal.clock import today
from portal.factsheets.helplines import HELPLINES
from portal.factsheets.programme_rule import PROGRAMME_RULE
from portal.factsheets.sheets import SHEETS, STATEMENTS

blueprint = Blueprint("factsheets", __name__)


@blueprint.get("/factsheets")
def index() -> ResponseReturnValue:
    """All factsheets, with what each is about."""
    return render_template("factsheets/index.html", sheets=SHEETS.values())


@blueprint.get("/factsheets/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """One factsheet."""
    sheet = SHEETS.get(slug) or abort(404)
    return render_template(
        sheet.template,
        sheet=sheet,
        helplines=HELPLINES,
        rule=PROGRAMME_RULE,
        is_overdue=sheet.is_overdue(today()),
    )


@blueprint.get("/help-now")
def help_now() -> ResponseReturnValue:
    """Who to ring, most urgent first."""
    return render_template("factsheets/help_now.html", helplines=HELPLINES, today=today())


@blueprint.get("/safety")
def safety() -> ResponseReturnValue:
    """How to use this site without leaving more traces than need be."""
    return render_template("factsheets/safety.html", statement=STATEMENTS["safety"])


@blueprint.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """What works for whom, what does not yet, and how to say so."""
    return render_template("factsheets/accessibility.html", statement=STATEMENTS["accessibility"])


@blueprint.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What is kept about readers and about people in a case, and why."""
    return render_template("factsheets/privacy.html", statement=STATEMENTS["privacy"])


@blueprint.get("/cookies")
def cookies() -> ResponseReturnValue:
    """The cookies of this site: one, and only for people who sign in."""
    return render_template("factsheets/cookies.html", statement=STATEMENTS["cookies"])
