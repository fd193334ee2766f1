"""Counts for whoever watches over the portal: how many, how fast, how late. Never who, and never a path."""

from __future__ import annotations

from flask import Flask

from portal.config import Settings
from portal.metrics import counting, routes


def init_app(app: Flask) -> None:
    """Put the address on the map; count requests where the operator wants it."""
    settings: Settings = app.config["SETTINGS"]
    app.register_blueprint(routes.blueprint)
    if settings.has_metrics:
        counting.init_app(app, settings.instance / "metrics.sqlite")
