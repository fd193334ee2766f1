"""The addresses below /listings/history where the versions of a listing are read one after another and compared."""

from __future__ import annotations

from flask import abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory_data.listing_vocabulary import ListingPart
from directory_data.models import Group, Service
from portal.listings import comparing, queries, words
from portal.listings import history as versions
from portal.listings.content import PartRecord
from portal.listings.routes import blueprint


@blueprint.get("/history/<part>/<int:part_id>")
def history(part: str, part_id: int) -> ResponseReturnValue:
    """Every version of one part, the newest first: what changed, who changed it, when and why."""
    record = record_of(part, part_id)
    kept = versions.versions(ListingPart(part), record.id)
    lines = [
        (
            version,
            words.differences_in_words(ListingPart(part), versions.differences(before, version.content)),
        )
        for before, version in zip([{}, *(each.content for each in kept)], kept, strict=False)
    ]
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
    record = record_of(part, part_id)
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


def record_of(part: str, part_id: int) -> PartRecord:
    """The part of one of the person's own listings that an address names, or 404."""
    if part not in list(ListingPart):
        abort(404)
    return queries.part_for(g.person, ListingPart(part), part_id)


def _page_of(record: PartRecord) -> str:
    if isinstance(record, Service):
        return url_for(".show", slug=record.slug)
    return url_for(".show", slug=record.service.slug) if isinstance(record, Group) else url_for(".index")
