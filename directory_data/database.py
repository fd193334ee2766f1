"""The store: one session, one base class for records, and how times and words are kept in it."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Enum, MetaData, String, event
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """A moment. Goes in aware, is kept as UTC, comes out aware, in SQLite and in PostgreSQL."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _values(words: type[enum.Enum]) -> list[str]:
    return [str(word.value) for word in words]


class Record(DeclarativeBase):
    """What every table of the portal is declared on."""

    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)
    type_annotation_map = {
        datetime: UTCDateTime,
        enum.Enum: Enum(
            enum.Enum, native_enum=False, create_constraint=False, length=40, values_callable=_values
        ),
        str: String(),
    }


db = SQLAlchemy()


def init_app(app: Flask) -> None:
    """Bind the store to the application's settings."""
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", _engine_options(app.config))
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _prepare_sqlite)


def _engine_options(settings: Mapping[str, Any]) -> dict[str, Any]:
    # Values stay out of the message of a statement that failed: they are names, and may be addresses.
    if str(settings["SQLALCHEMY_DATABASE_URI"]).startswith("sqlite"):
        return {"hide_parameters": True, "connect_args": {"timeout": 10}}
    return {"hide_parameters": True, "pool_pre_ping": True}


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # FULL: a referral that was answered with "sent" must survive a power cut.
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "busy_timeout=10000", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
