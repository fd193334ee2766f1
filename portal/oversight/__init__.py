"""Oversight: what a manager and an administrator see across cases and listings, in counts."""

from __future__ import annotations

from flask import Flask

from portal.oversight import routes


def init_app(app: Flask) -> None:
    """Put the room's addresses on the map."""
    app.register_blueprint(routes.blueprint)
