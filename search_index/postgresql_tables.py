"""The tables of the index inside PostgreSQL: the listings' words, and up to which change they are written."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select, text

from directory_data.changes import Moment
from search_index.documents import Document
from search_index.schema import SCHEMA_VERSION
from search_index.vectors import spellings_vector, words_vector

SCHEMA = "search_index"
DOCUMENTS = f"{SCHEMA}.document_v{SCHEMA_VERSION}"
"""Of this version of the fields: during an upgrade machines of the old version go on with theirs."""
STATE = f"{SCHEMA}.state"
WRITER_LOCK = 7_015_002


@dataclass(frozen=True)
class Kept:
    """What the tables hold: up to which change, and how many listings."""

    moment: Moment
    listings: int


def kept(connection: Connection) -> Kept | None:
    """What the tables of this version hold, or None where they are missing."""
    there = select(func.to_regclass(DOCUMENTS).is_not(None) & func.to_regclass(STATE).is_not(None))
    if not connection.scalar(there):
        return None
    row = connection.execute(
        text(f"SELECT number, mark, listings FROM {STATE} WHERE version = :version"),  # noqa: S608
        {"version": SCHEMA_VERSION},
    ).first()
    return Kept(Moment(row.number, row.mark), row.listings) if row else None


def is_only_writer(connection: Connection, wait_seconds: float) -> bool:
    """Whether this transaction may write; the right ends with it, however it ends."""
    if wait_seconds <= 0:
        return bool(connection.scalar(select(func.pg_try_advisory_xact_lock(WRITER_LOCK))))
    connection.execute(select(func.set_config("lock_timeout", f"{int(wait_seconds * 1000)}ms", True)))
    connection.execute(select(func.pg_advisory_xact_lock(WRITER_LOCK)))
    return True


def make(connection: Connection) -> None:
    """Make what is missing, and remove what no version in use asks for."""
    for statement in (
        f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}",
        f"CREATE TABLE IF NOT EXISTS {STATE} (version integer PRIMARY KEY, number bigint NOT NULL,"
        " mark varchar NOT NULL, listings integer NOT NULL)",
        f"CREATE TABLE IF NOT EXISTS {DOCUMENTS} (service_id integer PRIMARY KEY, words tsvector NOT NULL,"
        " spellings tsvector NOT NULL)",
        f"CREATE INDEX IF NOT EXISTS document_v{SCHEMA_VERSION}_words ON {DOCUMENTS} USING gin (words)",
        *(f"DROP TABLE IF EXISTS {SCHEMA}.document_v{version}" for version in range(SCHEMA_VERSION - 1)),
    ):
        connection.execute(text(statement))


def write_all(connection: Connection, listings: Iterable[Document], moment: Moment) -> int:
    """Every listing anew. Others read the old rows until the transaction ends."""
    connection.execute(text(f"DELETE FROM {DOCUMENTS}"))  # noqa: S608
    count = _insert(connection, listings)
    _say(connection, moment, count)
    return count


def replace(
    connection: Connection, service_ids: Collection[int], listings: Iterable[Document], moment: Moment
) -> None:
    """These listings as they are now; those that are not given are gone."""
    gone = text(f"DELETE FROM {DOCUMENTS} WHERE service_id IN :ids")  # noqa: S608
    connection.execute(gone.bindparams(bindparam("ids", expanding=True)), {"ids": list(service_ids)})
    _insert(connection, listings)
    count = connection.scalar(text(f"SELECT count(*) FROM {DOCUMENTS}"))  # noqa: S608
    _say(connection, moment, count or 0)


def spellings(connection: Connection, service_ids: Collection[int] | None = None) -> dict[str, int]:
    """The words as they are written, with the number of listings that use them: of all listings, or of these."""
    chosen = "" if service_ids is None else " WHERE service_id IN :ids"
    words = text(
        "SELECT word, count(*) AS listings FROM"  # noqa: S608
        f" (SELECT unnest(tsvector_to_array(spellings)) AS word FROM {DOCUMENTS}{chosen}) AS used GROUP BY word"
    )
    if service_ids is None:
        return {row.word: row.listings for row in connection.execute(words)}
    asked = words.bindparams(bindparam("ids", expanding=True))
    return {row.word: row.listings for row in connection.execute(asked, {"ids": list(service_ids)})}


def _insert(connection: Connection, listings: Iterable[Document]) -> int:
    rows = [
        {"id": int(one["id"]), "words": words_vector(one), "spellings": spellings_vector(one)}
        for one in listings
    ]
    if rows:
        insert = text(
            f"INSERT INTO {DOCUMENTS} (service_id, words, spellings)"  # noqa: S608
            " VALUES (:id, CAST(:words AS tsvector), CAST(:spellings AS tsvector))"
        )
        connection.execute(insert, rows)
    return len(rows)


def _say(connection: Connection, moment: Moment, listings: int) -> None:
    connection.execute(
        text(
            f"INSERT INTO {STATE} (version, number, mark, listings) VALUES (:version, :number, :mark, :listings)"  # noqa: S608
            " ON CONFLICT (version) DO UPDATE SET number = :number, mark = :mark, listings = :listings"
        ),
        {"version": SCHEMA_VERSION, "number": moment.number, "mark": moment.mark, "listings": listings},
    )
