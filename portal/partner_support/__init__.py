"""Partner support: the wall's other side. It learns of a family only by a hand-off, and tells the programme nothing.

Nothing in here may import referrals: who was referred where comes down through `actions.hand_off` and `actions.tell`.
"""

from __future__ import annotations

from flask import Flask

from portal.cases.panels import board_of
from portal.partner_support import opening_routes, record_routes, routes


def init_app(app: Flask) -> None:
    """Put the room's addresses on the map, and the way to them on a case's page."""
    # Read here, so that both files have hung their pages on the one blueprint before it is registered.
    assert record_routes.blueprint is routes.blueprint
    app.register_blueprint(routes.blueprint)
    app.register_blueprint(opening_routes.blueprint)
    board = board_of(app)
    board.show(opening_routes.panel_of)
    board.say(opening_routes.standings_of)
