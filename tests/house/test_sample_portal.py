"""The sample portal of the tests is put back as it was, whatever a test did to it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from directory_data.database import db
from directory_data.models import Provider
from tests.client import PageReadingClient
from tests.kept_rows import changed_table
from tests.portal.referral_walk import OFFICER, open_case_with_order
from tests.sample_portal import SamplePortal


def everything(app: Flask) -> dict[str, list[str]]:
    """What stands in each table, and where the numbers of the next rows stand."""
    with app.app_context():
        tables = sa.inspect(db.engine).get_table_names()
        found = {table: db.session.execute(sa.text(f'SELECT * FROM "{table}"')).all() for table in tables}
        if db.engine.dialect.name == "postgresql":
            numbers = "SELECT sequencename, last_value FROM pg_sequences"
            found["the next rows"] = db.session.execute(sa.text(numbers)).all()
        db.session.remove()
    return {table: sorted(map(str, rows)) for table, rows in found.items()}


def test_what_a_walk_through_the_pages_changed_is_put_back(
    app: Flask, client: PageReadingClient, sample_portal: SamplePortal
) -> None:
    before = everything(app)
    client.sign_in(OFFICER)
    open_case_with_order(client)
    assert everything(app) != before
    assert None not in sample_portal.changed

    sample_portal.bring_back()

    assert everything(app) == before


def test_a_table_that_is_gone_is_put_back(app: Flask, sample_portal: SamplePortal) -> None:
    before = everything(app)
    with app.app_context():
        db.session.execute(sa.text("DROP TABLE sign_in_attempt"))
        db.session.commit()

    sample_portal.bring_back()

    assert everything(app) == before


def test_somebody_who_was_left_in_a_transaction_does_not_stop_it(
    app: Flask, sample_portal: SamplePortal
) -> None:
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            pytest.skip("Nobody waits for a file that is copied over.")
    before = everything(app)
    with app.app_context():
        db.session.execute(sa.update(Provider).values(name="Another name"))
        db.session.commit()
    left = sa.create_engine(app.config["SQLALCHEMY_DATABASE_URI"]).connect()
    left.execute(sa.update(Provider).values(name="A third name"))

    sample_portal.bring_back()

    left.invalidate()
    assert everything(app) == before


@pytest.mark.parametrize(
    "statement, table",
    [
        ('INSERT INTO "user" (email) VALUES (%s)', "user"),
        ("UPDATE audit_head SET position = 1", "audit_head"),
        ("DELETE FROM sign_in_attempt WHERE id = 1", "sign_in_attempt"),
        ("DROP TRIGGER document_change_refused ON document", None),
        ("WITH gone AS (DELETE FROM a RETURNING 1) SELECT 1", None),
    ],
)
def test_what_a_statement_changes_is_known_or_counts_as_everything(statement: str, table: str | None) -> None:
    assert changed_table(statement) == table
