"""Accounts: who works with the portal, how they sign in, and how a sign-in ends."""

from __future__ import annotations

from flask import Flask

from portal import security
from portal.accounts import audited, engine, routes, second_factor, turned_away

__all__ = ["audited", "init_app"]


def init_app(app: Flask) -> None:
    """Start the engine behind signing in and put its pages on the map."""
    engine.init_app(app)
    # Read here, so that both files have hung their pages on the one blueprint before it is registered.
    assert second_factor.blueprint is routes.blueprint
    app.register_blueprint(routes.blueprint)
    security.keeps_what_was_typed(app, turned_away.keep)
