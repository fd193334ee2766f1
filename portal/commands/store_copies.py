"""The store copied into a file while it is in use, and a copy put back into an empty store: SQLite or PostgreSQL."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Engine, inspect

MAINTENANCE = {"dump": "pg_dump", "restore": "pg_restore"}


class CannotKeep(Exception):
    """A backup or its return that cannot be. The message is one sentence for the operator."""


def copy_store(engine: Engine, to: Path) -> None:
    """The whole store at one moment. Whoever writes meanwhile goes on writing."""
    if engine.dialect.name == "sqlite":
        copy_sqlite(Path(str(engine.url.database)), to)
    else:
        _run("dump", engine.url, f"--file={to}", "--format=custom", "--exclude-schema=search_index")


def put_store(copy: Path, engine: Engine) -> None:
    """The copy as the store, in one step: cut off, the store is as empty as before."""
    if engine.dialect.name == "sqlite":
        engine.dispose()
        store = Path(str(engine.url.database))
        for beside in ("-wal", "-shm"):
            store.with_name(store.name + beside).unlink(missing_ok=True)
        settle(copy)
        os.replace(copy, store)
        settle(store.parent)
    else:
        database = str(engine.url.database)
        _run(
            "restore",
            engine.url,
            f"--dbname={database}",
            "--single-transaction",
            "--exit-on-error",
            str(copy),
        )


def is_empty(engine: Engine) -> bool:
    """Whether nothing has been set up in the store."""
    if engine.dialect.name == "sqlite" and not Path(str(engine.url.database)).exists():
        return True
    return not inspect(engine).get_table_names()


def copy_sqlite(source: Path, to: Path) -> None:
    """A whole SQLite file by its own backup, which sees one moment and holds up nobody."""
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as before,
        closing(sqlite3.connect(to)) as after,
    ):
        before.backup(after)
        after.execute("PRAGMA journal_mode=DELETE")
        found = after.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise CannotKeep(f"{source.name} is damaged: {str(found).splitlines()[0]}.")


def settle(path: Path) -> None:
    """See to it that a file or a folder is on the disk, so that a power cut leaves what was said to be there."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _run(name: str, url: URL, *words: str) -> None:
    program = shutil.which(MAINTENANCE[name])
    if program is None:
        raise CannotKeep(
            f"{MAINTENANCE[name]} is not installed: install PostgreSQL’s client programs,"
            " or do this on the machine of the store."
        )
    command = [program, "--no-owner", "--no-privileges", *words]
    environment = _environment(url)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["it gave no reason"])[-1]
        raise CannotKeep(f"{MAINTENANCE[name]} could not go on: {said}.")


def _environment(url: URL) -> Mapping[str, str]:
    """The store's address for PostgreSQL's programs: not in their arguments, which every user of a machine reads."""
    query = {name: value for name, value in url.query.items() if isinstance(value, str)}
    given = {
        "PGHOST": url.host or query.get("host"),
        "PGPORT": str(url.port) if url.port else query.get("port"),
        "PGUSER": url.username,
        "PGPASSWORD": str(url.password) if url.password else None,
        "PGDATABASE": url.database,
        "PGSSLMODE": query.get("sslmode"),
    }
    return {**os.environ, **{name: value for name, value in given.items() if value}}
