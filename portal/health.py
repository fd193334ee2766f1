"""Whether the process is alive and whether it can serve: for those who run it."""

from __future__ import annotations

from flask import Blueprint, Flask, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from directory_data.database import db

blueprint = Blueprint("health", __name__)


def init_app(app: Flask) -> None:
    """Put the two addresses on the map."""
    app.register_blueprint(blueprint)


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> ResponseReturnValue:
    """The secrets, the store and the index are there; each by name."""
    parts = {
        "secrets": current_app.config["SETTINGS"].is_set_up,
        "store": _store_answers(),
        "index": not current_app.extensions["service_index"].needs_rebuild(),
    }
    ready = all(parts.values())
    return jsonify(status="ok" if ready else "not ready", parts=parts), 200 if ready else 503


def _store_answers() -> bool:
    try:
        db.session.execute(text("SELECT 1 FROM service LIMIT 1"))
    except SQLAlchemyError:
        db.session.rollback()
        return False
    return True
