"""The addresses /admin/changes/new, where a directory administrator puts a new listing live, or returns it."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from portal.clock import now, today
from portal.errors import Refused
from portal.listings import drafting, drafts, editing
from portal.listings.draft_forms import REASON, AnswerForm, answer_form
from portal.listings.evidence import evidence_of
from portal.listings.models import NewListing
from portal.listings.moderation_routes import blueprint
from portal.listings.standing import part_lines

RETURN, PUT_LIVE = "return", "live"
CHANGED = "The provider has changed this listing since you opened the page. Read it again."


@blueprint.route("/new/<int:number>", methods=["GET", "POST"])
def new_listing(number: int) -> ResponseReturnValue:
    """A whole listing that is to be put live, field by field."""
    if request.method == "POST":
        editing.take_turn(drafts.sent_one(number).provider_id)
    draft = drafts.sent_one(number)
    form = answer_form(draft)
    if form.validate_on_submit() and _fits(form):
        sentence = _answer(draft, form)
        db.session.commit()
        flash(sentence, "success")
        return redirect(url_for(".index"), 303)
    page = render_template(
        "moderation/new_listing.html",
        draft=draft,
        form=form,
        reason=REASON,
        parts=part_lines(drafts.sections_of(draft), draft.content),
        missing=drafts.missing(draft, today()),
        evidence=evidence_of(draft.provider_id),
    )
    return page, 422 if form.errors else 200


def _fits(form: AnswerForm) -> bool:
    """Whether the button and the reasons say the same."""
    is_returned = request.form.get("answer") == RETURN
    if is_returned and not form.reasons():
        form.form_errors = ["Write at least one reason, at the field that has to change"]
    if not is_returned and form.reasons():
        form.form_errors = ["You wrote a reason to return it. Empty the box, or return the listing"]
    return not form.form_errors


def _answer(draft: NewListing, form: AnswerForm) -> str:
    assert draft.sent_at is not None
    if form.read.data != draft.sent_at.isoformat():
        raise Refused([CHANGED])
    if reasons := form.reasons():
        drafting.send_back(draft, reasons, by=g.person, at=now())
        return f"{draft.name} is returned. The provider is told."
    service = drafting.put_live(draft, by=g.person, at=now(), today=today())
    return f"{service.name} is live. The provider is told."
