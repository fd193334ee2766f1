"""Factsheets and the pages every reader needs: help now, safety, accessibility, privacy, cookies."""

from flask import Flask

from portal.factsheets import editing, routes


def init_app(app: Flask) -> None:
    """Open these pages."""
    app.register_blueprint(routes.blueprint)
    app.register_blueprint(editing.blueprint)
