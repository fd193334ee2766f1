"""Factsheets and the pages every reader needs: help now, safety, accessibility, privacy, cookies."""

from flask import Flask

from portal.factsheets.routes import blueprint


def init_app(app: Flask) -> None:
    """Open these pages."""
    app.register_blueprint(blueprint)
