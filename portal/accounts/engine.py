"""Flask-Security as the engine behind signing in: hashing, one-time codes, links. Its own pages stay shut."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from flask import Flask
from flask_security import RoleMixin, Security, SQLAlchemyUserDatastore, UserMixin
from flask_security.totp import Totp

from directory_data.database import db
from portal import sealing
from portal.accounts import sessions
from portal.accounts.models import User
from portal.config import Settings
from portal.sealing import KeyRing

LINK_IS_VALID = timedelta(hours=48)
SHORTEST_PASSWORD = 12
ISSUER = "Commissioned Services Directory"

# OWASP's first choice for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane.
ARGON2 = {"argon2__memory_cost": 19_456, "argon2__time_cost": 2, "argon2__parallelism": 1}


class OneTimeCodes(Totp):
    """Codes from an authenticator app (RFC 6238); a code that was taken once is refused after that.

    The secrets are sealed with the portal's field keys as they are now, so that a new key needs no restart.
    """

    def __init__(self, secrets: dict[str, str], issuer: str) -> None:
        self._issuer = issuer
        self._ring: KeyRing | None = None
        self._made: Any = None

    @property
    def _totp(self) -> Any:
        ring = sealing.ring()
        if ring is not self._ring:
            made = Totp(ring.as_text(), self._issuer)._totp
            # The library would take the last name in the alphabet.
            made.wallet.default_tag = ring.seals_with
            self._made, self._ring = made, ring
        return self._made

    def key_of(self, secret: str) -> str:
        """The name of the key that a secret is sealed with."""
        return str(json.loads(secret)["enckey"]["t"])

    def sealed_anew(self, secret: str) -> str:
        """The same secret, sealed with the key that seals now."""
        return str(self._totp.from_source(secret).to_json(encrypt=True))

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
        # Not asked for: OneTimeCodes takes the field keys. The library wants some value.
        "SECURITY_TOTP_SECRETS": {"none": "none"},
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


def _keep_to_the_session(app: Flask, security: Security) -> None:
    """Leave one way to be known: our session. No tokens in addresses or headers, no identity built for each request."""
    security.login_manager.user_loader(sessions.person_signed_in)
    security.login_manager.request_loader(lambda request: None)
    # Flask-Principal would read the session for every stylesheet; nothing here asks it anything.
    app.before_request_funcs[None].remove(security.principal._on_before_request)
