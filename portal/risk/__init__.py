"""Risk: a change that somebody reports, who has to decide about it and by when, and open risk on top of every page."""

from __future__ import annotations

from flask import Flask

from portal.cases.panels import board_of
from portal.layout import notices_of
from portal.risk import duty_routes, on_cases, routes


def init_app(app: Flask) -> None:
    """Put the room's addresses on the map, and open risk on the pages of cases, referrals and hand-offs."""
    app.register_blueprint(routes.blueprint)
    app.register_blueprint(duty_routes.blueprint)
    notices_of(app).append(on_cases.notice)
    board = board_of(app)
    board.say(on_cases.standings_of)
    board.on_referrals.append(on_cases.of_referrals)
    board.on_hand_offs.append(on_cases.of_hand_offs)
    board.under_way.append(on_cases.under_way)
