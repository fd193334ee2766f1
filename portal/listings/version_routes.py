"""The addresses below /listings/history of one version of a listing: it is read whole, and brought back."""

from __future__ import annotations

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from directory_data.listing_vocabulary import ListingPart
from directory_data.models import Group, Service
from portal.clock import now, today
from portal.errors import Refused
from portal.listings import editing, history, new_times, pairing, words
from portal.listings.bringing_back import BroughtBack, brought_back
from portal.listings.content import PartRecord, content_of
from portal.listings.edit_routes import take_turn
from portal.listings.group_checks import group_objections
from portal.listings.history_routes import record_of
from portal.listings.models import ListingVersion
from portal.listings.pairing import UNPAIRING
from portal.listings.routes import blueprint
from portal.text_fields import TypedForm

TAKEN_AWAY = "This version takes a partner-support service away."


@blueprint.get("/history/<part>/<int:part_id>/<int:number>")
def version(part: str, part_id: int, number: int) -> ResponseReturnValue:
    """One version, whole, beside what is live now, and what bringing it back would do."""
    record = record_of(part, part_id)
    kept = _version(record, part, number)
    back = brought_back(record, kept.content, editing.standing(record))
    return _page(record, kept, back, _form(record, back))


@blueprint.post("/history/<part>/<int:part_id>/<int:number>/restore")
def restore(part: str, part_id: int, number: int) -> ResponseReturnValue:
    """Bring a version back. What waits for a directory administrator in any other change waits here too."""
    take_turn()
    record = record_of(part, part_id)
    kept = _version(record, part, number)
    shown = editing.standing(record)
    back = brought_back(record, kept.content, shown)
    form = _form(record, back)
    if not form.validate():
        return _page(record, kept, back, form), 422
    if isinstance(record, Group):
        why = group_objections(record.service, record, {**shown, **back.content}, today())
        if why:
            raise Refused([f"{sentence}." for _, sentence in why])
    answer = form[UNPAIRING].data if UNPAIRING in form else None
    saved = editing.save(
        record,
        back.content,
        seen={field: editing.mark(text) for field, text in shown.items()},
        by=g.person,
        at=now(),
        today=today(),
        why=pairing.with_answer(answer, f"Version {number} brought back."),
        on_referrals=answer,
    )
    db.session.commit()
    flash(" ".join((saved.sentence(None), *back.gone)), "success")
    return redirect(url_for(".history", part=part, part_id=part_id), 303)


def _page(record: PartRecord, kept: ListingVersion, back: BroughtBack, form: TypedForm) -> str:
    names, titles = words.names_and_titles()
    now_live = content_of(record)
    rows = [
        (
            words.label_of(kept.part, field),
            words.words_for(kept.part, field, text, names, titles),
            words.words_for(kept.part, field, now_live[field], names, titles),
        )
        for field, text in kept.content.items()
        if field in now_live
    ]
    return render_template(
        "listings/version.html",
        record=record,
        part=kept.part.value,
        version=kept,
        rows=rows,
        form=form,
        gone=[*back.gone],
        sessions=new_times.told(record, {**editing.standing(record), **back.content}, today()),
    )


def _form(record: PartRecord, back: BroughtBack) -> TypedForm:
    """Asks only where the version takes a partner-support service away while referrals are under way."""
    if not isinstance(record, Service):
        return TypedForm()
    live = content_of(record)[editing.PAIRING]
    after = back.content.get(editing.PAIRING, live)
    number = pairing.referrals_under_way(record) if pairing.takes_away(live, after) else 0
    asked = {UNPAIRING: pairing.question(number, when=TAKEN_AWAY)} if number else {}
    form: TypedForm = type("RestoreForm", (TypedForm,), asked)()
    return form


def _version(record: PartRecord, part: str, number: int) -> ListingVersion:
    kept = history.versions(ListingPart(part), record.id)
    return next((each for each in kept if each.number == number), None) or abort(404)
