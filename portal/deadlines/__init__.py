"""Deadlines: what is due on each case, referral and hand-off, who is chased about it, who is told of each step."""

from __future__ import annotations

from flask import Flask

from portal.cases.panels import board_of
from portal.deadlines import on_pages, routes, telling

__all__ = ["init_app", "telling"]


def init_app(app: Flask) -> None:
    """Put the room's address on the map, and deadlines on the pages of cases and referrals."""
    app.register_blueprint(routes.blueprint)
    app.context_processor(on_pages.on_referral)
    board = board_of(app)
    board.show(on_pages.panel_of)
    board.say(on_pages.standings_of)
    board.on_referrals.append(on_pages.of_referrals)
    board.on_hand_offs.append(on_pages.of_hand_offs)
    board.to_dos.append(on_pages.registers_to_mark)
    board.tallies.append(on_pages.tally_of)
