"""The addresses /listings/files: take one's own listings away, and bring them back changed."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flask import (
    Response,
    abort,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import MultipleFileField

from directory_data.database import db
from directory_data.gazetteer import Gazetteer
from directory_data.loading import Feed, UnusableFeed, kinds_of, read_csv_folder, read_hsds, slugs_of
from directory_data.loading.feed import RECORD_KINDS
from directory_data.loading.rows import columns_of
from directory_data.vocabulary import AreaKind
from portal import audit
from portal.clock import now, today
from portal.listings import editing, evidence, exporting, kept_records, open_referral, queries, uploading
from portal.listings.routes import blueprint
from portal.listings.uploading import Uploaded
from portal.rules.audit_words import Act, Thing
from portal.template_filters import count

KINDS = tuple(RECORD_KINDS.values())
COLUMNS = {kind: columns_of(row_type) for row_type, kind in RECORD_KINDS.items()}
ALWAYS_THERE = ("providers", "services")
"""Files without which a folder of the template cannot be read: what stands there now is put in their place."""
SHOWN = 50
OPEN_REFERRAL = "open-referral.json"
ATTACHMENT = "attachment; filename={}"


class FilesForm(FlaskForm):
    """The files of one upload."""

    files = MultipleFileField("Your files")


@blueprint.route("/files", methods=["GET", "POST"])
def files() -> ResponseReturnValue:
    """Check files, or take them in: the same checks and the same moderation as on pages."""
    form, report = FilesForm(), None
    is_taken = request.form.get("step") == "take"
    if form.validate_on_submit():
        editing.take_turn(g.person.provider_id)
        try:
            report = _take()
        except UnusableFeed as unusable:
            form.files.errors = [str(unusable).removesuffix(".")]
        if report is not None and is_taken and not report.refusals:
            db.session.commit()
            flash(_words(report), "success")
            return redirect(url_for(".index"), 303)
        db.session.rollback()
    page = render_template(
        "listings/files.html",
        form=form,
        report=report,
        kinds=KINDS,
        shown=SHOWN,
        columns=COLUMNS,
        left_out=_left_out(report) if report else [],
    )
    return page, 422 if form.errors or (report and report.refusals) else 200


@blueprint.get("/files/<kind>.csv")
def template(kind: str) -> ResponseReturnValue:
    """One file of the template with what stands there now."""
    if kind not in KINDS:
        abort(404)
    content = "\ufeff" + exporting.csv_of(kind, _own()[kind])
    _note_taken(kind)
    headers = {"Content-Disposition": ATTACHMENT.format(f"{kind}.csv")}
    return Response(content, mimetype="text/csv", headers=headers)


@blueprint.get("/files/open-referral.json")
def open_referral_file() -> ResponseReturnValue:
    """The provider's listings in the standard's JSON."""
    content = _own_open_referral()
    _note_taken("open-referral")
    headers = {"Content-Disposition": ATTACHMENT.format(OPEN_REFERRAL)}
    return Response(content, mimetype="application/json", headers=headers)


@blueprint.get("/files/everything.zip")
def everything() -> ResponseReturnValue:
    """All that is the provider's: every file of the template, the same as JSON, what is kept, and its evidence."""
    provider = queries.provider_of(g.person)
    packed = exporting.zip_of(_own(), kept_records.kept_of(provider), _evidence(provider.id))
    _note_taken("everything")
    headers = {"Content-Disposition": ATTACHMENT.format("listings.zip")}
    return Response(exporting.chunks_of(packed), mimetype="application/zip", headers=headers)


def _evidence(provider_id: int) -> Iterator[tuple[str, bytes]]:
    """What the provider has given as evidence, file by file."""
    for each in evidence.evidence_of(provider_id):
        if (content := evidence.content_of(each)) is not None:
            yield f"evidence/{each.id}-{each.name}", content


def _note_taken(what: str) -> None:
    """Record whose listings left in a file, and which of them."""
    reference = f"{g.person.provider_id}/{what}"
    audit.record(Act.EXPORTED, Thing.LISTINGS, reference, by=g.person, at=now())
    db.session.commit()


def _own() -> dict[str, list[exporting.Cells]]:
    return exporting.tables_of(queries.provider_of(g.person), queries.services_of(g.person))


def _take() -> Uploaded:
    gazetteer: Gazetteer = current_app.extensions["gazetteer"]
    services = {service.slug: service for service in queries.services_of(g.person)}
    with tempfile.TemporaryDirectory() as folder:
        feed, before = _read(Path(folder))
        return uploading.take(
            feed,
            queries.provider_of(g.person),
            services,
            by=g.person,
            at=now(),
            today=today(),
            before=before,
            known_areas={
                kind: gazetteer.area_codes(kind) for kind in AreaKind if kind is not AreaKind.RADIUS
            },
        )


def _read(folder: Path) -> tuple[Feed, Feed | None]:
    """The uploaded files as a feed, and what the same format says of the listings now where it cannot say everything;
    raises UnusableFeed with a sentence for the reader."""
    sent = {
        Path(each.filename or "").name.lower(): each
        for each in request.files.getlist("files")
        if each.filename
    }
    if not sent:
        raise UnusableFeed("Choose at least one file.")
    if len(sent) == 1 and (name := next(iter(sent))).endswith(".json"):
        sent[name].save(folder / OPEN_REFERRAL)
        feed = _read_open_referral(folder / OPEN_REFERRAL)
        (folder / OPEN_REFERRAL).write_text(_own_open_referral(), encoding="utf-8")
        return feed, _read_open_referral(folder / OPEN_REFERRAL)
    if strange := sorted(set(sent) - {f"{kind}.csv" for kind in KINDS}):
        raise UnusableFeed(f"{strange[0][:60]} is not called as in the template, such as groups.csv.")
    own = _own()
    for kind in ALWAYS_THERE:
        (folder / f"{kind}.csv").write_text(exporting.csv_of(kind, own[kind]), encoding="utf-8")
    for name, each in sent.items():
        each.save(folder / name)
    return read_csv_folder(folder), None


def _read_open_referral(path: Path) -> Feed:
    store = db.session()
    return read_hsds(path, slugs_in_use=slugs_of(store), known_kinds=kinds_of(store))


def _own_open_referral() -> str:
    gazetteer: Gazetteer = current_app.extensions["gazetteer"]
    provider, services = queries.provider_of(g.person), queries.services_of(g.person)
    tables = open_referral.tables_of(provider, services, gazetteer.area_name)
    return json.dumps(tables, indent=2, ensure_ascii=False)


def _words(report: Uploaded) -> str:
    told = [
        f"{words}."
        for number, words in (
            (report.live, f"{count(report.live, 'detail')} changed, live now"),
            (
                report.waiting,
                f"{count(report.waiting, 'detail')} for a directory administrator to look at first",
            ),
            (report.added, f"{count(report.added, 'group or venue', 'groups or venues')} added"),
        )
        if number
    ]
    told = told or ["The files say what the listings say already. Nothing was changed."]
    return " ".join([*told, *_left_out(report)])


def _left_out(report: Uploaded) -> list[str]:
    """What of the files was not taken, in sentences."""
    told = []
    if report.not_by_file:
        told.append(
            f"Left out, because it is changed on pages alone: {', '.join(sorted(report.not_by_file))}."
        )
    if report.not_kept:
        told.append(f"Left out, because listings have no place for it: {', '.join(report.not_kept)}.")
    return told
