"""The addresses /cases/<reference>/documents/...: one issued document as a page and as PDF."""

from __future__ import annotations

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from portal.cases import queries as cases
from portal.documents import handing_out, panels, queries
from portal.documents.paper import from_record

blueprint = Blueprint("documents", __name__, url_prefix="/cases/<reference>/documents")


@blueprint.get("/<key>")
def show(reference: str, key: str) -> ResponseReturnValue:
    """The document as a page."""
    case = cases.case_for(g.person, reference)
    document = queries.document_of(case, key)
    return render_template(
        "documents/show.html",
        case=case,
        document=document,
        paper=from_record(document.content),
        latest=queries.latest(case, document.kind, document.about),
        replaced=queries.version_of(case, document.kind, document.about, document.version - 1),
        panels=panels.panels_of(document),
    )


@blueprint.get("/<key>.pdf")
def pdf(reference: str, key: str) -> ResponseReturnValue:
    """The very bytes that were issued."""
    case = cases.case_for(g.person, reference)
    return handing_out.file_of(case, queries.document_of(case, key))
