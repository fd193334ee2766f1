"""The migrations lead from an empty store to the tables of the records, and back, on each store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from directory_data.migrations import running
from directory_data.migrations.sqlite import BrokenReferences
from portal import app  # noqa: F401  every record is declared once the rooms are imported
from tests import stores
from tests.conftest import skip_unless_ci

BEFORE, MANY_VENUES = "0013", "0014"
ONE_SERVICE_AT_ONE_VENUE = (
    "INSERT INTO provider (id, slug, name, legal_name, accreditation, is_invented)"
    " VALUES (1, 'vale', 'Vale', 'Vale', 'none', true)",
    "INSERT INTO venue (id, provider_id, name, address, is_address_withheld, transport)"
    " VALUES (7, 1, 'Old Library', '1 Example Street', false, '')",
    *(
        "INSERT INTO service (id, slug, provider_id, venue_id, type, audience, name, former_names, summary,"
        " description, who_for, how_to_refer, cost, languages, opening_hours, status)"
        f" VALUES ({number}, 'vale-{number}', 1, {venue}, 'helpline', 'public', 'Vale', '', '', '', '', '',"
        " '', '', '', 'open')"
        for number, venue in ((1, "7"), (2, "NULL"))
    ),
)


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


def test_the_place_of_each_service_is_its_main_venue_afterwards_and_its_place_again_before(empty_store):
    running.upgrade(empty_store, BEFORE)
    with empty_store.begin() as store:
        for statement in ONE_SERVICE_AT_ONE_VENUE:
            store.execute(sa.text(statement))

    running.upgrade(empty_store, MANY_VENUES)
    with empty_store.connect() as store:
        places = store.execute(sa.text("SELECT service_id, venue_id, service_type, rank FROM meeting_place"))
        assert places.all() == [(1, 7, "helpline", 0)]

    running.downgrade(empty_store, BEFORE)
    with empty_store.connect() as store:
        assert store.execute(sa.text("SELECT id, venue_id FROM service ORDER BY id")).all() == [
            (1, 7),
            (2, None),
        ]


def test_a_change_that_fails_half_way_leaves_an_sqlite_store_as_it_was(tmp_path):
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'store.sqlite'}")
    running.upgrade(engine, BEFORE)
    before = sa.inspect(engine).get_table_names()
    with engine.begin() as store:
        for statement in (*ONE_SERVICE_AT_ONE_VENUE, "UPDATE service SET venue_id = 99"):
            store.execute(sa.text(statement))

    with pytest.raises(BrokenReferences, match="meeting_place would name rows of venue"):
        running.upgrade(engine, MANY_VENUES)

    assert sa.inspect(engine).get_table_names() == before
    with engine.connect() as store:
        assert store.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() == BEFORE
    engine.dispose()
