"""Oversight: what a manager and an administrator see across cases and listings, in counts."""

from __future__ import annotations

from flask import Flask

from portal.cases.panels import board_of
from portal.oversight import audit_page, handing_over, officer_page, routes


def init_app(app: Flask) -> None:
    """Put the room's addresses on the map."""
    # Read here, so that every page has hung itself on the one blueprint before it is registered.
    assert audit_page.blueprint is officer_page.blueprint is routes.blueprint
    app.register_blueprint(routes.blueprint)
    board_of(app).say(handing_over.standings_of)
