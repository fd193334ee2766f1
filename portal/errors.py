"""What cannot be done, as exceptions that carry the reasons, and the one place that turns them into pages."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, g, has_request_context, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError, SQLAlchemyError
from werkzeug.exceptions import HTTPException

from directory_data.database import db

PAGES = {
    HTTPStatus.NOT_FOUND: "errors/404.html",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "errors/413.html",
    HTTPStatus.TOO_MANY_REQUESTS: "errors/429.html",
}


CHANGED_MEANWHILE = (
    "Somebody else changed this a moment ago, or it was sent twice. Open the page again to see how it stands."
)
NOTHING_SAVED = (
    "Sorry, the portal cannot reach its records. Nothing you sent has been saved. Try again in a few minutes."
)
ALL_OR_NOTHING = (
    "Sorry, the connection to the records broke. All of what you just sent has been saved, or none of it."
    " Look in a few minutes before you send it again."
)


class Refused(Exception):
    """A step that may not be taken, with the reasons in sentences for the person who asked."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


Answer = Callable[[Any], ResponseReturnValue]


def answer_below(app: Flask, path: str, answer: Answer) -> None:
    """Let a room that is read by programs say in its own way what cannot be done at or below its path."""
    app.extensions.setdefault("answers_below", {})[path] = answer


def init_app(app: Flask) -> None:
    """Turn exceptions into pages."""
    app.register_error_handler(Refused, _by_path(_refused))
    app.register_error_handler(IntegrityError, _by_path(_changed_meanwhile))
    app.register_error_handler(OperationalError, _by_path(_store_fails))
    app.register_error_handler(InterfaceError, _by_path(_store_fails))
    app.register_error_handler(CSRFError, _by_path(_token_gone))
    app.register_error_handler(HTTPException, _by_path(_http_error))
    app.register_error_handler(Exception, _by_path(_unexpected))


def _by_path(page: Answer) -> Answer:
    """The room's own answer where it has one, else the page. Neither a page nor its cookie is made for a program."""

    @wraps(page)
    def answered(error: Any) -> ResponseReturnValue:
        for path, answer in current_app.extensions.get("answers_below", {}).items():
            if request.path == path or request.path.startswith(f"{path}/"):
                with suppress(SQLAlchemyError):
                    db.session.rollback()
                return answer(error)
        return page(error)

    return answered


def _refused(error: Refused) -> tuple[str, int]:
    db.session.rollback()
    return render_template("errors/409.html", reasons=error.reasons), HTTPStatus.CONFLICT


def _changed_meanwhile(_error: IntegrityError) -> tuple[str, int]:
    return _refused(Refused([CHANGED_MEANWHILE]))


def _store_fails(error: OperationalError | InterfaceError) -> tuple[str, int] | Response:
    """The store is full, gone or too busy. One POST commits once, so before that nothing of it was kept."""
    with suppress(SQLAlchemyError):
        db.session.rollback()
    note(error)
    is_certain = error.statement is not None or not g.get("commit_began", False)
    try:
        answer = render_template("errors/503.html", is_certain=is_certain)
    except SQLAlchemyError:
        # It went away while it answered: who is reading cannot even be asked.
        words = NOTHING_SAVED if is_certain else ALL_OR_NOTHING
        return Response(words, HTTPStatus.SERVICE_UNAVAILABLE, mimetype="text/plain")
    return answer, HTTPStatus.SERVICE_UNAVAILABLE


@event.listens_for(db.session, "before_commit")
def _note_commit(_session: object) -> None:
    if has_request_context():
        g.commit_began = True


def _token_gone(_error: CSRFError) -> tuple[str, int]:
    return render_template("errors/400.html"), HTTPStatus.BAD_REQUEST


def _http_error(error: HTTPException) -> Response | tuple[str, int]:
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if code < HTTPStatus.BAD_REQUEST:
        return error.get_response()  # type: ignore[return-value]
    db.session.rollback()
    # 403 and 405 would tell a stranger that something is there.
    page = PAGES.get(HTTPStatus(code)) or (
        PAGES[HTTPStatus.NOT_FOUND]
        if code in (403, 405)
        else "errors/400.html"
        if code < 500
        else "errors/500.html"
    )
    answer = render_template(page), HTTPStatus.NOT_FOUND if code in (403, 405) else code
    return answer


def _unexpected(error: Exception) -> tuple[str, int]:
    db.session.rollback()
    note(error)
    return render_template("errors/500.html"), HTTPStatus.INTERNAL_SERVER_ERROR


def note(error: Exception) -> None:
    """Write in the log what failed, without what was asked or stored."""
    # The route, not the address: an address may hold a one-time link, a query what somebody typed.
    where = f"{request.method} {request.url_rule}"
    if isinstance(error, SQLAlchemyError):
        # What the store says repeats what was to be stored: its place in the code is enough.
        place = "".join(traceback.format_tb(error.__traceback__))
        current_app.logger.error("Failed at %s: %s\n%s", where, type(error).__name__, place)
    else:
        current_app.logger.error("Failed at %s: %s", where, type(error).__name__, exc_info=error)
