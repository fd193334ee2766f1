"""How gunicorn serves the portal: its configuration file."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import Any

from gunicorn.glogging import Logger

from portal.config import Settings

ONE_TIME_LINKS = "/set-password/"
OBJECTS_PER_COLLECTION = 10_000
"""A page of matches makes some 10,000: with Python's own 700, every eighth such page waited 0.2 s for the collector."""

port = int(os.environ.get("PORT") or 5000)
bind = f"127.0.0.1:{port}"
worker_class = "gthread"
threads = 8
graceful_timeout = 2
# One socket path would be shared by every instance on a machine.
control_socket_disable = True
# Neither the query nor the referrer: both may hold what somebody searched for. Nor the address of who asked.
accesslog = "-"
logger_class = "portal.serving.DiscreetLogger"
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(b)s %(M)sms'


class DiscreetLogger(Logger):
    """Writes no path that opens something by itself: a one-time link is as good as a password until it is used."""

    def atoms(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What a line of the access log is made of."""
        atoms: dict[str, Any] = super().atoms(*args, **kwargs)
        if str(atoms["U"]).startswith(ONE_TIME_LINKS):
            atoms["U"] = f"{ONE_TIME_LINKS}..."
        return atoms


def when_ready(_server: Any) -> None:
    """A terminal that is closed ends the server; without this it would load itself anew and keep the port."""
    if sys.stdin.isatty():
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))


def post_worker_init(worker: Any) -> None:
    """Say where the portal is once the first worker answers; the sign-ins too where everybody is invented."""
    _spare_what_stays()
    if worker.age > 1:
        return
    settings: Settings = worker.wsgi.config["SETTINGS"]
    lines = ["", f"The portal is ready: http://127.0.0.1:{port}"]
    if settings.is_demo:
        lines += ["", *_sign_ins()]
    lines += ["", "Press Ctrl-C to stop.", ""]
    print("\n".join(lines), flush=True)


def _spare_what_stays() -> None:
    """Let the collector pass over what lives as long as the worker: code, tables, settings. It pauses every thread."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_PER_COLLECTION)


def _sign_ins() -> list[str]:
    from portal.accounts.demonstration import PASSWORD, PEOPLE

    rows = [f"  {person.email:<27} {person.role.label}" for person in PEOPLE]
    return [f"Everybody here is invented. Sign in with the password {PASSWORD} as:", *rows]
