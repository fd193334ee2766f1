"""flask send-messages: the worker that empties the outbox."""

from __future__ import annotations

import signal
from collections import Counter
from threading import Event

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import OperationalError

from directory_data.database import db
from portal.clock import now
from portal.config import Settings, UnusableSetting
from portal.messages.posting import carrier_for
from portal.messages.sending import send_due
from portal.rules.outbox import MessageState

SECONDS_BETWEEN = 5


@click.command("send-messages")
@click.option("--once", is_flag=True, help="Send what is due and end, for a timer.")
@with_appcontext
def send_messages(once: bool) -> None:
    """Send what is due, for ever or --once. Any number may run at the same time. Exit 2 for an unusable setting."""
    settings: Settings = current_app.config["SETTINGS"]
    try:
        carrier = carrier_for(settings)
    except UnusableSetting as unusable:
        click.echo(str(unusable), err=True)
        raise SystemExit(2) from None
    if once:
        _say(send_due(db.session(), carrier, now, portal=settings.address))
        return
    # Between two rounds only: a mail that is on its way is let arrive.
    stop = Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())
    while not stop.is_set():
        try:
            _say(send_due(db.session(), carrier, now, portal=settings.address))
        except OperationalError:
            db.session.rollback()
            click.echo("The store did not answer; it is asked again.", err=True)
        stop.wait(SECONDS_BETWEEN)


def _say(done: Counter[MessageState]) -> None:
    for state, number in done.items():
        click.echo(f"{state.label}: {number}")
