"""What an operator types to set a portal up: safe to repeat, closed to others, honest about what is unsafe."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.models import Service
from directory_data.vocabulary import Role
from portal.accounts import actions
from portal.cases.models import Case
from portal.clock import now
from portal.commands import setting_up
from portal.config import SECRETS_FILE, read_settings
from tests.sample_portal import new_app, settings_for_tests


@pytest.fixture
def empty(tmp_path):
    """A portal in an empty folder."""
    return new_app(settings_for_tests(tmp_path / "instance", secret_key=None, field_keys=None))


def test_setup_twice_is_setup_once(empty):
    runner = empty.test_cli_runner()
    folder = empty.config["SETTINGS"].instance
    first = runner.invoke(args=["setup"])
    secrets = (folder / SECRETS_FILE).read_text()

    second = runner.invoke(args=["setup"])

    assert (first.exit_code, second.exit_code) == (0, 0), first.output
    assert secrets.count("PORTAL_SECRET_KEY=") == 1
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / SECRETS_FILE).stat().st_mode & 0o777 == 0o600


def test_the_secrets_of_setup_are_read_by_the_next_process(empty):
    empty.test_cli_runner().invoke(args=["setup"])
    folder = empty.config["SETTINGS"].instance

    settings = read_settings({"PORTAL_INSTANCE": str(folder)})

    assert settings.is_set_up
    assert len(settings.secret_key or "") >= 32


def test_secrets_that_are_there_are_kept_even_where_a_line_is_open(tmp_path):
    path = tmp_path / SECRETS_FILE
    path.write_text("PORTAL_SECRET_KEY=mine")
    path.chmod(0o644)
    settings = replace(settings_for_tests(tmp_path), secret_key="mine", field_keys=None)

    setting_up._make_secrets(path, settings)

    read = read_settings({"PORTAL_INSTANCE": str(tmp_path)})
    assert read.secret_key == "mine"
    assert read.field_keys
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_demonstration_loaded_twice_is_there_once(app):
    def counts() -> list[int]:
        with app.app_context():
            return [db.session.scalar(sa.select(sa.func.count(record.id))) for record in (Service, Case)]

    before = counts()

    answer = app.test_cli_runner().invoke(args=["demo"])

    assert answer.exit_code == 0, answer.output
    assert "loaded already" in answer.output
    assert counts() == before


def test_a_demonstration_never_mixes_with_real_people(app):
    with app.app_context():
        actions.create_user(
            db.session(),
            email="real.person@cafcass.example",
            name="Real",
            role=Role.DIRECTORY_ADMINISTRATOR,
            provider=None,
            cafcass_area=None,
            at=now(),
        )
        db.session.commit()

    answer = app.test_cli_runner().invoke(args=["demo"])

    assert answer.exit_code == 1
    assert "This store holds real people." in answer.output


def test_check_names_each_unsafe_setting(tmp_path, today):
    tmp_path.chmod(0o755)
    app = new_app(settings_for_tests(tmp_path, is_demo=True, today=today, secret_key="short"))

    answer = app.test_cli_runner().invoke(args=["check"])

    assert answer.exit_code == 1
    for named in ("PORTAL_DEMO", "PORTAL_TODAY", "PORTAL_SECRET_KEY", "can be read by others"):
        assert named in answer.output


def test_check_finds_nothing_in_a_portal_that_is_safe(tmp_path):
    tmp_path.chmod(0o700)
    settings = settings_for_tests(tmp_path, is_demo=False, is_served_over_tls=True, secret_key="k" * 48)

    answer = new_app(replace(settings, today=None)).test_cli_runner().invoke(args=["check"])

    assert answer.exit_code == 0, answer.output


def test_readyz_names_the_part_that_is_not_ready(empty, client):
    ready = client.get("/readyz").get_json()
    assert ready["status"] == "ok"
    assert ready["parts"] == {"secrets": True, "store": True, "index": True, "outbox": True}
    assert ready["index_lag"] == 0

    answer = empty.test_client().get("/readyz")

    assert answer.status_code == 503
    assert answer.get_json()["parts"]["store"] is False
    assert answer.get_json()["parts"]["secrets"] is False
