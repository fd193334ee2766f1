"""Cases: a family's proceedings, the person ordered to attend, the people to protect, and the court's orders."""

from __future__ import annotations

from flask import Flask

from portal.cases import (
    closing_pages,
    earlier_pages,
    finding_pages,
    fitting_pages,
    hearing_pages,
    panels,
    routes,
    striking_pages,
)

__all__ = [
    "closing_pages",
    "earlier_pages",
    "finding_pages",
    "fitting_pages",
    "hearing_pages",
    "init_app",
    "striking_pages",
]


def init_app(app: Flask) -> None:
    """Put the room's addresses on the map."""
    panels.init_app(app)
    app.register_blueprint(routes.blueprint)
