"""The whole portal with the sample directory, once for each store, put back after every test as it was before."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask

from directory_data.database import db
from portal import kept_pages, sealing
from portal.accounts.demonstration import PEOPLE
from portal.app import create_app
from portal.clock import now
from portal.commands.setting_up import load_demonstration, set_up
from portal.config import Settings
from tests import stores
from tests.client import PageReadingClient
from tests.kept_rows import KeptRows, changed_table
from tests.starts import Starts

TODAY = date(2026, 11, 23)
"""The Monday on which every test takes place."""
SIGN_INS_LAST_SECONDS = 10 * 60
READS = ("SELECT", "PRAGMA", "SHOW", "EXPLAIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")


def settings_for_tests(instance: Path, database_url: str | None = None, **changed: Any) -> Settings:
    """Settings of a demonstration on the day of the tests; SQLite in the instance unless a store is named."""
    settings = Settings(
        instance=instance,
        database_url=database_url or f"sqlite:///{instance / 'portal.sqlite'}",
        secret_key="a key for tests only",
        field_keys=sealing.new_key(),
        is_demo=True,
        is_served_over_tls=False,
        today=TODAY,
    )
    return replace(settings, **changed)


@dataclass
class SamplePortal:
    """A portal that is ready, and how its store and its index looked when it was."""

    app: Flask
    keep_store: Callable[[], None]
    bring_back_store: Callable[[set[str | None]], None]
    """Given the tables whose rows were changed; among them None when something else was changed."""
    changed: set[str | None] = field(default_factory=set)
    index_marks: frozenset[tuple[str, int, int]] = frozenset()
    cookies: dict[str, str] = field(default_factory=dict)
    starts: Starts | None = None
    signed_in_at: float = 0.0

    @property
    def settings(self) -> Settings:
        """What the portal was made with."""
        return self.app.config["SETTINGS"]

    def client(self) -> PageReadingClient:
        """A new browser. Who signs in within it has in truth signed in when the sample was made: it saves the wait."""
        client = self._new_browser()
        client.cookies = self.cookies
        client.starts = self.starts
        return client

    def bring_back(self) -> None:
        """Undo what a test did; where the sign-ins grow old, begin anew with fresh ones."""
        # The next test may put other words into the code, and no page of this one must hide them.
        kept_pages.init_app(self.app)
        with self.app.app_context():
            db.session.remove()
            if self.changed:
                db.engine.dispose()
                self.bring_back_store(self.changed)
                # Again: a thread that follows the index may have opened the store that was there before.
                db.engine.dispose()
                self.changed = set()
        if self._index_marks() != self.index_marks:
            shutil.rmtree(self.settings.index_folder, ignore_errors=True)
            shutil.copytree(self._kept_index, self.settings.index_folder, copy_function=shutil.copy2)
        if time.monotonic() - self.signed_in_at > SIGN_INS_LAST_SECONDS:
            self._sign_everybody_in()
            self._keep()

    def make_ready(self) -> None:
        """Set the portal up, load the sample, sign everybody in, and keep what it looks like."""
        with self.app.app_context():
            set_up(self.app)
            report = load_demonstration(self.app, TODAY, now())
            assert not report.is_refused, "\n".join(report.sentences())
            db.session.commit()
            self.app.extensions["service_index"].rebuild(db.session)
        self._sign_everybody_in()
        with self.app.app_context():
            sa.event.listen(db.engine, "before_cursor_execute", self._notice)
        self._keep()
        shutil.copytree(self.settings.index_folder, self._kept_index, copy_function=shutil.copy2)
        self.index_marks = self._index_marks()

    def _keep(self) -> None:
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
        self.keep_store()
        self.changed = set()
        self.starts = Starts(self.app, lambda: self.changed)

    def _new_browser(self) -> PageReadingClient:
        client = self.app.test_client()
        assert isinstance(client, PageReadingClient)
        return client

    def _sign_everybody_in(self) -> None:
        for person in PEOPLE:
            client = self._new_browser()
            client.sign_in(person.email)
            cookie = client.get_cookie("session")
            assert cookie is not None, f"{person.email} signed in and got no session."
            self.cookies[person.email] = cookie.value
        self.signed_in_at = time.monotonic()

    def _notice(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.lstrip().upper().startswith(READS):
            self.changed.add(changed_table(statement))

    @property
    def _kept_index(self) -> Path:
        return self.settings.instance / "kept-index"

    def _index_marks(self) -> frozenset[tuple[str, int, int]]:
        files = [path for path in self.settings.index_folder.rglob("*") if path.is_file()]
        return frozenset((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)


def new_app(settings: Settings) -> Flask:
    """The portal for these settings with the client that reads pages."""
    app = create_app(settings)
    app.testing = True
    app.test_client_class = PageReadingClient
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            sa.event.listen(db.engine, "connect", _no_wait_for_the_disk)
    return app


def _no_wait_for_the_disk(connection: Any, _record: Any) -> None:
    """A test run may lose its data in a power cut. The portal may not, and waits (directory_data/database.py)."""
    connection.execute("PRAGMA synchronous=OFF")


@contextmanager
def on_sqlite(instance: Path) -> Iterator[SamplePortal]:
    """The sample portal on a SQLite file in the instance folder."""
    kept, used = instance / "kept.sqlite", instance / "portal.sqlite"

    def bring_back(_changed: set[str | None]) -> None:
        for leftover in ("-wal", "-shm"):
            used.with_name(used.name + leftover).unlink(missing_ok=True)
        shutil.copyfile(kept, used)

    portal = SamplePortal(
        new_app(settings_for_tests(instance)), lambda: shutil.copyfile(used, kept), bring_back
    )
    portal.make_ready()
    yield portal


@contextmanager
def on_postgresql(instance: Path) -> Iterator[SamplePortal]:
    """The sample portal on a PostgreSQL database of its own; raises NoPostgreSQL where there is no server."""
    with stores.database() as kept, stores.database() as used:
        kept_name, used_name = str(kept.database), str(used.database)
        rows: list[KeptRows] = []

        def keep() -> None:
            stores.copy_of(used_name, kept_name)
            rows[:] = [KeptRows(used)]

        def bring_back(changed: set[str | None]) -> None:
            # A copy of a whole database takes as long as many tests do; most change the rows of a few tables.
            if not rows[0].put_back(changed):
                stores.copy_of(kept_name, used_name)

        address = used.render_as_string(hide_password=False)
        portal = SamplePortal(new_app(settings_for_tests(instance, address)), keep, bring_back)
        portal.make_ready()
        yield portal
        with portal.app.app_context():
            db.engine.dispose()
