"""Whose pages are whose: the token in each form of somebody signed in says for whom that page was made.

It stands in the page before anything can go wrong with the sign-in, so it still tells when the cookie is gone.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from flask import current_app, session
from itsdangerous import BadData, URLSafeTimedSerializer

from portal.accounts.models import User

IN_FORMS = "csrf_token"
"""What a form’s token is called, in the form and in the session."""
SIGNED_AS = "wtf-csrf-token"
"""The name under which Flask-WTF signs a form's token."""


def new_mark(person: User) -> str:
    """What a sign-in's form tokens are made from: new each time, and recognisable as this person's."""
    once = secrets.token_urlsafe(24)
    return f"{once}.{_of(person, once)}"


def mark_in(token: str) -> str | None:
    """The mark in a form's token; None for a token that this portal did not make."""
    signed = URLSafeTimedSerializer(str(current_app.secret_key), salt=SIGNED_AS)
    try:
        found = signed.loads(token)
    except BadData:
        return None
    return found if isinstance(found, str) else None


def is_for(mark: str, person: User) -> bool:
    """Whether the page with this mark was made for this person."""
    once, _, whose = mark.partition(".")
    return hmac.compare_digest(whose, _of(person, once))


def is_of_this_session(mark: str) -> bool:
    """Whether the page with this mark was made since this sign-in began."""
    return hmac.compare_digest(mark, str(session.get(IN_FORMS, "")))


def _of(person: User, once: str) -> str:
    text = f"page|{person.fs_uniquifier}|{once}"
    return hmac.new(str(current_app.secret_key).encode(), text.encode(), hashlib.sha256).hexdigest()
