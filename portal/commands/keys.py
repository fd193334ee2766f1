"""flask rotate-keys: a new key for the sealed fields, and everything sealed anew with it."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from directory_data.database import db
from portal import audit
from portal.accounts import second_factor_keys
from portal.clock import now
from portal.config import Settings
from portal.rules.audit_words import Act, Thing
from portal.sealing import ring
from portal.sealing.keys import KeyRing, new_key, write_keys
from portal.sealing.rotation import left_to_seal, seal_anew


@click.command("rotate-keys")
@click.option(
    "--drop-old", is_flag=True, help="Take the old keys out of the file, once nothing is sealed with them."
)
@with_appcontext
def rotate_keys(drop_old: bool) -> None:
    """Make a new key and seal every protected field with it. Cut off, it goes on where it was when it is run again.

    The portal may serve meanwhile. Old keys open until --drop-old takes them away; backups made before need them.
    Exit 1 where something does not open with any key, 2 where the keys are in the environment and there is no new one.
    """
    settings: Settings = current_app.config["SETTINGS"]
    if drop_old:
        _drop_old(settings)
        return
    if _left(ring()):
        click.echo(f"Going on with key {ring().seals_with}.")
    else:
        _add_key(settings)
    done = 0
    for number in seal_anew(db.session(), ring()):
        done += number
        click.echo(f"{done:,} records sealed with key {ring().seals_with}.")
    second_factor_keys.seal_anew(db.session())
    audit.record(Act.KEYS_ROTATED, Thing.KEY, ring().seals_with, by=None, at=now())
    db.session.commit()
    if left := _left(ring()):
        click.echo(
            f"{left:,} records are not sealed with it: run this again. They stay readable as before.",
            err=True,
        )
        raise SystemExit(1)
    click.echo(f"Everything is sealed with key {ring().seals_with}. {_old_keys(ring())}")


def _left(keys: KeyRing) -> int:
    left = left_to_seal(db.session(), keys) + second_factor_keys.left_to_seal(db.session())
    # Nothing that was read here is kept: a long command must not hold up others.
    db.session.rollback()
    return left


def _add_key(settings: Settings) -> None:
    if settings.keys_file is None:
        click.echo(
            "Everything is sealed with the first key of PORTAL_FIELD_KEYS. To change it, put a new key and a comma"
            " before the others on every machine, restart the portal, and run this again. A new key:\n"
            + new_key(),
            err=True,
        )
        raise SystemExit(2)
    write_keys(settings.keys_file, [new_key(), *_written(ring())])
    click.echo(f"Key {ring().seals_with} stands first in {settings.keys_file}.")


def _drop_old(settings: Settings) -> None:
    if left := _left(ring()):
        raise click.ClickException(
            f"{left:,} records are still sealed with an old key: run flask rotate-keys first."
        )
    if settings.keys_file is None:
        raise click.ClickException("The keys are in the environment: take the old ones out there.")
    write_keys(settings.keys_file, _written(ring())[:1])
    click.echo(
        f"Only key {ring().seals_with} is left. Backups made before it was first need the keys of then."
    )


def _written(keys: KeyRing) -> list[str]:
    return [f"{name}:{encoded}" for name, encoded in keys.written]


def _old_keys(keys: KeyRing) -> str:
    names = [name for name, _ in keys.keys[1:]]
    if not names:
        return "There is no other key."
    return f"Nothing is sealed with {', '.join(names)} any more: --drop-old takes what is not needed away."
