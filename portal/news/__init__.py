"""News: dated notices to the public, by area, with an Atom feed."""

from flask import Flask

from portal.news.routes import blueprint


def init_app(app: Flask) -> None:
    """Open these pages."""
    app.register_blueprint(blueprint)
