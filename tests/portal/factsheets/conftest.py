"""A portal of the public pages alone: no store, no index, nobody signed in."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import StrictUndefined

from portal import factsheets, template_filters
from portal.config import HERE

READ_ON = date(2026, 12, 1)


@pytest.fixture
def public_pages() -> Flask:
    app = Flask("portal", root_path=str(HERE / "portal"), template_folder=str(HERE / "templates"))
    app.config.update(TODAY=READ_ON, TESTING=True)
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    template_filters.init_app(app)
    factsheets.init_app(app)
    return app


@pytest.fixture
def reader(public_pages: Flask) -> FlaskClient:
    return public_pages.test_client()
