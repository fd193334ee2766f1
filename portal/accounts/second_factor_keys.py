"""Second factors sealed anew with the field key that seals now."""

from __future__ import annotations

from flask import current_app
from sqlalchemy import select, update

from portal.accounts.engine import OneTimeCodes
from portal.accounts.models import User
from portal.accounts.queries import Store
from portal.sealing import ring


def left_to_seal(session: Store) -> int:
    """How many second factors are sealed with an older key."""
    return len(_old(session))


def seal_anew(session: Store) -> int:
    """Seal them anew; one that somebody sets up meanwhile is left alone. The caller commits."""
    codes = _codes()
    old = _old(session)
    for person_id, secret in old:
        same = (User.id == person_id) & (User.tf_totp_secret == secret)
        # Past the session: what is stored differs, and nothing about the account has changed.
        session.connection().execute(
            update(User).where(same).values(tf_totp_secret=codes.sealed_anew(secret))
        )
    return len(old)


def _old(session: Store) -> list[tuple[int, str]]:
    rows = session.execute(select(User.id, User.tf_totp_secret).where(User.tf_totp_secret.is_not(None)))
    newest = ring().seals_with
    return [(number, secret) for number, secret in rows if secret and _codes().key_of(secret) != newest]


def _codes() -> OneTimeCodes:
    codes = current_app.extensions["security"].totp_factory
    assert isinstance(codes, OneTimeCodes)
    return codes
