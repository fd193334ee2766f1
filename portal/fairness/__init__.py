"""Fairness: what is said to be wrong, what was decided, who has to be told; and complaints with their stages."""

from __future__ import annotations

from flask import Flask

from portal.cases.panels import board_of
from portal.fairness import actions, complaint_routes, on_pages, programme_routes, queries, routes
from portal.layout import notices_of


def init_app(app: Flask) -> None:
    """Put the room's addresses on the map, its part on pages, and hear of changed findings and registers."""
    for module in (routes, complaint_routes, programme_routes):
        app.register_blueprint(module.blueprint)
    notices_of(app).append(on_pages.notice)
    board = board_of(app)
    board.show(on_pages.panel_of, queries.CORRECTIONS, queries.COMPLAINTS)
    board.say(on_pages.corrections_standing, queries.CORRECTIONS)
    board.say(on_pages.complaints_standing, queries.COMPLAINTS)
    board.under_way.append(on_pages.under_way)
    board.on_referrals.append(on_pages.of_referrals)
    board.finding_changes.append(actions.follow_change)
    board.register_changes.append(actions.follow_register)
    board.corrections.append(on_pages.put_right)
