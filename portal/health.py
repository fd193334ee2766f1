"""Whether the process is alive and whether it can serve: for those who run it."""

from __future__ import annotations

from flask import Blueprint, Flask, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from directory_data.database import db
from portal.clock import now
from portal.messages import queries as messages
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
    """The secrets, the store, the index and the outbox are there; each by name.

    `index_lag`: changes it has not heard of yet. `outbox_oldest_seconds`: for how long a message has been due, null
    where none is. A mail server that is gone makes that number grow and takes no web machine out of service. Nor does
    an index that is damaged on disk while a good copy in memory answers: it is "rebuilding".
    """
    index: ServiceIndex = current_app.extensions["service_index"]
    has_store = _answers("SELECT 1 FROM service LIMIT 1")
    has_outbox = has_store and _answers("SELECT 1 FROM outbox_message LIMIT 1")
    parts = {
        "secrets": current_app.config["SETTINGS"].is_set_up,
        "store": has_store,
        "index": has_store and _index(index),
        "outbox": has_outbox,
    }
    ready = all(parts.values())
    lag = index.lag(db.session()) if has_store else None
    answer = jsonify(
        status="ok" if ready else "not ready",
        parts=parts,
        index_lag=lag,
        outbox_oldest_seconds=messages.oldest_unsent_seconds(now()) if has_outbox else None,
    )
    return answer, 200 if ready else 503


def _index(index: ServiceIndex) -> bool | str:
    """Whether searches are answered from a whole index; where it is damaged, this begins its mending."""
    if not index.needs_rebuild(db.session()):
        return True
    return "rebuilding" if index.mend(db.session()) else False


def _answers(statement: str) -> bool:
    try:
        db.session.execute(text(statement))
    except SQLAlchemyError:
        db.session.rollback()
        return False
    return True
