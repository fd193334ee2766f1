"""The rows of a PostgreSQL database as they once were, to be put back table by table."""

from __future__ import annotations

import re
from collections.abc import Collection

import psycopg
import sqlalchemy as sa

CHANGE = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?[\s(]', re.IGNORECASE)
TIDY_EVERY = 50
# Somebody whom a test left behind in a transaction is waited for no longer than this.
WITHIN = "SET LOCAL lock_timeout = '1s'"
# No trigger and no foreign key while rows are put back: what is put back held together before.
AS_A_REPLICA = "SET LOCAL session_replication_role = replica"


def changed_table(statement: str) -> str | None:
    """The one table whose rows the statement changes; None where it does something else."""
    found = CHANGE.match(statement.lstrip())
    return found.group(1) if found else None


class KeptRows:
    """Every table's rows, or those of some, and where every sequence stood, as they were when this was made."""

    def __init__(self, url: sa.URL, only: Collection[str | None] | None = None) -> None:
        self._address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._times = 0
        with psycopg.connect(self._address) as connection:
            tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            self._rows = {
                table: _copied_out(connection, table)
                for (table,) in tables.fetchall()
                if only is None or table in only
            }
            stood = connection.execute(
                "SELECT sequencename, coalesce(last_value, start_value), last_value IS NOT NULL FROM pg_sequences"
            )
            self._sequences = [list(column) for column in zip(*stood.fetchall(), strict=True)]

    def put_back(self, tables: set[str | None]) -> bool:
        """Give these tables their rows again; False, with nothing done, where rows alone do not mend it."""
        if not tables <= self._rows.keys():
            return False
        try:
            self._replace(tables)
        except psycopg.Error:
            return False
        self._tidy()
        return True

    def _replace(self, tables: set[str | None]) -> None:
        with psycopg.connect(self._address) as connection:
            connection.execute(WITHIN)
            connection.execute(AS_A_REPLICA)
            for table in tables:
                rows = self._rows[str(table)]
                connection.execute(f'DELETE FROM "{table}"')
                with connection.cursor().copy(f'COPY "{table}" FROM STDIN') as into:
                    into.write(rows)
            connection.execute(
                "SELECT setval(name, value, is_called)"
                " FROM unnest(%s::text[], %s::bigint[], %s::boolean[]) AS kept (name, value, is_called)",
                self._sequences,
            )

    def _tidy(self) -> None:
        """Now and then: the rows that were taken away lie about, and nothing else sweeps here."""
        self._times += 1
        if self._times % TIDY_EVERY == 0:
            with psycopg.connect(self._address, autocommit=True) as connection:
                connection.execute("VACUUM")


def _copied_out(connection: psycopg.Connection, table: str) -> bytes:
    with connection.cursor().copy(f'COPY "{table}" TO STDOUT') as out:
        return b"".join(bytes(part) for part in out)
