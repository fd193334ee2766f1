"""Factsheets and the pages every reader needs: help now, safety, accessibility, privacy, cookies."""

from flask import Flask

from portal.cases.panels import board_of
from portal.factsheets import editing, routes


def init_app(app: Flask) -> None:
    """Open these pages."""
    app.register_blueprint(routes.blueprint)
    app.register_blueprint(editing.blueprint)
    board_of(app).to_dos.append(editing.to_dos)
