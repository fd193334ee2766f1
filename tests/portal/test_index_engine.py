"""The portal with its index inside PostgreSQL, and what it says of the index wherever it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from directory_data import changes
from directory_data.database import db
from directory_data.models import ListingChange, Service
from portal.config import UnusableSetting, read_settings
from tests import stores
from tests.conftest import skip_unless_ci
from tests.sample_portal import new_app, settings_for_tests

ON_POSTGRESQL = {"PORTAL_INDEX": "postgresql", "PORTAL_DATABASE_URL": "postgresql://portal@db.example/portal"}


@pytest.fixture
def shared_store(tmp_path: Path) -> Iterator[tuple[Flask, Flask]]:
    """Two web machines, each with a folder of its own, at one PostgreSQL store that holds the index too."""
    try:
        stores.postgresql_url()
    except stores.NoPostgreSQL as why:
        skip_unless_ci(f"No PostgreSQL for this test: {why}")
    with stores.database() as url:
        address = url.render_as_string(hide_password=False)
        machines = [
            new_app(settings_for_tests(tmp_path / name, address, index_engine="postgresql"))
            for name in ("one", "two")
        ]
        for words in (["setup"], ["demo"]):
            done = machines[0].test_cli_runner().invoke(args=words)
            assert done.exit_code == 0, done.output
        yield machines[0], machines[1]
        for machine in machines:
            with machine.app_context():
                db.engine.dispose()


def _rename(app: Flask, slug: str, name: str) -> None:
    with app.app_context():
        db.session.scalars(sa.select(Service).where(Service.slug == slug)).one().name = name
        db.session.commit()


@pytest.mark.postgresql
def test_what_is_changed_on_one_machine_is_found_on_the_other_at_once(
    shared_store: tuple[Flask, Flask],
) -> None:
    one, two = shared_store
    assert "Aire Valley" in two.test_client().get("/services?what=dvpp&where=Leeds").text

    _rename(one, "aire-valley-dvpp", "Kingfisher programme")

    page = two.test_client().get("/services?what=kingfisher&where=Leeds")
    assert "programme" in page.text
    assert "/services/aire-valley-dvpp" in page.text
    assert not (two.config["SETTINGS"].index_folder).exists()


@pytest.mark.postgresql
def test_the_commands_and_the_readiness_page_know_the_index_in_the_store(
    shared_store: tuple[Flask, Flask],
) -> None:
    one, two = shared_store
    _rename(one, "aire-valley-dvpp", "Kingfisher programme")
    behind = two.test_client().get("/readyz").get_json()

    done = one.test_cli_runner().invoke(args=["rebuild-index"])
    ready = two.test_client().get("/readyz").get_json()
    with one.app_context():
        db.session.execute(sa.text("DROP SCHEMA search_index CASCADE"))
        db.session.commit()
    lost = two.test_client().get("/readyz")
    found = two.test_client().get("/services?what=kingfisher&where=Leeds")

    assert behind["index_lag"] == 1
    assert done.exit_code == 0
    assert done.output.startswith("The index holds")
    assert (ready["parts"]["index"], ready["index_lag"]) == (True, 0)
    assert (lost.status_code, lost.get_json()["parts"]["index"]) == (503, False)
    assert "/services/aire-valley-dvpp" in found.text
    assert two.test_client().get("/readyz").status_code == 200


def test_the_readiness_page_says_how_far_the_index_is_behind(app: Flask) -> None:
    client = app.test_client()
    client.get("/services?what=dvpp&where=Leeds")

    _rename(app, "aire-valley-dvpp", "Kingfisher programme")
    behind = client.get("/readyz").get_json()["index_lag"]
    found = client.get("/services?what=kingfisher&where=Leeds").text

    assert behind == 1
    assert "/services/aire-valley-dvpp" in found
    assert client.get("/readyz").get_json()["index_lag"] == 0


def test_rebuilding_forgets_lines_that_were_followed_long_ago(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "KEPT_LINES", 0)
    for name in ("Kingfisher programme", "Heron programme"):
        _rename(app, "aire-valley-dvpp", name)

    done = app.test_cli_runner().invoke(args=["rebuild-index"])

    assert done.exit_code == 0, done.output
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(ListingChange.id))) == 1
    assert "/services/aire-valley-dvpp" in app.test_client().get("/services?what=heron&where=Leeds").text


def test_an_index_inside_postgresql_is_refused_for_another_store() -> None:
    with pytest.raises(UnusableSetting, match="name a PostgreSQL store in PORTAL_DATABASE_URL"):
        read_settings({"PORTAL_INDEX": "postgresql"})

    assert read_settings(ON_POSTGRESQL).index_engine == "postgresql"
