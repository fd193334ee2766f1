"""kill -9 during each kind of write: in the middle, at the commit, and after it. Nothing is half, nothing is twice."""

from __future__ import annotations

import os
import re
import signal
from collections import Counter
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from directory_data.database import Record, db
from portal.documents import actions
from tests.portal import referral_walk as walk
from tests.portal.killed.writes import WRITES, Scene, Send, Write
from tests.portal.programme.conftest import enrol

__all__ = ["enrol"]

Rows = dict[str, Counter[str]]
ASKED_TWICE = ("audit_entry", "audit_head")
"""Who sends something a second time is recorded as having asked for it."""
ANY_WRITE = re.compile("INSERT|UPDATE|DELETE")
IN_THE_MIDDLE, AT_COMMIT, AFTERWARDS = "in the middle", "at the commit", "afterwards"


@pytest.fixture
def scene(app, enrol, new_client, tmp_path) -> Scene:
    """Somebody on a programme, and everybody who writes about him, signed in."""
    (referral,) = enrol("Adam Ashdown")
    people = (walk.OFFICER, walk.PROGRAMME, "programme-lead@demo.example", walk.LISTINGS)
    return Scene(app, *(new_client().sign_in(each) for each in people), referral, tmp_path / "mail")


@pytest.mark.usefixtures("other_processes")
def test_a_process_that_is_killed_during_any_write_leaves_all_of_it_or_nothing_and_nothing_twice(app, scene):
    for write in WRITES:
        send = write.made_ready(scene)
        before = kept(app)
        for when in (IN_THE_MIDDLE, AT_COMMIT):
            is_killed(app, write, send, when)
            assert kept(app) == before, f"{write.what}, killed {when}"
        is_killed(app, write, send, AFTERWARDS)
        after = kept(app)
        assert after[write.table] != before[write.table], f"{write.what} was answered and is not there"
        send()
        assert numbers(kept(app)) == numbers(after), f"{write.what} is there twice"


def kept(app: Flask) -> Rows:
    """Every row of every table."""
    with app.app_context():
        found = {
            name: Counter(repr(tuple(row)) for row in db.session.execute(sa.select(table)))
            for name, table in Record.metadata.tables.items()
        }
        db.session.remove()
    return found


def numbers(rows: Rows) -> dict[str, int]:
    """How many rows each table has, but for those that say who asked for something."""
    return {name: found.total() for name, found in rows.items() if name not in ASKED_TWICE}


def is_killed(app: Flask, write: Write, send: Send, when: str) -> None:
    """Let a process of its own send it and be killed then."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    child = os.fork()
    if child == 0:
        try:
            # The typesetter's threads do not live on in a process that was split off.
            actions.pdf_of = lambda *_, **__: b"%PDF"
            with app.app_context():
                _die(db.engine, write, when)
            if send() and when == AFTERWARDS:
                os.kill(os.getpid(), signal.SIGKILL)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), (
        f"{write.what} was refused, took two transactions, or lived on, where it was to die {when}."
    )


def _die(engine: sa.Engine, write: Write, when: str) -> None:
    """Die as soon as a row of the table is written, or when the transaction in which it was is about to end.

    What is whole after each of several transactions is not seen to be whole between them: a write has one.
    """
    writes = re.compile(rf'(INSERT INTO|UPDATE|DELETE FROM) "?{write.table}\b')
    has_begun = has_ended = False

    def at_a_write(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        nonlocal has_begun
        if has_ended and write.is_one and ANY_WRITE.match(statement.lstrip()):
            os._exit(1)
        has_begun = has_begun or bool(writes.match(statement.lstrip()))
        if has_begun and when == IN_THE_MIDDLE:
            os.kill(os.getpid(), signal.SIGKILL)

    def at_commit(_connection: Any) -> None:
        nonlocal has_ended
        has_ended = has_begun
        if has_begun and when == AT_COMMIT:
            os.kill(os.getpid(), signal.SIGKILL)

    sa.event.listen(engine, "after_cursor_execute", at_a_write)
    sa.event.listen(engine, "commit", at_commit)
