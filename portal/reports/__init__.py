"""Reports of the programme to Cafcass and of Cafcass to the court, written on facts and signed by a second person."""

from __future__ import annotations

from flask import Flask

from portal.cases.panels import board_of
from portal.reports import afterwards, on_pages, queries, routes, signing

__all__ = ["afterwards", "init_app", "signing"]


def init_app(app: Flask) -> None:
    """Put the room's addresses on the map, and its part on the pages of cases and referrals."""
    app.register_blueprint(routes.blueprint)
    app.context_processor(on_pages.on_referral)
    board = board_of(app)
    board.show(on_pages.panel_of, queries.REPORTS)
    board.say(on_pages.standings_of, queries.UNSIGNED)
    board.on_referrals.append(on_pages.of_referrals)
