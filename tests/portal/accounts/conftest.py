"""A portal that is only its front door: signing in, and one page behind it."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Blueprint, Flask, Response
from flask.testing import FlaskClient
from jinja2 import StrictUndefined

from directory_data import database
from directory_data.database import Record, db
from directory_data.models import Provider
from portal import accounts, errors, sealing, security
from portal.accounts.demonstration import add_demonstration_people
from portal.config import HERE, Settings
from tests.client import PageReadingClient

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def make_app(folder: Path, *, is_demo: bool) -> Flask:
    """The front door alone, on a store of its own with the demonstration people in it."""
    folder.mkdir(exist_ok=True)
    settings = Settings(
        instance=folder,
        database_url=f"sqlite:///{folder / 'door.sqlite'}",
        secret_key="a secret for tests only",
        field_keys=f"k1:{base64.urlsafe_b64encode(b'k' * 32).decode()}",
        is_demo=is_demo,
        is_served_over_tls=not is_demo,
    )
    app = Flask("portal", root_path=str(HERE / "portal"), template_folder=str(HERE / "templates"))
    app.config.from_mapping(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        TODAY=None,
        PREFERRED_URL_SCHEME="http" if is_demo else "https",
    )
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    # What stands round a page is not here, but for where a page finds its files.
    app.jinja_env.globals["asset"] = lambda filename: f"/static/{filename}"
    for part in (database, sealing, security, accounts, errors):
        part.init_app(app)
    app.test_client_class = PageReadingClient
    app.register_blueprint(_work())
    app.register_blueprint(_home())
    with app.app_context():
        Record.metadata.create_all(db.engine)
        for slug, name in (("aire-valley-change", "Aire Valley Change"), ("mersey-change", "Mersey Change")):
            db.session.add(Provider(slug=slug, name=name, legal_name=name))
        add_demonstration_people(db.session(), AT)
        db.session.commit()
    return app


def _work() -> Blueprint:
    room = Blueprint("cases", __name__)
    room.add_url_rule("/cases", "index", lambda: Response("Cases", mimetype="text/plain"))
    room.add_url_rule(
        "/cases/<reference>", "show", lambda reference: Response("A case", mimetype="text/plain")
    )
    return room


def _home() -> Blueprint:
    room = Blueprint("directory", __name__)
    room.add_url_rule("/", "home", lambda: Response("Home", mimetype="text/plain"))
    return room


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """A demonstration: no second factor, no https."""
    yield from _closed_after(make_app(tmp_path, is_demo=True))


@pytest.fixture
def real_app(tmp_path: Path) -> Iterator[Flask]:
    """Not a demonstration: second factor and https."""
    yield from _closed_after(make_app(tmp_path / "real", is_demo=False))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser at the demonstration's door."""
    return app.test_client()


@pytest.fixture
def real_client(real_app: Flask) -> FlaskClient:
    """A browser at the real door."""
    return real_app.test_client()


def _closed_after(app: Flask) -> Iterator[Flask]:
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
