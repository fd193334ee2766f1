"""flask release-places: what was held for somebody and has lapsed becomes free again."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from directory_data.database import db
from portal.clock import now, today
from portal.referrals.places import release_lapsed


@click.command("release-places")
@with_appcontext
def release_places() -> None:
    """Give back every place whose date has come. Safe to run every minute, by several machines at once."""
    released = release_lapsed(db.session(), at=now(), today=today())
    db.session.commit()
    click.echo(f"{released} place{'' if released == 1 else 's'} given back.")
