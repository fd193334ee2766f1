"""What goes wrong with machines: a process killed while it writes, a full disk, a store that is gone. Nothing is lost,
nothing is there twice, and the person is told what was saved and what was not."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from directory_data.database import db
from tests import stores
from tests.portal.referral_walk import OFFICER, confirm_and_send, family, ready_to_send

WRITES = ("INSERT", "UPDATE", "DELETE")
KEPT = {
    "steps": "SELECT count(*) FROM diary_entry JOIN referral ON referral.id = referral_id WHERE reference = :ref",
    "hand-offs": "SELECT count(*) FROM hand_off",
    "news": "SELECT count(*) FROM hand_off_news",
    "messages": "SELECT count(*) FROM outbox_message",
    "places": "SELECT count(*) FROM group_place WHERE released_at IS NULL",
    "held": 'SELECT sum(places_held) FROM "group"',
}


def kept(app: Flask, reference: str) -> dict[str, int]:
    """What the store holds of everything that sending a referral writes."""
    with app.app_context():
        found = {
            name: db.session.execute(
                sa.text(question), {"ref": reference} if ":ref" in question else {}
            ).scalar()
            for name, question in KEPT.items()
        }
        db.session.rollback()
        db.session.remove()
    return found


def sends_and_dies(app: Flask, client: Any, page: Any, at_write: int) -> bool:
    """Let a process of its own send the referral and be killed at that write. True when it lived to the end."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    child = os.fork()
    if child == 0:
        written = 0

        def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            nonlocal written
            written += statement.lstrip().upper().startswith(WRITES)
            if written == at_write:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            with app.app_context():
                sa.event.listen(db.engine, "after_cursor_execute", count)
            os._exit(0 if confirm_and_send(client, page).status_code == 200 else 1)
        except BaseException:
            os._exit(2)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "The process failed in another way."
    return not os.WIFSIGNALED(status)


def test_a_process_killed_at_any_write_of_a_referral_leaves_all_of_it_or_nothing(app, client):
    client.sign_in(OFFICER)
    reference, page = ready_to_send(client)
    before = kept(app, reference)

    deaths = 0
    while not sends_and_dies(app, client, page, deaths + 1):
        deaths += 1
        assert kept(app, reference) == before, f"after write {deaths}"

    after = kept(app, reference)
    assert deaths > 5
    assert (after["steps"], after["held"]) == (before["steps"] + 1, before["held"] + 1)
    assert after["messages"] > before["messages"]
    again = confirm_and_send(client, page)
    assert "It went once." in again.text
    assert kept(app, reference) == after


@contextmanager
def full_disk(app: Flask) -> Iterator[None]:
    """A SQLite store that may not grow by one page."""

    def no_more(connection: Any, _record: Any) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")

    with app.app_context():
        engine = db.engine
        db.session.remove()
        engine.dispose()
    sa.event.listen(engine, "connect", no_more)
    try:
        yield
    finally:
        sa.event.remove(engine, "connect", no_more)
        engine.dispose()


def test_a_full_disk_saves_nothing_and_says_so_and_goes_on_when_there_is_room(app, client):
    if not app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        pytest.skip("The disk of a PostgreSQL server cannot be filled from here.")
    client.sign_in(OFFICER)
    words = "Invented. " * 60

    with full_disk(app):
        # There is some room within the pages that the store has.
        opened, answer = -1, None
        while opened < 60 and (answer is None or answer.status_code == 200):
            opened += 1
            form = client.get("/cases/new")
            answer = client.submit(form, family(partner_contact=words, needs=words), button="Open the case")
        read = client.get("/cases")
        shown = len([link for link in client.page.links() if link.startswith("/cases/C-")])

    assert answer.status_code == 503
    assert "Nothing you just sent has been saved" in answer.text
    assert read.status_code == 200
    assert shown == 3 + opened
    again = client.submit(form, family(partner_contact=words, needs=words), button="Open the case")
    assert again.status_code == 200


@contextmanager
def store_gone(app: Flask, *, is_in_use: bool = False) -> Iterator[None]:
    """A store that nobody can reach: its file is away, or its server lets nobody in."""
    with app.app_context():
        url = db.engine.url
        if not is_in_use:
            db.session.remove()
            db.engine.dispose()
    if url.get_backend_name() == "sqlite":
        file = Path(str(url.database))
        file.rename(file.with_suffix(".away"))
        file.mkdir()
        try:
            yield
        finally:
            file.rmdir()
            file.with_suffix(".away").rename(file)
    else:
        stores.let_in(str(url.database), is_open=False)
        try:
            yield
        finally:
            stores.let_in(str(url.database), is_open=True)
    with app.app_context():
        db.engine.dispose()


def test_while_the_store_is_gone_every_page_says_so_and_afterwards_all_is_there(app, client):
    client.sign_in(OFFICER)
    form = client.get("/cases/new")

    with store_gone(app):
        read = client.get("/cases")
        sent = client.submit(form, family(), button="Open the case")
        public = client.get("/help-now")

    assert (read.status_code, sent.status_code) == (503, 503)
    assert "Nothing you just sent has been saved" in sent.text
    assert public.status_code == 200, "who needs help now is never told that the store is away"
    assert client.get("/cases").status_code == 200
    assert "Gareth Holroyd" not in client.page.text


def test_a_store_that_goes_away_in_the_middle_of_a_request_leaves_nothing_half_done(app, client):
    client.sign_in(OFFICER)
    reference, page = ready_to_send(client)
    before = kept(app, reference)
    gone = []

    def goes_away(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("INSERT INTO diary_entry") and not gone:
            gone.append(store_gone(app, is_in_use=True))
            gone[0].__enter__()

    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        pytest.skip("A file that is open cannot be taken away.")
    sa.event.listen(engine, "before_cursor_execute", goes_away)
    try:
        answer = confirm_and_send(client, page)
    finally:
        sa.event.remove(engine, "before_cursor_execute", goes_away)
        for each in gone:
            each.__exit__(None, None, None)

    assert answer.status_code == 503
    assert re.search("Nothing you (just )?sent has been saved", answer.text)
    assert kept(app, reference) == before
    assert confirm_and_send(client, page).status_code == 200
