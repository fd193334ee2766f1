"""The public pages of words: factsheets, who to ring now, and how this site treats its readers."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from directory_data.availability import in_full
from portal.clock import today
from portal.documents.typesetting import Stamp, pdf_of
from portal.factsheets.helplines import HELPLINES
from portal.factsheets.printing import paper_of
from portal.factsheets.programme_rule import PROGRAMME_RULE
from portal.factsheets.sheets import SHEETS, STATEMENTS, Sheet

blueprint = Blueprint("factsheets", __name__)


@blueprint.get("/factsheets")
def index() -> ResponseReturnValue:
    """All factsheets, with what each is about."""
    return render_template("factsheets/index.html", sheets=SHEETS.values())


@blueprint.get("/factsheets/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """One factsheet."""
    sheet = SHEETS.get(slug) or abort(404)
    return render_template(sheet.template, **_words_of(sheet))


@blueprint.get("/factsheets/<slug>.pdf")
def pdf(slug: str) -> ResponseReturnValue:
    """The same words as PDF, under a file name that does not say what they are about."""
    sheet = SHEETS.get(slug) or abort(404)
    words = render_template(sheet.template, **_words_of(sheet))
    stamp = Stamp(sheet.owner, f"Version {sheet.version}, read through on {in_full(sheet.reviewed_on)}")
    answer = Response(pdf_of(paper_of(sheet.title, words), stamp), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="factsheet.pdf"'
    return answer


def _words_of(sheet: Sheet) -> dict[str, Any]:
    is_overdue = sheet.is_overdue(today())
    return {"sheet": sheet, "helplines": HELPLINES, "rule": PROGRAMME_RULE, "is_overdue": is_overdue}


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
