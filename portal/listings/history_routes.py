"""The addresses below /listings where every version of a listing can be read, compared and brought back."""

from __future__ import annotations

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from directory_data.database import db
from directory_data.listing_vocabulary import ListingPart
from directory_data.models import Group, Service
from portal.clock import now, today
from portal.errors import Refused
from portal.listings import comparing, editing, queries, words
from portal.listings import history as versions
from portal.listings.content import PartRecord, content_of
from portal.listings.edit_routes import take_turn
from portal.listings.group_checks import group_objections
from portal.listings.models import ListingVersion
from portal.listings.routes import blueprint
from portal.rules.moderation import OF_THE_DAY


@blueprint.get("/history/<part>/<int:part_id>")
def history(part: str, part_id: int) -> ResponseReturnValue:
    """Every version of one part, the newest first: what changed, who changed it, when and why."""
    record = _record(part, part_id)
    kept = versions.versions(ListingPart(part), record.id)
    lines = [
        (
            version,
            words.differences_in_words(ListingPart(part), versions.differences(before, version.content)),
        )
        for before, version in zip([{}, *(each.content for each in kept)], kept, strict=False)
    ]
    lines = [(version, [] if version.number == 1 else changed) for version, changed in lines]
    return render_template(
        "listings/history.html",
        record=record,
        part=part,
        lines=lines[::-1],
        back=_page_of(record),
        form=comparing.form_for(kept),
    )


@blueprint.get("/history/<part>/<int:part_id>/compare")
def compare(part: str, part_id: int) -> ResponseReturnValue:
    """Any two versions side by side: the fields that differ."""
    record = _record(part, part_id)
    kept = versions.versions(ListingPart(part), record.id)
    form = comparing.form_for(kept, request.args or None) or abort(404)
    if request.args and not form.validate():
        abort(404)
    chosen = [each for each in kept if each.number in (form.first.data, form.second.data)]
    earlier, later = chosen[0], chosen[-1]
    rows = words.differences_in_words(ListingPart(part), versions.differences(earlier.content, later.content))
    return render_template(
        "listings/compare.html", record=record, part=part, form=form, earlier=earlier, later=later, rows=rows
    )


@blueprint.get("/history/<part>/<int:part_id>/<int:number>")
def version(part: str, part_id: int, number: int) -> ResponseReturnValue:
    """One version, whole, beside what is live now."""
    record = _record(part, part_id)
    kept = _version(record, part, number)
    names, titles = words.names_and_titles()
    now_live = content_of(record)
    rows = [
        (
            words.label_of(ListingPart(part), field),
            words.words_for(ListingPart(part), field, text, names, titles),
            words.words_for(ListingPart(part), field, now_live[field], names, titles),
        )
        for field, text in kept.content.items()
        if field in now_live
    ]
    return render_template(
        "listings/version.html", record=record, part=part, version=kept, rows=rows, form=FlaskForm()
    )


@blueprint.post("/history/<part>/<int:part_id>/<int:number>/restore")
def restore(part: str, part_id: int, number: int) -> ResponseReturnValue:
    """Bring a version back. What waits for a directory administrator in any other change waits here too."""
    take_turn()
    record = _record(part, part_id)
    kept = _version(record, part, number)
    shown = editing.standing(record)
    typed = {
        field: text for field, text in kept.content.items() if field in shown and field not in OF_THE_DAY
    }
    if isinstance(record, Group):
        why = group_objections(record.service, record, {**shown, **typed}, today())
        if why:
            raise Refused([f"{sentence}." for _, sentence in why])
    saved = editing.save(
        record,
        typed,
        seen={field: editing.mark(text) for field, text in shown.items()},
        by=g.person,
        at=now(),
        today=today(),
        why=f"Version {number} brought back.",
    )
    db.session.commit()
    flash(saved.sentence(None), "success")
    return redirect(url_for(".history", part=part, part_id=part_id), 303)


def _record(part: str, part_id: int) -> PartRecord:
    if part not in list(ListingPart):
        abort(404)
    return queries.part_for(g.person, ListingPart(part), part_id)


def _version(record: PartRecord, part: str, number: int) -> ListingVersion:
    kept = versions.versions(ListingPart(part), record.id)
    return next((each for each in kept if each.number == number), None) or abort(404)


def _page_of(record: PartRecord) -> str:
    if isinstance(record, Service):
        return url_for(".show", slug=record.slug)
    return url_for(".show", slug=record.service.slug) if isinstance(record, Group) else url_for(".index")
