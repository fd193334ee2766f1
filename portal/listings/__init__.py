"""Listings: where a provider keeps its own entries true."""

from __future__ import annotations

from flask import Flask

from portal.listings import routes


def init_app(app: Flask) -> None:
    """Put the room's addresses on the map."""
    app.register_blueprint(routes.blueprint)
