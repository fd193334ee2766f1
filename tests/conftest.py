"""What every test may ask for: app, client, fill, statements, shared."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import settings

from tests import stores, turns

if TYPE_CHECKING:
    from tests.client import PageReadingClient
    from tests.sample_portal import SamplePortal

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
MARKS = {"postgresql": pytest.mark.postgresql}
AUDIT = ("UPDATE audit_head", "INSERT INTO audit_entry")
"""Who looks at something protected is recorded, in the same three statements on each page: they are not counted."""
IS_CI = os.environ.get("CI") == "true"

# How long one example takes says how busy the machine is, not whether the rule is right.
settings.register_profile("any-machine", deadline=None)
settings.load_profile("any-machine")


def skip_unless_ci(reason: str) -> None:
    """Skip for want of something; under CI=true what is missing is a failure."""
    if IS_CI:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the checkout."""
    if not (SHARED / "geo").is_dir():
        skip_unless_ci("../shared with the real data does not stand beside the checkout.")
    return SHARED


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--each-store`: every test of pages on each store, not only those that depend on it."""
    parser.addoption("--each-store", action="store_true", help="run every test of pages on each store")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each test of pages its store or its stores."""
    if "sample_portal" in metafunc.fixturenames:
        chosen = turns.stores_for(
            metafunc.definition.path.relative_to(ROOT).as_posix(),
            metafunc.definition.name,
            each=metafunc.config.getoption("each_store"),
            only_sqlite="not postgresql" in metafunc.config.getoption("markexpr"),
        )
        marked = [pytest.param(store, marks=MARKS.get(store, ())) for store in chosen]
        metafunc.parametrize("sample_portal", marked, indirect=True, scope="session")


@pytest.fixture(scope="session")
def sample_portal(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SamplePortal]:
    """The portal with the sample directory; tests/turns.py says for which test it is on which store."""
    # Here, so that tests of the rules run where the portal cannot be imported.
    from tests import sample_portal

    on_store = {"sqlite": sample_portal.on_sqlite, "postgresql": sample_portal.on_postgresql}[request.param]
    if request.param == "postgresql":
        try:
            stores.postgresql_url()
        except stores.NoPostgreSQL as why:
            skip_unless_ci(f"No PostgreSQL for this test: {why}")
    with on_store(tmp_path_factory.mktemp(f"portal-on-{request.param}")) as portal:
        yield portal


@pytest.fixture
def app(sample_portal: SamplePortal) -> Iterator[Flask]:
    """The portal as `flask setup` and `flask demo` leave it, on 23 November 2026, on SQLite or on PostgreSQL."""
    yield sample_portal.app
    sample_portal.bring_back()


@pytest.fixture
def other_processes(app: Flask, sample_portal: SamplePortal) -> None:
    """For a test that starts processes on its store: what they change is put back too."""
    sample_portal.changed.add(None)


@pytest.fixture
def client(app: Flask, sample_portal: SamplePortal) -> PageReadingClient:
    """A browser that checks every page it is given; `client.sign_in("officer@demo.example")`."""
    return sample_portal.client()


@pytest.fixture
def new_client(app: Flask, sample_portal: SamplePortal) -> Callable[[], PageReadingClient]:
    """Another browser for another person."""
    return sample_portal.client


@pytest.fixture
def fill(client: PageReadingClient) -> Callable[..., Any]:
    """Fill in the form of the page that was just read, and send it: `fill(page, email="...", button="Continue")`."""
    return client.submit


@pytest.fixture
def today() -> date:
    """The day on which the test takes place."""
    from tests.sample_portal import TODAY

    return TODAY


@pytest.fixture
def statements() -> Callable[[Flask], AbstractContextManager[list[str]]]:
    """Collect the SQL a block sends: `with statements(app) as sent: ...`, then `len(sent)`."""
    return _statements


@contextmanager
def _statements(app: Flask) -> Iterator[list[str]]:
    from directory_data.database import db

    sent: list[str] = []
    # Not those of a thread that makes a copy of the index meanwhile.
    here = threading.get_ident()

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if threading.get_ident() == here and not statement.startswith(("PRAGMA", *AUDIT)):
            sent.append(statement)

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
