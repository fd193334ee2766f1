"""What somebody typed before they were signed out, shown to them alone once they are back, to be sent again."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO
from urllib.parse import unquote, urlsplit

from flask import current_app, flash, render_template, request, session
from flask.sessions import SecureCookieSessionInterface

from portal.accounts import page_words, sessions, unsent
from portal.accounts.models import User
from portal.accounts.unsent import TooLate, Unsent

TOO_LATE = "What you typed before you were signed out was kept for one hour. The hour is over, so it is gone."


def in_sign_in(person: User) -> Unsent | None:
    """What this sign-in brings of what this person had typed; None where it brings nothing of theirs."""
    sealed = request.form.get(unsent.FIELD, "")
    try:
        return unsent.opened(sealed, person, sessions.real_now()) if sealed else None
    except TooLate:
        flash(TOO_LATE)
        return None


def page_of(found: Unsent) -> str:
    """It in the words of the page that asked for it. Whoever reads it is signed in, and the store has been told so."""
    answers = page_words.readable(found.fields, _page_at(found.path))
    return render_template("accounts/send_again.html", found=found, answers=answers)


def _page_at(path: str) -> str:
    """The page at this address, opened anew by the person who is signed in; nothing where there is none for them."""
    app, parts = current_app, urlsplit(path)
    sessions_of = app.session_interface
    assert isinstance(sessions_of, SecureCookieSessionInterface)
    signing = sessions_of.get_signing_serializer(app)
    assert signing is not None
    asked = {
        **{
            name: value
            for name, value in request.environ.items()
            if not name.startswith(("werkzeug.", "flask."))
        },
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(parts.path).encode().decode("latin-1"),
        "QUERY_STRING": parts.query,
        "HTTP_COOKIE": f"{sessions_of.get_cookie_name(app)}={signing.dumps(dict(session))}",
        "CONTENT_LENGTH": "0",
        "wsgi.input": BytesIO(),
    }
    with app.app_context(), app.request_context(asked):
        answer = app.full_dispatch_request()
        is_page = answer.status_code == HTTPStatus.OK and answer.mimetype == "text/html"
        return answer.get_data(as_text=True) if is_page else ""
