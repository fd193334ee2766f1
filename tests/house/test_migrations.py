"""The migrations lead from an empty store to the tables of the records, and back, on each store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from directory_data.migrations import running
from portal import app  # noqa: F401  every record is declared once the rooms are imported
from tests import stores
from tests.conftest import skip_unless_ci


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_store(request, tmp_path) -> Iterator[sa.Engine]:
    if request.param == "sqlite":
        engine = sa.create_engine(f"sqlite:///{tmp_path / 'empty.sqlite'}")
        yield engine
        engine.dispose()
        return
    try:
        stores.postgresql_url()
    except stores.NoPostgreSQL as why:
        skip_unless_ci(f"No PostgreSQL for this test: {why}")
    with stores.database() as url:
        engine = sa.create_engine(url)
        yield engine
        engine.dispose()


def test_an_empty_store_that_is_brought_up_to_date_has_the_tables_of_the_records(empty_store):
    running.upgrade(empty_store)

    running.check(empty_store)


def test_every_change_can_be_undone(empty_store):
    running.upgrade(empty_store)

    running.downgrade(empty_store)

    assert set(sa.inspect(empty_store).get_table_names()) <= {"alembic_version"}


def test_bringing_up_to_date_twice_changes_nothing(empty_store):
    running.upgrade(empty_store)
    before = sa.inspect(empty_store).get_table_names()

    running.upgrade(empty_store)

    assert sa.inspect(empty_store).get_table_names() == before
    running.check(empty_store)
