"""An empty directory and an index for it: each test runs on both engines and must find the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from directory_data.database import Record
from directory_data.gazetteer import Gazetteer
from search_index import ServiceIndex, index_for
from search_index.engines import POSTGRESQL, WHOOSH
from tests import stores
from tests.conftest import skip_unless_ci
from tests.search_index.listings import a_store

GAZETTEER = Gazetteer(None)


@pytest.fixture(scope="session")
def postgresql_store() -> Iterator[sa.Engine]:
    """A PostgreSQL database with the tables of the records."""
    try:
        stores.postgresql_url()
    except stores.NoPostgreSQL as why:
        skip_unless_ci(f"No PostgreSQL for this test: {why}")
    with stores.database() as url:
        engine = sa.create_engine(url)
        Record.metadata.create_all(engine)
        yield engine
        engine.dispose()


@pytest.fixture(params=[WHOOSH, pytest.param(POSTGRESQL, marks=pytest.mark.postgresql)])
def engine_name(request: pytest.FixtureRequest) -> str:
    """Which engine keeps the index in this test."""
    return str(request.param)


@pytest.fixture
def session(engine_name: str, request: pytest.FixtureRequest) -> Iterator[Session]:
    """A session on an empty directory; what is flushed can be found."""
    if engine_name == WHOOSH:
        with a_store() as session:
            yield session
    else:
        with on_emptied(request.getfixturevalue("postgresql_store")) as session:
            yield session


@pytest.fixture
def index(engine_name: str, tmp_path: Path) -> ServiceIndex:
    """An index that has not been built."""
    return index_for(engine_name, tmp_path / "index", GAZETTEER)


@contextmanager
def on_emptied(engine: sa.Engine) -> Iterator[Session]:
    """A session on the store with nothing in it. Each statement counts at once: the index is written on another
    connection, which must see the listings."""
    with engine.begin() as connection:
        names = ", ".join(f'"{table.name}"' for table in Record.metadata.sorted_tables)
        connection.execute(sa.text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
        connection.execute(sa.text("DROP SCHEMA IF EXISTS search_index CASCADE"))
    with Session(engine.execution_options(isolation_level="AUTOCOMMIT")) as session:
        yield session
