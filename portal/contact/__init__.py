"""Contact with the child: before, during and after a programme, decided by the court and looked at again with risk."""

from __future__ import annotations

from flask import Flask

from portal.cases.panels import board_of
from portal.contact import on_cases, queries, routes


def init_app(app: Flask) -> None:
    """Put the room's addresses on the map, and its part on each case's page and in the list."""
    app.register_blueprint(routes.blueprint)
    board = board_of(app)
    board.show(on_cases.panel_of, queries.ARRANGEMENTS, queries.REVIEWS)
    board.say(on_cases.standings_of, queries.ARRANGEMENTS, queries.REVIEWS)
