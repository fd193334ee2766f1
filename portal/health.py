"""Whether the process is alive and whether it can serve: for those who run it."""

from __future__ import annotations

from flask import Blueprint, Flask, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from directory_data.database import db
from search_index import ServiceIndex

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
    """The secrets, the store and the index are there; each by name. `index_lag`: changes it has not heard of yet."""
    index: ServiceIndex = current_app.extensions["service_index"]
    has_store = _store_answers()
    parts = {
        "secrets": current_app.config["SETTINGS"].is_set_up,
        "store": has_store,
        "index": has_store and not index.needs_rebuild(db.session()),
    }
    ready = all(parts.values())
    lag = index.lag(db.session()) if has_store else None
    answer = jsonify(status="ok" if ready else "not ready", parts=parts, index_lag=lag)
    return answer, 200 if ready else 503


def _store_answers() -> bool:
    try:
        db.session.execute(text("SELECT 1 FROM service LIMIT 1"))
    except SQLAlchemyError:
        db.session.rollback()
        return False
    return True
