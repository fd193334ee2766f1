"""flask chase: who owes something by a day is reminded, and then who is above; risk climbs until it is settled."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from directory_data.database import db
from portal.clock import now, today
from portal.deadlines import queries
from portal.deadlines.actions import chase as chase_deadlines
from portal.listings import moderating, reminding
from portal.risk import climbing
from portal.risk import queries as risk


@click.command("chase")
@with_appcontext
def chase() -> None:
    """Remind of deadlines and pass on undecided risk, by the outbox. Safe to run every minute, on several machines."""
    done = chase_deadlines(queries.everything(today()), today=today(), at=now())
    started = moderating.start_due(at=now(), today=today())
    reminded = reminding.remind(at=now(), today=today())
    passed_on = climbing.climb(risk.undecided(), at=now())
    reminded_of_risk = climbing.chase_tasks(risk.tasks_late(today()), at=now())
    db.session.commit()
    click.echo(f"Reminders to confirm listings: {reminded}.")
    click.echo(f"Changes to listings whose day has come: {started}.")
    click.echo(f"Deadlines chased: {done.deadlines}. Messages for people: {done.people}.")
    click.echo(f"Changes in risk passed on: to {passed_on} more people.")
    click.echo(f"Overdue after a decision about risk: {reminded_of_risk} more people told.")
    if done.unheard:
        click.echo(f"Nobody has an account who could be told about {done.unheard} of them.", err=True)
