"""Bring a store to the newest version, or take it back."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

HERE = Path(__file__).parent


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run every change that the store has not seen, each in a transaction."""
    command.upgrade(_config(engine), revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Undo changes, newest first, down to this revision."""
    command.downgrade(_config(engine), revision)


def check(engine: Engine) -> None:
    """Raise alembic's CommandError where the tables and the records differ."""
    command.check(_config(engine))


def revision_of(engine: Engine) -> str:
    """The version of a store's tables; empty where there is none."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def knows(engine: Engine, revision: str) -> bool:
    """Whether a store of that version can be brought up to date from here."""
    changes = ScriptDirectory.from_config(_config(engine)).walk_revisions()
    return any(change.revision == revision for change in changes)


def revise(engine: Engine, message: str) -> None:
    """Write a new change from the difference between the tables and the records."""
    command.revision(_config(engine), message=message, autogenerate=True)


def _config(engine: Engine) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("path_separator", "os")
    config.attributes["engine"] = engine
    return config
