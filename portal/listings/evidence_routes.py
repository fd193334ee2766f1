"""The addresses /listings/evidence: give evidence of accreditation, and have it again as a file."""

from __future__ import annotations

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import FileField

from directory_data.database import db
from portal import audit
from portal.clock import now
from portal.listings import editing
from portal.listings import evidence as keeping
from portal.listings.routes import blueprint
from portal.rules.audit_words import Act, Thing
from portal.rules.evidence import LARGEST_BYTES, objections

LARGEST_REQUEST = LARGEST_BYTES + 100_000
"""The file, and what stands around it in the form."""


class EvidenceForm(FlaskForm):
    """One file."""

    file = FileField("PDF file", description=f"{LARGEST_BYTES // 1_000_000} MB at most.")


@blueprint.route("/evidence", methods=["GET", "POST"])
def evidence() -> ResponseReturnValue:
    """What the provider has given as evidence; give more."""
    form = EvidenceForm()
    if form.validate_on_submit():
        editing.take_turn(g.person.provider_id)
        sent = request.files.get("file")
        name, content = (sent.filename or "", sent.stream.read(LARGEST_BYTES + 1)) if sent else ("", b"")
        if why := objections(name, content):
            form.file.errors = [sentence.removesuffix(".") for sentence in why]
            db.session.rollback()
        else:
            keeping.keep(g.person.provider_id, name, content, by=g.person, at=now())
            db.session.commit()
            flash("The file is kept. A directory administrator can read it.", "success")
            return redirect(url_for(".evidence"), 303)
    page = render_template(
        "listings/evidence.html", form=form, kept=keeping.evidence_of(g.person.provider_id)
    )
    return page, 422 if form.errors else 200


@blueprint.get("/evidence/<key>")
def evidence_file(key: str) -> ResponseReturnValue:
    """One file, to be saved and never shown inside a page."""
    record, content = keeping.evidence_for(g.person, key)
    headers = {"Content-Disposition": f'attachment; filename="{record.name}"'}
    audit.record(Act.EXPORTED, Thing.EVIDENCE, key, by=g.person, at=now())
    db.session.commit()
    return Response(content, mimetype="application/pdf", headers=headers)
