"""flask load-directory, rebuild-index: listings from files, and the index made anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TextIO

import click
from flask import current_app
from flask.cli import with_appcontext

from directory_data import changes
from directory_data.database import db
from directory_data.gazetteer import Gazetteer
from directory_data.loading import (
    Each,
    Feed,
    KnownAreas,
    LoadReport,
    UnusableFeed,
    kinds_of,
    load,
    read_csv_folder,
    read_hsds,
    slugs_of,
)
from directory_data.models.noticing import note_all
from directory_data.vocabulary import AreaKind, ServiceType
from portal.clock import today


@click.command("load-directory")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "hsds"]),
    default="csv",
    help="csv: folders of our template. hsds: Open Referral, as files, folders or zips.",
)
@click.option(
    "--each",
    type=click.Choice([each.value for each in Each]),
    default=Each.FILE.value,
    help="What is loaded whole or not at all: each path, or each provider in it.",
)
@click.option(
    "--as",
    "as_type",
    type=click.Choice([kind.value for kind in ServiceType]),
    help="hsds: the kind of every service whose terms name none of ours; other help without it.",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@click.option("--report", type=click.File("w", lazy=False), help="Write the report to this file, as JSON.")
@with_appcontext
def load_directory(
    paths: tuple[Path, ...], form: str, each: str, as_type: str | None, dry_run: bool, report: TextIO | None
) -> None:
    """Load listings. Exit 0 loaded, 1 refused or held-back rows, 2 unusable file."""
    if as_type and form != "hsds":
        raise click.UsageError("--as goes with --format hsds: the template has a column for the type.")
    try:
        feeds = [_read(path, form, ServiceType(as_type) if as_type else None) for path in paths]
    except UnusableFeed as unusable:
        _write(report, [{"unusable": str(unusable)}])
        click.echo(str(unusable), err=True)
        raise SystemExit(2) from None
    done = []
    for loaded in _load_all(feeds, Each(each), dry_run=dry_run):
        done.append(loaded)
        click.echo("\n".join(loaded.sentences()))
    _write(report, [loaded.as_dict() for loaded in done])
    if not dry_run and any(loaded.counts for loaded in done):
        current_app.extensions["service_index"].rebuild(db.session())
    if not all(loaded.is_whole for loaded in done):
        raise SystemExit(1)


@click.command("rebuild-index")
@with_appcontext
def rebuild_index() -> None:
    """Make the search index anew beside the old one, then swap; every server reads the listings anew too."""
    click.echo(index_made_anew())


def index_made_anew() -> str:
    """The new index, in a sentence. Other processes follow the line that is left for all listings."""
    note_all(db.session())
    db.session.commit()
    count = current_app.extensions["service_index"].rebuild(db.session())
    changes.forget_before(db.session(), changes.latest(db.session()))
    db.session.commit()
    return f"The index holds {count} {'service' if count == 1 else 'services'}."


def _read(path: Path, form: str, as_type: ServiceType | None) -> Feed:
    if form == "csv":
        return read_csv_folder(path)
    store = db.session()
    return read_hsds(path, as_type=as_type, slugs_in_use=slugs_of(store), known_kinds=kinds_of(store))


def _load_all(feeds: list[Feed], each: Each, *, dry_run: bool) -> Iterator[LoadReport]:
    """One feed after another, each committed for itself. A trial writes them all and takes all back at the end,
    so that a feed may name what an earlier one brings."""
    gazetteer: Gazetteer = current_app.extensions["gazetteer"]
    known: KnownAreas = {kind: gazetteer.area_codes(kind) for kind in AreaKind if kind is not AreaKind.RADIUS}
    try:
        for feed in feeds:
            done = load(feed, db.session(), today=today(), known_areas=known, each=each)
            if not dry_run:
                db.session.commit()
            yield replace(done, is_dry_run=dry_run)
    finally:
        db.session.rollback()


def _write(report: TextIO | None, content: list[dict[str, object]]) -> None:
    if report is not None:
        json.dump(content, report, indent=2, ensure_ascii=False)
        report.write("\n")
