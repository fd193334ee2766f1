"""flask backup, restore: everything that cannot be made again, into a folder and back into an empty instance."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import inspect

from directory_data.database import db
from directory_data.migrations import running
from portal import audit
from portal.audit.models import AuditEntry
from portal.clock import now
from portal.commands.backup_folder import STORES, Manifest, check_files, read_folder, write_folder
from portal.commands.store_copies import CannotKeep, copy_sqlite, copy_store, is_empty, put_store
from portal.config import Settings
from portal.rules.audit_words import Act, Thing
from portal.sealing.keys import key_ring

RESTORING = ".restoring"
"""The folder in which a return is made ready. Where it stands, one was cut off, and may be begun anew."""


@click.command("backup")
@click.argument("folder", type=click.Path(path_type=Path))
@with_appcontext
def backup(folder: Path) -> None:
    """Copy the store, what was uploaded, and the tables of postcodes and areas, into a new folder.

    The portal may serve meanwhile. The keys are not in it: keep secrets.env apart from every backup. Exit 2 where it
    cannot be done.
    """
    settings: Settings = current_app.config["SETTINGS"]
    kind = db.engine.dialect.name
    try:
        if is_empty(db.engine):
            raise CannotKeep("There is nothing to back up: the store is empty.")
        made = write_folder(
            folder.absolute(),
            lambda to: _copy(settings, kind, to),
            at=now(),
            store=kind,
            revision=lambda: running.revision_of(db.engine),
            keys=_key_names(settings),
        )
    except (CannotKeep, OSError) as why:
        raise _unusable(why) from None
    audit.record(Act.BACKED_UP, Thing.STORE, by=None, at=now())
    db.session.commit()
    click.echo(
        f"{folder} holds {len(made.files)} files. They open with the keys {', '.join(made.key_names) or 'of nobody'}."
    )


@click.command("restore")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@with_appcontext
def restore(folder: Path) -> None:
    """Put a backup back into an empty instance that has its secrets.env: all of it or nothing.

    Exit 2, with one sentence, where it cannot be done.
    """
    settings: Settings = current_app.config["SETTINGS"]
    try:
        manifest = read_folder(folder)
        _check(manifest, settings)
        _put_back(folder, manifest, settings)
        _note_return()
    except (CannotKeep, OSError) as why:
        raise _unusable(why) from None
    click.echo(f"The backup of {manifest.made_at} is restored. Now run flask setup, then flask check.")


def _copy(settings: Settings, kind: str, to: Path) -> None:
    copy_store(db.engine, to / STORES[kind])
    if settings.postcodes.exists():
        copy_sqlite(settings.postcodes, to / settings.postcodes.name)
    # After the store: a file is written before its record, so that every record that was copied has its file.
    for folder in (settings.areas, settings.uploads):
        if folder.is_dir():
            shutil.copytree(folder, to / folder.name, ignore=shutil.ignore_patterns("*.part"))


def _check(manifest: Manifest, settings: Settings) -> None:
    """Raise CannotKeep before anything is written."""
    if manifest.store != db.engine.dialect.name:
        raise CannotKeep(f"This is a backup of a {manifest.store} store, and the store here is another kind.")
    if not running.knows(db.engine, manifest.revision):
        raise CannotKeep(
            "This backup was made by a newer portal. Install that version, or a newer one, first."
        )
    if missing := [name for name in manifest.key_names if name not in _key_names(settings)]:
        raise CannotKeep(
            f"The backup is sealed with a key that is not here, {missing[0]}: put the secrets.env of its day into"
            f" {settings.instance} first."
        )
    is_cut_off = (settings.instance / RESTORING).exists()
    if not is_empty(db.engine):
        raise CannotKeep("This instance is not empty: its store is set up. Restore into a new, empty one.")
    for path in _beside_the_store(settings):
        if path.exists() and not is_cut_off:
            raise CannotKeep(
                f"This instance is not empty: it holds {path.name}. Restore into a new, empty one."
            )


def _put_back(folder: Path, manifest: Manifest, settings: Settings) -> None:
    """Everything is made ready first; the store comes last, and in one step."""
    ready = settings.instance / RESTORING
    shutil.rmtree(ready, ignore_errors=True)
    ready.mkdir(parents=True)
    for name in manifest.files:
        (ready / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / name, ready / name)
    check_files(ready, manifest)
    for path in _beside_the_store(settings):
        if (ready / path.name).exists():
            shutil.rmtree(path, ignore_errors=True)
            os.replace(ready / path.name, path)
    put_store(ready / STORES[manifest.store], db.engine)
    shutil.rmtree(ready)


def _note_return() -> None:
    """The log of the store that came back goes on with its return; a store older than the log has none to go on."""
    db.session.remove()
    db.engine.dispose()
    if inspect(db.engine).has_table(AuditEntry.__tablename__):
        audit.record(Act.RESTORED, Thing.STORE, by=None, at=now())
        db.session.commit()


def _beside_the_store(settings: Settings) -> tuple[Path, ...]:
    return settings.postcodes, settings.areas, settings.uploads


def _key_names(settings: Settings) -> list[str]:
    return [name for name, _ in key_ring(settings.field_keys).keys] if settings.field_keys else []


def _unusable(why: Exception) -> SystemExit:
    click.echo(str(why), err=True)
    return SystemExit(2)
