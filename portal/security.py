"""The door: who comes in to which route, and the headers every answer carries."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import CSRFProtect

from portal.config import Settings
from portal.rules import permissions
from portal.rules.work_lists import asked_of

csrf = CSRFProtect()

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
FOR_NOBODY = ("static", "health.healthz", "health.readyz", "metrics.show")
"""Routes that ask neither who is there nor whether the portal is set up."""
KEPT_FOR_A_YEAR = "public, max-age=31536000, immutable"


Keeps = Callable[[], ResponseReturnValue | None]


def keeps_what_was_typed(app: Flask, keeps: Keeps) -> None:
    """Let a room answer a form whose sign-in is over; None from it lets the door go on."""
    app.extensions["keeps_what_was_typed"] = keeps


def ask_nobody(app: Flask, blueprint: str) -> None:
    """Let a room's answers be the same whoever asks: it is not looked who is there, so that any cache may keep them."""
    app.extensions.setdefault("asks_nobody", set()).add(blueprint)


def takes_larger(app: Flask, endpoint: str, most_bytes: int) -> None:
    """Let one form send more than others may, files and all: for those alone who may open it."""
    app.extensions.setdefault("takes_larger", {})[endpoint] = most_bytes


class SessionsOfPeople(SecureCookieSessionInterface):
    """Sessions, but none for a program that is answered whoever it is: no cookie, and nothing that keeps caches off."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the session back with the answer."""
        if not _asks_nobody():
            super().save_session(app, session, response)


def init_app(app: Flask) -> None:
    """Stand at the door of every request."""
    app.session_interface = SessionsOfPeople()
    app.config.setdefault("WTF_CSRF_TIME_LIMIT", None)
    # Our pages send no referrer to anybody, so it cannot be asked for; token and SameSite cookie do that work.
    app.config.setdefault("WTF_CSRF_SSL_STRICT", False)
    app.before_request(_refuse_until_set_up)
    app.before_request(_admit)
    app.before_request(_keep_what_was_typed)
    app.after_request(_send_headers)
    csrf.init_app(app)
    app.extensions["csrf"] = csrf


def _refuse_until_set_up() -> ResponseReturnValue | None:
    settings: Settings = current_app.config["SETTINGS"]
    if settings.is_set_up or request.endpoint in FOR_NOBODY:
        return None
    return Response(
        "This portal has not been set up yet. Its operator should run: flask setup\n",
        503,
        mimetype="text/plain",
    )


def _admit() -> ResponseReturnValue | None:
    """Let the request in, send the stranger to sign in, or find nothing: what is not yours is not found."""
    endpoint = request.endpoint
    if "\x00" in request.path:
        # No name holds it, and one of the stores cannot even be asked.
        abort(404)
    g.person = None
    if endpoint in FOR_NOBODY or _asks_nobody():
        return None
    g.person = current_user._get_current_object() if current_user.is_authenticated else None
    if endpoint is None or permissions.is_public(endpoint):
        return None
    if endpoint not in permissions.OPENS_FOR:
        abort(404)
    if fails := g.get("store_fails"):
        raise fails
    if g.person is None:
        return _keep_what_was_typed() or redirect(url_for("accounts.sign_in", next=_asked_page()))
    if not permissions.may_open(g.person.role, endpoint):
        abort(404)
    request.max_content_length = current_app.extensions.get("takes_larger", {}).get(endpoint)
    return None


def _asks_nobody() -> bool:
    return request.blueprint in current_app.extensions.get("asks_nobody", ())


def _keep_what_was_typed() -> ResponseReturnValue | None:
    """What a page sends after its sign-in has ended is not saved, and need not be typed again."""
    keeps: Keeps | None = current_app.extensions.get("keeps_what_was_typed")
    if keeps is None or request.method != "POST" or _asks_nobody():
        return None
    return keeps()


def _asked_page() -> str | None:
    """The page that was asked for, with how a list was narrowed and nothing else that stood in the address."""
    if request.method != "GET":
        return None
    asked = asked_of(request.args)
    narrowed = urlencode(asked.address(page=asked.page if asked.page > 1 else None))
    return f"{request.path}?{narrowed}" if narrowed else request.path


def _send_headers(response: Response) -> Response:
    settings: Settings = current_app.config["SETTINGS"]
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if settings.tiles:
        host = "{0.scheme}://{0.netloc}".format(urlsplit(settings.tiles))
        response.headers["Content-Security-Policy"] = POLICY.replace(
            "img-src 'self'", f"img-src 'self' {host}"
        )
    if settings.is_served_over_tls:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if request.endpoint == "static":
        response.headers["Cache-Control"] = KEPT_FOR_A_YEAR if request.args.get("v") else "no-cache"
    else:
        # A shared computer: the back button must not bring a page back.
        response.headers.setdefault("Cache-Control", "no-store")
    return response
