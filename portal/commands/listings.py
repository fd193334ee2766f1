"""flask load-directory, rebuild-index: listings from files, and the index made anew."""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from directory_data.database import db
from directory_data.gazetteer import Gazetteer
from directory_data.loading import KnownAreas, UnusableFeed, load, read_csv_folder
from directory_data.vocabulary import AreaKind
from portal.clock import today


@click.command("load-directory")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["csv"]), default="csv", help="The form of the listings.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@click.option("--report", type=click.Path(path_type=Path), help="Write the report to this file, as JSON.")
@with_appcontext
def load_directory(paths: tuple[Path, ...], form: str, dry_run: bool, report: Path | None) -> None:
    """Load listings: a folder of CSV files each. Exit 0 loaded, 1 refused rows, 2 unusable file."""
    gazetteer: Gazetteer = current_app.extensions["gazetteer"]
    known: KnownAreas = {kind: gazetteer.area_codes(kind) for kind in AreaKind if kind is not AreaKind.RADIUS}
    reports = []
    for path in paths:
        try:
            feed = read_csv_folder(path)
        except UnusableFeed as unusable:
            click.echo(str(unusable), err=True)
            raise SystemExit(2) from None
        done = load(feed, db.session(), today=today(), dry_run=dry_run, known_areas=known)
        reports.append(done)
        for line in done.sentences():
            click.echo(line)
    if report:
        report.write_text(json.dumps([done.as_dict() for done in reports], indent=2) + "\n")
    if any(done.is_refused for done in reports):
        db.session.rollback()
        raise SystemExit(1)
    db.session.commit()
    if not dry_run:
        current_app.extensions["service_index"].rebuild(db.session())


@click.command("rebuild-index")
@with_appcontext
def rebuild_index() -> None:
    """Make the search index anew beside the old one, then swap."""
    count = current_app.extensions["service_index"].rebuild(db.session())
    click.echo(f"The index holds {count} services.")
