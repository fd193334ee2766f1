"""Messages: the outbox, its worker, and the one door through which anything leaves the portal by mail."""

from __future__ import annotations

from flask import Flask

from portal.messages import routes


def init_app(app: Flask) -> None:
    """Put the room's addresses on the map."""
    app.register_blueprint(routes.blueprint)
