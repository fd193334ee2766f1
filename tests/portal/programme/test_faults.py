"""What goes wrong while a register is saved: the process is killed, the disk is full. Nothing half, nothing lost."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.programme.models import AttendanceEntry, GroupSession
from tests.portal.programme.conftest import group_of
from tests.portal.referral_walk import PROGRAMME

ROOT = Path(__file__).resolve().parents[3]
PEOPLE = ("Adam Ashdown", "Ben Birchall", "Carl Cawood")
THE_REST = "Save, and mark everyone else as attended"
SAVE_AND_STOP = """
import sys
from pathlib import Path
import sqlalchemy as sa
from tests.sample_portal import TODAY, new_app, settings_for_tests
from directory_data.database import db
from portal.programme.models import AttendanceEntry

def stop():
    written = db.session.scalar(sa.select(sa.func.count(AttendanceEntry.id)))
    print(f"half-way, {written} rows written", flush=True)
    sys.stdin.read()

app = new_app(settings_for_tests(Path(sys.argv[1]), sys.argv[2]))
client = app.test_client()
client.set_cookie("session", sys.argv[3])
page = client.get(sys.argv[4])
with app.app_context():
    # Every row has been written when the transaction is about to end.
    db.session.commit = stop
client.submit(page, button=sys.argv[5])
"""


def rows(app) -> tuple[int | None, int | None]:
    with app.app_context():
        return (
            db.session.scalar(sa.select(sa.func.count(AttendanceEntry.id))),
            db.session.scalar(sa.select(sa.func.count(GroupSession.id))),
        )


@pytest.fixture
def people(enrol) -> list[str]:
    return enrol(*PEOPLE)


@pytest.fixture
def register(app, people) -> str:
    return f"/groups/{group_of(app, people[0])}/sessions/1/register"


@pytest.mark.usefixtures("other_processes")
def test_a_process_that_is_killed_while_it_saves_a_register_leaves_nothing_half(app, client, register):
    staff = client.sign_in(PROGRAMME)
    cookie = staff.get_cookie("session")
    settings = app.config["SETTINGS"]
    arguments = [str(settings.instance), settings.database_url, cookie.value, register, THE_REST]
    process = subprocess.Popen(
        [sys.executable, "-c", SAVE_AND_STOP, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PORTAL_FIELD_KEYS": settings.field_keys},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout.readline() == "half-way, 3 rows written\n"
        process.send_signal(signal.SIGKILL)
        process.wait()

    assert rows(app) == (0, 0)
    staff.submit(register, button=THE_REST)
    assert "The register is saved for 3 people." in staff.page.text
    assert rows(app) == (3, 26)


@pytest.fixture
def fill_disk(app) -> Iterator[Callable[[bool], None]]:
    """Let the store grow no more, or let it again."""

    def fill_disk(is_full: bool) -> None:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
            if is_full:
                _use_up_free_pages(str(db.engine.url.database))
                sa.event.listen(db.engine, "connect", _grow_no_more)
            elif sa.event.contains(db.engine, "connect", _grow_no_more):
                sa.event.remove(db.engine, "connect", _grow_no_more)

    yield fill_disk
    fill_disk(False)


def _grow_no_more(connection, _record) -> None:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages}")


def _use_up_free_pages(path: str) -> None:
    """Fill what the file has free inside it, so that whatever is written needs more of the disk."""
    with closing(sqlite3.connect(path, isolation_level=None)) as store:
        store.execute("CREATE TABLE filler (content)")
        _grow_no_more(store, None)
        with suppress(sqlite3.OperationalError):
            while True:
                store.execute("INSERT INTO filler VALUES (zeroblob(3000))")


def test_a_full_disk_takes_nothing_and_gives_back_what_was_typed(app, client, people, register, fill_disk):
    with app.app_context():
        if db.engine.dialect.name != "sqlite":
            pytest.skip("A PostgreSQL server's disk cannot be filled from here.")
    staff = client.sign_in(PROGRAMME)
    page = staff.get(register)
    long = "He said this. " * 140
    fill_disk(True)

    answer = staff.submit(page, {f"{each}-note": long for each in people}, button=THE_REST)

    assert answer.status_code == 503
    assert "Nothing could be saved just now" in staff.page.errors()[0]
    assert long.strip() in answer.text
    assert rows(app) == (0, 0)

    fill_disk(False)
    again = staff.submit(None, button=THE_REST)

    assert again.status_code == 200, staff.page.errors()
    assert rows(app) == (3, 26)
