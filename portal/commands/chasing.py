"""flask chase: who owes something by a day is reminded, and then who is above."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from directory_data.database import db
from portal.clock import now, today
from portal.deadlines import queries
from portal.deadlines.actions import chase as chase_deadlines


@click.command("chase")
@with_appcontext
def chase() -> None:
    """Put reminders of deadlines into the outbox. Safe to run every minute, on several machines at once."""
    done = chase_deadlines(queries.everything(), today=today(), at=now())
    db.session.commit()
    click.echo(f"Deadlines chased: {done.deadlines}. Messages for people: {done.people}.")
    if done.unheard:
        click.echo(f"Nobody has an account who could be told about {done.unheard} of them.", err=True)
