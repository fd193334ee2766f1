"""Documents: what is issued on paper. It never changes after that; a correction is a new version that names the old."""

from __future__ import annotations

from flask import Flask

from portal.cases.panels import board_of
from portal.documents import checking, on_cases, panels, queries, routes


def init_app(app: Flask) -> None:
    """Put the room's addresses on the map, and its part on each case's page."""
    app.register_blueprint(routes.blueprint)
    app.register_blueprint(checking.blueprint)
    # Nothing is changed by a check, and a token would set a cookie before anybody has signed in.
    app.extensions["csrf"].exempt(checking.blueprint)
    panels.init_app(app)
    board_of(app).show(on_cases.panel_of, queries.DOCUMENTS)
