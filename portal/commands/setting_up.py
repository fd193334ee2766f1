"""flask setup, demo, check: from an empty folder to a portal that serves."""

from __future__ import annotations

import os
import secrets
from datetime import date, datetime
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import func, select

from directory_data import sample
from directory_data.database import db
from directory_data.loading import LoadReport, load, read_csv_folder
from directory_data.migrations import running
from directory_data.models import Service
from portal.accounts import demonstration
from portal.cases.models import Case
from portal.clock import now, today
from portal.commands.demonstration_cases import add_demonstration_cases
from portal.commands.demonstration_group import add_demonstration_group
from portal.config import SECRETS_FILE, Settings
from portal.news.demonstration import add_demonstration_notices
from portal.sealing import new_key


def set_up(app: Flask) -> None:
    """Make what is missing in the instance folder and bring the store up to date. Safe to repeat, in an app context."""
    settings: Settings = app.config["SETTINGS"]
    settings.instance.mkdir(parents=True, exist_ok=True)
    settings.instance.chmod(0o700)
    if not settings.is_set_up:
        _make_secrets(settings.instance / SECRETS_FILE, settings)
    running.upgrade(db.engine)
    index = app.extensions["service_index"]
    if index.needs_rebuild(db.session()):
        index.rebuild(db.session())


def load_demonstration(app: Flask, day: date, at: datetime) -> LoadReport:
    """The sample directory, its people and a few cases, with dates counted from `day`; the caller commits."""
    report = load(read_csv_folder(sample.FOLDER), db.session(), today=day)
    if not report.is_refused:
        demonstration.add_demonstration_people(db.session(), at)
        add_demonstration_cases(day=day, at=at)
        add_demonstration_notices(db.session(), at)
    return report


def _make_secrets(path: Path, settings: Settings) -> None:
    """Write the secrets that are missing, readable by nobody else. A file that is already there is added to."""
    lines = []
    if not settings.secret_key:
        lines.append(f"PORTAL_SECRET_KEY={secrets.token_urlsafe(48)}")
    if not settings.field_keys:
        lines.append(f"PORTAL_FIELD_KEYS={new_key()}")
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as file:
        path.chmod(0o600)
        # The line before may have been left open by an editor.
        file.write("\n".join(["" if file.tell() else "# Secrets of this portal", *lines]) + "\n")


@click.command("setup")
@with_appcontext
def setup() -> None:
    """Migrate the store, make missing secrets, build the search index if it is not current. Safe to repeat."""
    set_up(current_app._get_current_object())  # type: ignore[attr-defined]
    click.echo("The portal is set up.")


@click.command("demo")
@click.option("--if-empty", is_flag=True, help="Do nothing where the store holds services already.")
@with_appcontext
def demo(if_empty: bool) -> None:
    """Load the sample directory, sample cases and demonstration people. Refuses on a store with real people in it."""
    if if_empty and db.session.scalar(select(func.count(Service.id))):
        return
    if demonstration.has_real_people(db.session()):
        raise click.ClickException("This store holds real people. A demonstration needs a store of its own.")
    if db.session.scalar(select(func.count(Case.id))):
        click.echo("The demonstration is loaded already. Nothing was changed.")
        return
    report = load_demonstration(current_app, today(), now())
    if report.is_refused:
        raise click.ClickException("\n".join(report.sentences()))
    add_demonstration_group(current_app.extensions["gazetteer"], day=today(), at=now())
    db.session.commit()
    current_app.extensions["service_index"].rebuild(db.session())
    for line in report.sentences():
        click.echo(line)


@click.command("check")
@with_appcontext
def check() -> None:
    """Name each setting that is not fit for real people. Exit 1 when there is any."""
    settings: Settings = current_app.config["SETTINGS"]
    unsafe = [sentence for holds, sentence in _unsafe(settings) if holds]
    for sentence in unsafe:
        click.echo(sentence)
    if unsafe:
        raise SystemExit(1)
    click.echo("Nothing unsafe found in the settings.")


def _unsafe(settings: Settings) -> list[tuple[bool, str]]:
    is_open_folder = settings.instance.exists() and bool(settings.instance.stat().st_mode & 0o077)
    return [
        (settings.is_demo, "PORTAL_DEMO is 1: sign-ins are shown and no second factor is asked."),
        (
            settings.today is not None,
            "PORTAL_TODAY is set: deadlines and openings are counted from a false date.",
        ),
        (not settings.is_set_up, "Secrets are missing: run flask setup."),
        (
            settings.is_set_up and len(settings.secret_key or "") < 32,
            "PORTAL_SECRET_KEY is shorter than 32 characters.",
        ),
        (
            is_open_folder,
            f"The instance folder {settings.instance} can be read by others: set its mode to 0700.",
        ),
    ]


@click.command("new-migration")
@click.argument("message")
@with_appcontext
def new_migration(message: str) -> None:
    """For developers: write the change of the tables that the records now ask for."""
    running.revise(db.engine, message)
