"""The public directory: search, listings, and what serves an area."""

from flask import Flask

from portal.directory.routes import blueprint, index


def init_app(app: Flask) -> None:
    """Open these pages. The search is sent by POST to keep postcodes out of addresses, and changes nothing."""
    app.register_blueprint(blueprint)
    if "csrf" in app.extensions:
        app.extensions["csrf"].exempt(index)
