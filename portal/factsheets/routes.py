"""The public pages of words: factsheets, who to ring now, and how this site treats its readers."""

from __future__ import annotations

from http import HTTPStatus
from itertools import groupby
from operator import attrgetter
from typing import Any

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from directory_data.availability import in_full
from directory_data.public_vocabulary import SheetVariety
from portal.clock import today
from portal.documents.typesetting import Stamp, pdf_of
from portal.factsheets import queries
from portal.factsheets.helplines import HELPLINES
from portal.factsheets.laws import LAWS
from portal.factsheets.pictures import PICTURES
from portal.factsheets.printing import paper_of
from portal.factsheets.programme_rule import PROGRAMME_RULE
from portal.factsheets.sheets import STATEMENTS, Sheet
from portal.kept_pages import kept_page

blueprint = Blueprint("factsheets", __name__)


@blueprint.get("/factsheets")
@kept_page()
def index() -> ResponseReturnValue:
    """All factsheets, with what each is about and the ways in which it can be read."""
    sheets = [list(same) for _, same in groupby(queries.live_sheets(), attrgetter("slug"))]
    return render_template("factsheets/index.html", sheets=sheets)


@blueprint.get("/factsheets/<slug>", defaults={"variety": "standard"})
@blueprint.get("/factsheets/<slug>/<variety>")
@kept_page()
def show(slug: str, variety: str) -> ResponseReturnValue:
    """One factsheet, in one of the ways in which it can be read."""
    live = queries.live_sheets(slug)
    sheet = queries.live_sheet(variety, live)
    if sheet is None:
        return _not_written(variety, live)
    others = [each for each in live if each is not sheet]
    return render_template("factsheets/show.html", others=others, **shown(sheet))


@blueprint.get("/factsheets/<slug>.pdf", defaults={"variety": "standard"})
@blueprint.get("/factsheets/<slug>/<variety>.pdf")
def pdf(slug: str, variety: str) -> ResponseReturnValue:
    """The same words as PDF, under a file name that does not say what they are about."""
    live = queries.live_sheets(slug)
    sheet = queries.live_sheet(variety, live)
    if sheet is None:
        return _not_written(variety, live)
    words = render_template("factsheets/_words.html", **shown(sheet))
    stamp = Stamp(sheet.owner, f"Edition {sheet.edition}, read through on {in_full(sheet.reviewed_on)}")
    paper = paper_of(sheet.title, f"<article>{words}</article>", lang=sheet.lang)
    answer = Response(pdf_of(paper, stamp), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="factsheet.pdf"'
    return answer


def shown(sheet: Sheet) -> dict[str, Any]:
    """What the template of a factsheet needs, for readers and for an administrator's preview alike."""
    return {
        "sheet": sheet,
        "helplines": HELPLINES,
        "laws": [LAWS[key] for key in sheet.written.laws],
        "rule": PROGRAMME_RULE,
        "pictures": PICTURES,
        "today": today(),
    }


def _not_written(variety: str, live: list[Sheet]) -> ResponseReturnValue:
    """Say in which ways a factsheet can be read, to somebody who asks for one that nobody has written; else 404."""
    asked = next((each for each in SheetVariety if each.value == variety), None)
    if asked is None or not live:
        abort(404)
    return render_template("factsheets/not_written.html", asked=asked, sheets=live), HTTPStatus.NOT_FOUND


@blueprint.get("/help-now")
@kept_page(reads_store=False)
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
