"""Flask-Security as the engine behind signing in: hashing, one-time codes, links. Its own pages stay shut."""

from __future__ import annotations

import base64
import secrets
from datetime import timedelta
from typing import Any

from flask import Flask
from flask_security import RoleMixin, Security, SQLAlchemyUserDatastore, UserMixin
from flask_security.totp import Totp

from directory_data.database import db
from portal.accounts import sessions
from portal.accounts.models import User
from portal.config import Settings

LINK_IS_VALID = timedelta(hours=48)
SHORTEST_PASSWORD = 12
ISSUER = "Commissioned Services Directory"

# OWASP's first choice for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane.
ARGON2 = {"argon2__memory_cost": 19_456, "argon2__time_cost": 2, "argon2__parallelism": 1}


class OneTimeCodes(Totp):
    """Codes from an authenticator app (RFC 6238); a code that was taken once is refused after that."""

    def get_last_counter(self, user: UserMixin) -> int | None:
        """The half-minute of the last code taken from this person."""
        assert isinstance(user, User)
        return user.tf_last_counter

    def set_last_counter(self, user: UserMixin, tmatch: Any) -> None:
        """Remember the half-minute of the code just taken."""
        assert isinstance(user, User)
        user.tf_last_counter = tmatch.counter


def init_app(app: Flask) -> None:
    """Configure Flask-Security for these settings."""
    settings: Settings = app.config["SETTINGS"]
    app.config.update(_cookies(settings), **_options(settings))
    # Roles are a closed list of words here, not records: the role class is never asked for.
    datastore = SQLAlchemyUserDatastore(db, User, RoleMixin)
    security = Security(app, datastore, register_blueprint=False, totp_cls=OneTimeCodes)
    _keep_to_the_session(app, security)


def _options(settings: Settings) -> dict[str, Any]:
    return {
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": ARGON2,
        "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST_PASSWORD,
        "SECURITY_RESET_PASSWORD_WITHIN": LINK_IS_VALID,
        "SECURITY_SEND_PASSWORD_RESET_NOTICE_EMAIL": False,
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_REQUIRED": not settings.is_demo,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TOTP_SECRETS": _totp_keys(settings.field_keys),
        "SECURITY_TOTP_ISSUER": ISSUER,
        "SECURITY_CLI_USERS_NAME": "",
        "SECURITY_CLI_ROLES_NAME": "",
    }


def _cookies(settings: Settings) -> dict[str, Any]:
    is_secure = settings.is_served_over_tls
    return {
        # The prefix makes browsers refuse the cookie from any other host and without https.
        "SESSION_COOKIE_NAME": "__Host-session" if is_secure else "session",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": is_secure,
        # Browser and address are compared by sessions.py, which needs no second cookie for it.
        "SESSION_PROTECTION": None,
    }


def _totp_keys(field_keys: str | None) -> dict[str, str]:
    """The field keys by name. Before the portal is set up nobody can sign in, so that any key will do."""
    if not field_keys:
        return {"none": base64.b64encode(secrets.token_bytes(32)).decode()}
    return dict(part.strip().split(":", 1) for part in field_keys.split(","))


def _keep_to_the_session(app: Flask, security: Security) -> None:
    """Leave one way to be known: our session. No tokens in addresses or headers, no identity built for each request."""
    security.login_manager.user_loader(sessions.person_signed_in)
    security.login_manager.request_loader(lambda request: None)
    # Flask-Principal would read the session for every stylesheet; nothing here asks it anything.
    app.before_request_funcs[None].remove(security.principal._on_before_request)
