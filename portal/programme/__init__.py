"""Programme: the groups of a provider, their sessions, and the registers."""

from __future__ import annotations

from flask import Flask

from portal import meetings
from portal.cases.panels import board_of
from portal.programme import missed_pages, on_cases, register_pages, routes, session_pages
from portal.programme.following import KeptSessions

__all__ = ["init_app", "register_pages", "session_pages"]


def init_app(app: Flask) -> None:
    """Put the room's addresses on the map, and its part on each case's page."""
    app.register_blueprint(routes.blueprint)
    app.register_blueprint(missed_pages.blueprint)
    meetings.keep(app, KeptSessions())
    board_of(app).show(on_cases.panel_of, *on_cases.ON_CASE)
    board_of(app).say(on_cases.standings_of)
    board_of(app).on_referrals.append(on_cases.of_referrals)
