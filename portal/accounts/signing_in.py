"""Whether a password or a code is right. Takes the same time and gives the same answer whoever is asked about."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app, g, session
from flask_security import Security, verify_password
from flask_security.recoverable import reset_password_token_status

from directory_data.database import db
from portal import audit
from portal.accounts import actions, page_marks, queries
from portal.accounts.models import User
from portal.config import Settings
from portal.rules.audit_words import Act, SignInFailure, Thing

HALF_SIGNED_IN = "half_signed_in"
HALF_SIGNED_IN_LASTS = timedelta(minutes=10)
CLOCKS_MAY_DIFFER_BY = timedelta(seconds=30)
LONGEST_PASSWORD = 200
"""In characters, as typed. Far below what argon2 is given here at most (4,096) even when each one unfolds to many."""
LONGEST_CODE = 40


@dataclass(frozen=True)
class HalfSignedIn:
    """Somebody whose password was right and whose code is still to come; `next_path` is where they were going."""

    person: User
    next_path: str | None
    new_secret: str | None


def person_with(email: str, password: str) -> User | None:
    """Who has this e-mail address and this password; None for anybody else, after the same work."""
    of_nobody = _hash_of_nobody()
    person = queries.person_by_email(db.session(), email)
    can_sign_in = person is not None and person.active and person.password is not None
    kept = person.password if person is not None and can_sign_in else None
    is_right = verify_password(
        _normal(password if len(password) <= LONGEST_PASSWORD else ""), kept or of_nobody
    )
    return person if can_sign_in and is_right else None


def note_failure(person: User | None, why: SignInFailure, *, at: datetime) -> None:
    """Leave a line in the audit log: which account it was, where there is one, and never what was typed."""
    reference = str(person.id) if person else ""
    audit.record(Act.SIGN_IN_FAILED, Thing.ACCOUNT, reference, by=None, at=at, reason=why)


def person_of_link(token: str) -> User | None:
    """Whose one-time link this is; None when it was used, is older than 48 hours, or was never given."""
    expired, invalid, person = reset_password_token_status(token)
    return None if expired or invalid or person is None or not person.active else person


def set_password(person: User, password: str) -> None:
    """Keep a new password in the one form that `person_with` compares."""
    actions.set_password(person, _normal(password))


def needs_code(person: User) -> bool:
    """Whether a second factor is asked: always, but in a demonstration only of who has set one up."""
    settings: Settings = current_app.config["SETTINGS"]
    return not settings.is_demo or person.has_second_factor


def hold(person: User, next_path: str | None) -> None:
    """Remember for ten minutes that the password was right. Nobody is signed in by this."""
    session.clear()
    # As in sessions: a token made before would have lost its other half.
    g.pop(page_marks.IN_FORMS, None)
    session[HALF_SIGNED_IN] = {"who": person.fs_uniquifier, "at": int(time.time()), "next": next_path}


def half_signed_in() -> HalfSignedIn | None:
    """Whose code is awaited in this browser, if anybody's."""
    held = session.get(HALF_SIGNED_IN)
    if not held or time.time() - held["at"] > HALF_SIGNED_IN_LASTS.total_seconds():
        return None
    person = _engine().datastore.find_user(fs_uniquifier=held["who"])
    if not isinstance(person, User) or not person.active:
        return None
    return HalfSignedIn(person, held["next"], held.get("secret"))


def offer_secret() -> str:
    """A new secret for an authenticator app, sealed, kept in the session until a code shows that the app has it."""
    secret: str = _engine().totp_factory.generate_totp_secret()
    session[HALF_SIGNED_IN] = {**session[HALF_SIGNED_IN], "secret": secret}
    return secret


def code_is_right(person: User, secret: str | None, code: str) -> bool:
    """Whether the authenticator app that holds the secret shows this code now, and it was not taken before."""
    if not secret:
        return False
    window = int(CLOCKS_MAY_DIFFER_BY.total_seconds())
    return bool(_engine().totp_factory.verify_totp(code, secret, person, window=window))


def _engine() -> Security:
    return current_app.extensions["security"]


def _normal(password: str) -> str:
    return str(_engine()._password_util.normalize(password))


def _hash_of_nobody() -> str:
    """A hash to compare with when there is no person: made once, as dear as any other."""
    if "hash_of_nobody" not in current_app.extensions:
        current_app.extensions["hash_of_nobody"] = actions.hashed("nobody has this password")
    return str(current_app.extensions["hash_of_nobody"])
