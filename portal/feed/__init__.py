"""The Open Referral feed: the public directory for machines, read only, in HSDS 3.2 and Open Referral UK 3.0."""

from flask import Flask

from portal.errors import answer_below
from portal.feed.kept import KeptFeed
from portal.feed.routes import blueprints, failed
from portal.security import ask_nobody


def init_app(app: Flask) -> None:
    """Open the addresses below /api. They change nothing, so a POST needs no token: it keeps a question out of logs."""
    app.extensions["kept_feed"] = KeptFeed()
    for blueprint in blueprints():
        app.register_blueprint(blueprint)
        app.extensions["csrf"].exempt(blueprint)
        ask_nobody(app, blueprint.name)
    answer_below(app, "/api", failed)
