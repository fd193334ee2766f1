"""One sign-in from its start to its end: sign-out, 15 idle minutes, 12 hours, or another browser."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import g, request, session
from flask_security import login_user
from sqlalchemy import bindparam, delete, select
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import joinedload

from directory_data.database import db
from directory_data.vocabulary import Word
from portal import audit
from portal.accounts import page_marks
from portal.accounts.models import SignIn, User
from portal.rules.audit_words import Act, Thing

LONGEST_IDLE = timedelta(minutes=15)
LONGEST_SIGN_IN = timedelta(hours=12)
IDLE_IS_NOTED_EVERY = timedelta(minutes=1)

KEY, SEEN_AT, BROWSER, ENDED = "sign_in", "seen_at", "browser", "ended"


class Ended(Word):
    """Why the portal itself ended a sign-in, with the sentence that the sign-in page says."""

    IDLE = "idle", "You were signed out because nothing happened for 15 minutes. Sign in to go on."
    LONG = "long", "You were signed out because you had been signed in for 12 hours. Sign in to go on."


@dataclass(frozen=True)
class _Standing:
    person: User
    sign_in: SignIn


def real_now() -> datetime:
    """This moment, in UTC. Sign-ins, tries and links keep real time: PORTAL_TODAY must not make them last longer."""
    return datetime.now(UTC)


def start(person: User, at: datetime) -> None:
    """Begin a sign-in under a new key. Whatever the browser held before is dropped, so nothing can be planted in it."""
    key = secrets.token_urlsafe(32)
    db.session.execute(delete(SignIn).where(SignIn.started_at < at - LONGEST_SIGN_IN))
    db.session.add(SignIn(person_id=person.id, key_hash=_hash(key), started_at=at))
    person.last_signed_in_at = at
    audit.record(Act.SIGNED_IN, Thing.ACCOUNT, str(person.id), by=person, at=at)
    _drop()
    login_user(person, remember=False)
    session.update({KEY: key, SEEN_AT: int(at.timestamp()), BROWSER: _browser()})
    session[page_marks.IN_FORMS] = page_marks.new_mark(person)


def end(at: datetime) -> None:
    """End this browser's sign-in in the store: a copy of its cookie is worth nothing afterwards."""
    sign_in = db.session.scalar(select(SignIn).where(SignIn.key_hash == _hash(str(session.get(KEY, "")))))
    if sign_in is not None and sign_in.ended_at is None:
        sign_in.ended_at = at
    _drop()


def person_signed_in(uniquifier: str) -> User | None:
    """Whom this session stands for, or None once it has ended; asked by Flask-Login once a request."""
    at = real_now()
    try:
        standing = _standing(uniquifier)
    except (OperationalError, InterfaceError) as fails:
        # Who needs help now is not kept out by a store that is away; other pages raise it (portal/security.py).
        db.session.rollback()
        g.store_fails = fails
        return None
    if standing is None or session.get(BROWSER) != _browser():
        session.clear()
        return None
    if reason := _over(standing.sign_in, at):
        session.clear()
        session[ENDED] = reason.name
        return None
    if at - _seen_at() >= IDLE_IS_NOTED_EVERY:
        session[SEEN_AT] = int(at.timestamp())
    return standing.person


def why_ended() -> str | None:
    """The sentence about the sign-in that the portal ended, said once."""
    reason = session.pop(ENDED, None)
    return Ended[reason].label if reason else None


def _drop() -> None:
    session.clear()
    # A token made earlier in this request would stand in the page without its other half in the session.
    g.pop(page_marks.IN_FORMS, None)


def _standing(uniquifier: str) -> _Standing | None:
    key_hash = _hash(str(session.get(KEY, "")))
    row = db.session.execute(_STANDING, {"uniquifier": uniquifier, "key_hash": key_hash}).first()
    return _Standing(*row) if row else None


_STANDING = (
    select(User, SignIn)
    .join(SignIn, SignIn.person_id == User.id)
    .options(joinedload(User.provider))
    .where(
        User.fs_uniquifier == bindparam("uniquifier"),
        User.active,
        SignIn.key_hash == bindparam("key_hash"),
        SignIn.ended_at.is_(None),
    )
)
"""Asked by every page of whoever is signed in, so put together once."""


def _over(sign_in: SignIn, at: datetime) -> Ended | None:
    if at - sign_in.started_at >= LONGEST_SIGN_IN:
        return Ended.LONG
    if at - _seen_at() >= LONGEST_IDLE:
        return Ended.IDLE
    return None


def _seen_at() -> datetime:
    return datetime.fromtimestamp(int(session.get(SEEN_AT, 0)), UTC)


def _browser() -> str:
    """A mark of the browser and its address: a cookie that turns up elsewhere is not taken."""
    return _hash(f"{request.remote_addr}|{request.user_agent.string}")[:32]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
