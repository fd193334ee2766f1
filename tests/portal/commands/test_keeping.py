"""A backup holds everything at one moment, and comes back whole or not at all."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.models import Provider, Service
from portal.audit.models import AuditEntry
from portal.commands import backup_folder, keeping, store_copies
from portal.config import read_settings
from portal.rules.audit_words import Act, Thing
from portal.sealing import ring
from portal.sealing.rotation import left_to_seal
from tests import stores
from tests.conftest import skip_unless_ci
from tests.sample_portal import new_app, on_sqlite, settings_for_tests

ROOT = Path(__file__).resolve().parents[3]


def run(app, *words):
    return app.test_cli_runner().invoke(args=[str(word) for word in words])


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    """A portal with the sample, with tables of postcodes and areas beside it."""
    with on_sqlite(tmp_path_factory.mktemp("kept")) as portal:
        settings = portal.settings
        with closing(sqlite3.connect(settings.postcodes)) as table, table:
            table.execute("CREATE TABLE unit (code TEXT)")
        settings.areas.mkdir()
        (settings.areas / "court-areas.csv").write_text("code,name\n")
        settings.uploads.mkdir()
        (settings.uploads / "given.pdf").write_bytes(b"%PDF")
        (settings.uploads / "coming.part").write_bytes(b"%P")
        yield portal


@pytest.fixture
def kept(portal, tmp_path):
    """A backup of it."""
    said = run(portal.app, "backup", tmp_path / "kept")
    assert said.exit_code == 0, said.output
    return tmp_path / "kept"


@contextmanager
def an_app(*settings, **changed):
    """A portal whose connections are closed in the end."""
    app = new_app(settings_for_tests(*settings, **changed))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def another(portal, tmp_path):
    """An empty instance with the same keys."""
    (tmp_path / "another").mkdir()
    with an_app(tmp_path / "another", field_keys=portal.settings.field_keys) as app:
        yield app


def _names(app) -> list[str]:
    with app.app_context():
        return sorted(db.session.scalars(sa.select(Service.name)))


def test_a_backup_comes_back_with_all_that_it_held(portal, kept, another):
    said = run(another, "restore", kept)

    assert said.exit_code == 0, said.output
    assert run(another, "setup").exit_code == 0
    assert _names(another) == _names(portal.app)
    settings = another.config["SETTINGS"]
    assert (settings.areas / "court-areas.csv").read_text() == "code,name\n"
    assert settings.postcodes.exists()
    assert [path.name for path in settings.uploads.iterdir()] == ["given.pdf"]
    assert not (settings.instance / keeping.RESTORING).exists()
    with another.app_context():
        assert left_to_seal(db.session(), ring()) == 0


def test_a_backup_and_its_return_stand_in_the_audit_log(portal, kept, another):
    assert run(another, "restore", kept).exit_code == 0
    assert run(another, "setup").exit_code == 0

    assert _acts_on_the_store(portal.app)[-1] is Act.BACKED_UP
    assert _acts_on_the_store(another)[-1] is Act.RESTORED
    assert run(another, "verify-audit").exit_code == 0


def _acts_on_the_store(app) -> list[Act]:
    with app.app_context():
        wanted = sa.select(AuditEntry.act).where(AuditEntry.thing == Thing.STORE)
        return list(db.session.scalars(wanted.order_by(AuditEntry.number)))


def test_a_backup_names_the_keys_and_holds_none(portal, kept):
    manifest = json.loads((kept / "manifest.json").read_text())
    name, _, key = portal.settings.field_keys.partition(":")

    assert manifest["key_names"] == [name]
    assert all(key.encode() not in path.read_bytes() for path in kept.rglob("*") if path.is_file())
    assert {path.stat().st_mode & 0o077 for path in [kept, *kept.rglob("*")]} == {0}


def test_a_backup_taken_while_others_write_holds_one_moment(portal, tmp_path):
    """Each transaction writes a pair; no backup holds half of one."""
    path, over = portal.settings.instance / "portal.sqlite", threading.Event()
    insert = (
        "INSERT INTO provider (slug, name, legal_name, accreditation, is_invented)"
        " VALUES (?, 'Pair', '', 'none', 1)"
    )

    def write() -> None:
        with closing(sqlite3.connect(path, timeout=10)) as store:
            number = 0
            while not over.is_set():
                number += 1
                with store:
                    store.executemany(insert, [(f"pair-{number}-{half}",) for half in "ab"])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        counts = []
        for number in range(5):
            assert run(portal.app, "backup", tmp_path / str(number)).exit_code == 0
            with closing(sqlite3.connect(tmp_path / str(number) / "portal.sqlite")) as copy:
                counts.append(copy.execute("SELECT count(*) FROM provider WHERE name = 'Pair'").fetchone()[0])
    finally:
        over.set()
        writer.join()
        with portal.app.app_context():
            db.session.execute(sa.delete(Provider).where(Provider.name == "Pair"))
            db.session.commit()

    assert all(count % 2 == 0 for count in counts)
    assert counts[-1] > counts[0]


@pytest.mark.parametrize("spoil", ["changed", "missing", "strange", "no manifest", "no sense"])
def test_a_damaged_backup_is_refused_before_anything_is_written(kept, another, spoil):
    store, manifest = kept / "portal.sqlite", kept / "manifest.json"
    if spoil == "changed":
        with store.open("r+b") as file:
            file.seek(5000)
            file.write(b"\0\1\2")
    elif spoil == "missing":
        store.unlink()
    elif spoil == "strange":
        (kept / "more.csv").write_text("")
    elif spoil == "no manifest":
        manifest.unlink()
    else:
        manifest.write_text("{}")

    said = run(another, "restore", kept)

    assert said.exit_code == 2
    assert len(said.output.splitlines()) == 1
    assert list(another.config["SETTINGS"].instance.iterdir()) == []


def test_an_instance_that_is_not_empty_is_refused(portal, kept, another):
    assert "is not empty: its store is set up" in run(portal.app, "restore", kept).output

    another.config["SETTINGS"].areas.mkdir()
    assert "it holds areas" in run(another, "restore", kept).output


def test_a_backup_does_not_come_back_without_its_keys(kept, tmp_path):
    (tmp_path / "third").mkdir()

    with an_app(tmp_path / "third") as without:
        said = run(without, "restore", kept)

    assert said.exit_code == 2
    assert "sealed with a key that is not here" in said.output


def test_a_backup_of_a_newer_portal_is_refused(kept, another):
    manifest = kept / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"revision": "9999"}))

    assert "made by a newer portal" in run(another, "restore", kept).output


def test_a_folder_with_something_in_it_is_not_written_to(portal, kept):
    before = (kept / "manifest.json").read_text()

    said = run(portal.app, "backup", kept)

    assert (said.exit_code, "every backup has a folder of its own" in said.output) == (2, True)
    assert (kept / "manifest.json").read_text() == before


def test_an_empty_portal_has_nothing_to_back_up(another, tmp_path):
    said = run(another, "backup", tmp_path / "nothing")

    assert (said.exit_code, (tmp_path / "nothing").exists()) == (2, False)


KILLED = """
import os, signal, sys
from portal.commands import {module}
def killed(*_): os.kill(os.getpid(), signal.SIGKILL)
{module}.{name} = killed
from flask.cli import cli
cli.main(args=sys.argv[1:], prog_name="flask")
"""


def _killed(module: str, name: str, settings, *words) -> None:
    environment = os.environ | {
        "PORTAL_INSTANCE": str(settings.instance),
        "PORTAL_FIELD_KEYS": settings.field_keys,
        "PORTAL_SECRET_KEY": "a key for tests only",
        "PORTAL_DEMO": "1",
    }
    environment.pop("PORTAL_DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", KILLED.format(module=module, name=name), *map(str, words)],
        cwd=ROOT, env=environment, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr


def test_a_return_that_was_killed_leaves_an_empty_store_and_can_be_begun_again(portal, kept, another):
    settings = another.config["SETTINGS"]
    assert read_settings({"PORTAL_INSTANCE": str(settings.instance)}).database_url == settings.database_url

    _killed("keeping", "put_store", settings, "restore", kept)

    assert not (settings.instance / "portal.sqlite").exists()
    assert run(another, "restore", kept).exit_code == 0
    assert _names(another) == _names(portal.app)


def test_a_backup_that_was_killed_is_no_backup(portal, tmp_path):
    _killed("backup_folder", "_digests", portal.settings, "backup", tmp_path / "kept")

    assert not (tmp_path / "kept").exists()
    assert run(portal.app, "backup", tmp_path / "kept").exit_code == 0


@pytest.mark.postgresql
def test_a_postgresql_store_comes_back_as_it_was(tmp_path):
    try:
        stores.postgresql_url()
    except stores.NoPostgreSQL as why:
        skip_unless_ci(f"No PostgreSQL for this test: {why}")
    with (
        stores.database() as first,
        stores.database() as second,
        an_app(tmp_path / "one", first.render_as_string(hide_password=False)) as one,
        an_app(
            tmp_path / "two",
            second.render_as_string(hide_password=False),
            field_keys=one.config["SETTINGS"].field_keys,
        ) as two,
    ):
        assert run(one, "setup").exit_code == 0
        assert run(one, "demo").exit_code == 0

        kept = run(one, "backup", tmp_path / "kept")
        assert kept.exit_code == 0, kept.output
        back = run(two, "restore", tmp_path / "kept")

        assert back.exit_code == 0, back.output
        assert run(two, "setup").exit_code == 0
        assert _names(two) == _names(one)
        assert "is not empty" in run(two, "restore", tmp_path / "kept").output


def test_without_the_programs_of_postgresql_one_sentence_says_so(monkeypatch, tmp_path):
    monkeypatch.setitem(store_copies.MAINTENANCE, "dump", "no-such-program")
    engine = sa.create_engine("postgresql+psycopg://nobody@localhost/nothing")

    with pytest.raises(store_copies.CannotKeep, match=r"no-such-program is not installed: install [^.]*\.$"):
        store_copies.copy_store(engine, tmp_path / "portal.dump")
    assert backup_folder.STORES["postgresql"] == "portal.dump"
