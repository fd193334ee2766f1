"""An empty store and a folder of listings that can be spoilt one cell at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session, scoped_session

from directory_data.database import Record, db, init_app
from tests.directory_data.loading.folders import write_folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[scoped_session[Session]]:
    """A session on an empty SQLite store."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{tmp_path / 'store.sqlite'}"
    init_app(app)
    with app.app_context():
        Record.metadata.create_all(db.engine)
        yield db.session
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Write a folder of listings: folder(groups=[{"day": "friday"}]) spoils the one group's day."""
    return lambda **changes: write_folder(tmp_path / "listings", changes)
