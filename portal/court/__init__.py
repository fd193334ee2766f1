"""Court: what the officer tells the court before and after the order, and whom nobody may report on."""

from __future__ import annotations

from flask import Flask

from portal.cases.panels import board_of
from portal.court import on_cases, queries, routes
from portal.documents import panels
from portal.referrals import queries as referrals


def init_app(app: Flask) -> None:
    """Put the room's addresses on the map, and its part on each case's page."""
    app.register_blueprint(routes.blueprint)
    board = board_of(app)
    board.show(on_cases.panel_of, referrals.REFERRALS, queries.REQUESTS, queries.DECISIONS)
    board.say(on_cases.standings_of, referrals.REFERRALS, queries.DECISIONS)
    board.tallies.append(on_cases.tally_of)
    panels.registered(app).append(on_cases.beside_document)
