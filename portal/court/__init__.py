"""Court: what the officer tells the court before and after the order, and whom nobody may report on."""

from __future__ import annotations

from flask import Flask

from portal.cases.panels import board_of
from portal.court import on_cases, routes
from portal.documents import panels


def init_app(app: Flask) -> None:
    """Put the room's addresses on the map, and its part on each case's page."""
    app.register_blueprint(routes.blueprint)
    board = board_of(app)
    board.panels.append(on_cases.panel_of)
    board.tallies.append(on_cases.tally_of)
    panels.registered(app).append(on_cases.beside_document)
