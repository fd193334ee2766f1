"""How alembic meets the store: on the engine it is given, with the records' own metadata."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from directory_data.database import Record, UTCDateTime
from directory_data.migrations.sqlite import as_one_change


def _render(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


with context.config.attributes["engine"].connect() as connection, as_one_change(connection):
    context.configure(
        connection=connection,
        target_metadata=Record.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=_render,
        compare_type=False,
    )
    with context.begin_transaction():
        context.run_migrations()
