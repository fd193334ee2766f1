"""flask load-postcodes, load-areas, where, build-facts: what the portal knows about places."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import inspect

from directory_data.database import db
from directory_data.gazetteer import Gazetteer, UnusableFile, resolve_lines
from directory_data.gazetteer import build_facts as make_facts
from directory_data.gazetteer import load_areas as load_table_of_areas
from directory_data.gazetteer import load_postcodes as load_table
from directory_data.gazetteer.area_tables import KINDS
from directory_data.gazetteer.facts import FACTS_FOLDER
from directory_data.models import Service
from portal.commands.listings import index_made_anew
from portal.config import Settings


@click.command("load-postcodes")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--terminated",
    type=click.Path(path_type=Path),
    help="A second file, of postcodes no longer in use: Code-Point Open leaves them out, ONSPD and NSPL have them.",
)
@click.option(
    "--force", is_flag=True, help="Take a file that holds fewer than nine tenths of the last one's postcodes."
)
@with_appcontext
def load_postcodes(path: Path, terminated: Path | None, force: bool) -> None:
    """Load postcodes from Code-Point Open, ONSPD, NSPL or a CSV. The old table answers until the new is whole."""
    settings: Settings = current_app.config["SETTINGS"]
    try:
        with progress_bar() as show:
            report = load_table(path, settings.postcodes, force=force, progress=show, ended=terminated)
    except UnusableFile as unusable:
        click.echo(str(unusable), err=True)
        raise SystemExit(2) from None
    click.echo(
        f"{_counted(report.located, 'postcode')} can be found, as of {report.released_on or 'an unstated date'}."
    )
    for reason, number in report.counts.items():
        click.echo(f"{number:,} {reason}")


@click.command("load-areas")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(list(KINDS)), required=True, help="What the file is a table of.")
@click.option("--force", is_flag=True, help="Take a file that leaves out what the last one held.")
@with_appcontext
def load_areas(path: Path, kind: str, force: bool) -> None:
    """Load your own table of authorities, court areas or Cafcass areas (CSV). It goes before the one that we ship.

    Coverage is loaded with the listings: coverage.csv of flask load-directory.
    """
    settings: Settings = current_app.config["SETTINGS"]
    try:
        rows = load_table_of_areas(path, kind, settings.areas, force=force)
    except UnusableFile as unusable:
        click.echo(str(unusable), err=True)
        raise SystemExit(2) from None
    click.echo(
        f"{_counted(rows, 'row')} of {kind.replace('-', ' ')} loaded. The portal uses them from now on."
    )
    # The names of areas stand in the index.
    if inspect(db.engine).has_table(Service.__tablename__):
        click.echo(index_made_anew())


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"


@contextmanager
def progress_bar() -> Iterator[Callable[[float], None]]:
    """A bar on a terminal, nothing elsewhere; it is told the share (0 to 1) that is read."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=1000, file=sys.stderr, label="Reading") as bar:
        yield lambda share: bar.update(max(0, round(share * 1000) - bar.pos))


@click.command("where")
@click.argument("text", nargs=-1)
@click.option("--file", type=click.File("r", encoding="utf-8", errors="replace"), help="One text a line.")
@with_appcontext
def where(text: tuple[str, ...], file: Iterable[str] | None) -> None:
    """What the portal makes of each text typed as a place: one JSON object a line."""
    gazetteer: Gazetteer = current_app.extensions["gazetteer"]
    lines = (line.rstrip("\r\n") for line in file) if file else iter(text)
    write = sys.stdout.write
    for answer in resolve_lines(gazetteer, lines):
        write(answer + "\n")


@click.command("build-facts")
@click.argument("source", type=click.Path(path_type=Path, exists=True, file_okay=False))
def build_facts(source: Path) -> None:
    """For developers: make the shipped fact tables anew from the published files in a folder."""
    for name, rows in make_facts(source, FACTS_FOLDER).items():
        click.echo(f"{name}: {rows} rows")
