"""flask rotate-keys: everything is sealed anew, whatever happens in between, and a portal that serves goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_security import Security

from directory_data.database import Record, db
from portal.accounts.models import User
from portal.app import create_app
from portal.audit.models import AuditEntry
from portal.cases.models import Case, ProtectedPerson
from portal.clock import now, today
from portal.commands.setting_up import load_demonstration, set_up
from portal.config import HERE, read_settings
from portal.sealing import CannotOpen, ring, sealed_classes
from portal.sealing.keys import new_key
from tests.conftest import skip_unless_ci
from tests.stores import NoPostgreSQL, database

MANY = 1_500


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def environment(request, tmp_path) -> Iterator[dict[str, str]]:
    """Of a portal of its own, whose keys stand in its secrets file."""
    own = {"PORTAL_INSTANCE": str(tmp_path), "PORTAL_DEMO": "1"}
    if request.param == "sqlite":
        yield own
        return
    try:
        with database() as url:
            yield own | {"PORTAL_DATABASE_URL": url.render_as_string(hide_password=False)}
    except NoPostgreSQL as why:
        skip_unless_ci(f"No PostgreSQL for this test: {why}")


@pytest.fixture
def portal(environment) -> Iterator[Flask]:
    """It has been set up with the sample, and a second factor."""
    app = create_app(read_settings(environment))
    with app.app_context():
        set_up(app)
        load_demonstration(app, today(), now())
        officer = db.session.scalars(sa.select(User).where(User.email == "officer@demo.example")).one()
        officer.tf_totp_secret = codes(app).generate_totp_secret()
        db.session.commit()
    yield app
    with app.app_context():
        db.engine.dispose()


def codes(app: Flask):
    security: Security = app.extensions["security"]
    return security.totp_factory


def rotate(app: Flask, *options: str):
    return app.test_cli_runner().invoke(args=["rotate-keys", *options])


def key_names(app: Flask) -> set[str]:
    """The keys with which anything is sealed."""
    with app.app_context():
        found = set()
        for each in sealed_classes():
            for field in each.fields:
                column = each.record.__mapper__.columns[field.column]
                found |= {sealed.partition(".")[0] for sealed in db.session.scalars(sa.select(column))}
        secrets = db.session.scalars(sa.select(User.tf_totp_secret).where(User.tf_totp_secret.is_not(None)))
        return found | {codes(app).key_of(secret) for secret in secrets}


def names(app: Flask) -> list[str]:
    with app.app_context():
        return [
            each.name for each in db.session.scalars(sa.select(ProtectedPerson).order_by(ProtectedPerson.id))
        ]


def first_key(app: Flask) -> str:
    with app.app_context():
        return ring().seals_with


def test_everything_is_sealed_with_the_new_key_and_says_the_same(portal):
    before, old = names(portal), first_key(portal)
    with portal.app_context():
        officer = db.session.scalars(sa.select(User).where(User.tf_totp_secret.is_not(None))).one()
        shown = codes(portal).get_totp_pretty_key(officer.tf_totp_secret)

    done = rotate(portal)

    assert done.exit_code == 0, done.output
    assert first_key(portal) != old
    assert key_names(portal) == {first_key(portal)}
    assert names(portal) == before
    with portal.app_context():
        officer = db.session.scalars(sa.select(User).where(User.tf_totp_secret.is_not(None))).one()
        assert codes(portal).get_totp_pretty_key(officer.tf_totp_secret) == shown
        last = db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.number.desc())).first()
        assert (last.act.value, last.reference) == ("keys-rotated", ring().seals_with)


def test_a_portal_that_serves_reads_the_new_key_without_a_restart(environment, portal):
    serving = create_app(read_settings(environment))
    before = names(serving)

    assert rotate(portal).exit_code == 0

    assert names(serving) == before
    with serving.app_context():
        db.engine.dispose()


def test_the_secrets_stay_readable_by_nobody_else_and_keep_the_rest(environment, portal):
    file = Path(environment["PORTAL_INSTANCE"]) / "secrets.env"
    secret = read_settings(environment).secret_key

    rotate(portal)

    assert file.stat().st_mode & 0o077 == 0
    assert read_settings(environment).secret_key == secret


def test_the_old_key_goes_when_nothing_needs_it_and_not_before(environment, portal):
    rotate(portal)
    with portal.app_context():
        person = db.session.scalars(sa.select(ProtectedPerson)).first()
        new, old = ring().keys
        person.sealed_name = type(ring())((old,)).seal(
            "Invented", belongs_to=ProtectedPerson.name.belongs_to(person)
        )
        db.session.commit()

    refused = rotate(portal, "--drop-old")
    assert refused.exit_code == 1
    assert "still sealed with an old key" in refused.output

    assert rotate(portal).exit_code == 0
    assert rotate(portal, "--drop-old").exit_code == 0
    with portal.app_context():
        assert ring().keys == (new,)
    assert "Invented" in names(portal)


def test_what_opens_with_no_key_is_left_counted_and_said(portal):
    with portal.app_context():
        db.session.execute(
            sa.update(ProtectedPerson).where(ProtectedPerson.id == 1).values(sealed_name="gone.AAAA")
        )
        db.session.commit()

    done = rotate(portal)

    assert done.exit_code == 1
    assert "1 records are not sealed with it" in done.output


def test_keys_of_the_environment_are_changed_there(environment, portal):
    mine = read_settings(environment).field_keys
    elsewhere = create_app(read_settings(environment | {"PORTAL_FIELD_KEYS": mine}))

    said = rotate(elsewhere)
    assert said.exit_code == 2
    assert "put a new key" in said.output

    renewed = create_app(read_settings(environment | {"PORTAL_FIELD_KEYS": f"{new_key()},{mine}"}))
    assert rotate(renewed).exit_code == 0
    assert key_names(renewed) == {first_key(renewed)}
    for app in (elsewhere, renewed):
        with app.app_context():
            db.engine.dispose()


def test_killed_half_way_it_has_lost_nothing_and_goes_on(environment, portal):
    with portal.app_context():
        case = db.session.scalars(sa.select(Case)).first()
        for number in range(MANY):
            case.protected_people.append(
                ProtectedPerson(name=f"Invented {number}", contact="None", authority_code="E08000035")
            )
        db.session.commit()
    before, old = sorted(names(portal)), first_key(portal)
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "rotate-keys"]
    running = subprocess.Popen(command, cwd=HERE, env=os.environ | environment, stdout=subprocess.PIPE)
    assert running.stdout is not None
    # Its first lines say which key it made, and that a portion is sealed with it.
    assert b"stands first" in running.stdout.readline()
    assert b"sealed with key" in running.stdout.readline()
    running.send_signal(signal.SIGKILL)
    running.wait()
    running.stdout.close()

    assert key_names(portal) == {old, first_key(portal)}
    assert sorted(names(portal)) == before

    again = rotate(portal)
    assert "Going on with key" in again.output
    assert key_names(portal) == {first_key(portal)}
    assert sorted(names(portal)) == before


def test_every_sealed_column_is_described_where_rotation_finds_it():
    described = {
        each.record.__mapper__.columns[field.column] for each in sealed_classes() for field in each.fields
    }
    called_so = {
        column
        for table in Record.metadata.tables.values()
        for column in table.columns
        if column.name.startswith("sealed_")
    }

    assert described == called_so


def test_a_field_moved_to_another_record_does_not_open(portal):
    with portal.app_context():
        first, second = db.session.scalars(sa.select(ProtectedPerson).limit(2))
        first.sealed_name = second.sealed_name

        with pytest.raises(CannotOpen):
            assert first.name
        db.session.rollback()
