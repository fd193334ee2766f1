"""How many tries to sign in are allowed. Counted in the store, so that every process counts the same."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import delete, select

from directory_data.database import db
from portal.accounts.models import SignInAttempt

WINDOW = timedelta(minutes=15)


@dataclass(frozen=True)
class Subject:
    """Whom or what tries are counted for, and how many within the window are borne."""

    name: str
    most: int


@dataclass(frozen=True)
class Try:
    """One try, counted before it is judged; `wait` says how long none is judged at all, None when this one is."""

    record_ids: tuple[int, ...]
    wait: timedelta | None


def of_email(email: str) -> Subject:
    """Tries under one e-mail address, whether or not anybody has it."""
    return Subject(f"email:{email.strip().lower()}", most=5)


def of_address(address: str | None) -> Subject:
    """Tries from one internet address; for version 6 from one network of 64 bits, which is one subscriber."""
    return Subject(f"address:{_network(address or 'unknown')}", most=30)


def of_code(uniquifier: str) -> Subject:
    """Wrong codes of somebody whose password was right."""
    return Subject(f"code:{uniquifier}", most=5)


def begin(subjects: Sequence[Subject], at: datetime) -> Try:
    """Count a try for each subject, and say whether it may be judged.

    Commits: the try must be seen by other processes before the password is looked at, or many tries sent at once
    would all be judged.
    """
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.at < at - WINDOW))
    records = [SignInAttempt(subject_hash=_hash(subject), at=at) for subject in subjects]
    db.session.add_all(records)
    db.session.commit()
    waits = [_wait(subject, record, at) for subject, record in zip(subjects, records, strict=True)]
    longest = max((wait for wait in waits if wait is not None), default=None)
    if longest is not None:
        # A try that is not judged does not count: whoever waits is let in again.
        forget([record.id for record in records])
        db.session.commit()
    return Try(tuple(record.id for record in records) if longest is None else (), longest)


def forget(record_ids: Sequence[int]) -> None:
    """Take back tries that turned out right."""
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.id.in_(record_ids)))


def forget_all(subject: Subject) -> None:
    """Start counting from nothing, after a success."""
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.subject_hash == _hash(subject)))


def _wait(subject: Subject, own: SignInAttempt, at: datetime) -> timedelta | None:
    earlier = db.session.scalars(
        select(SignInAttempt.at)
        .where(
            SignInAttempt.subject_hash == own.subject_hash,
            SignInAttempt.id < own.id,
            SignInAttempt.at > at - WINDOW,
        )
        .order_by(SignInAttempt.id.desc())
        .limit(subject.most)
    ).all()
    if len(earlier) < subject.most:
        return None
    return max(earlier[-1] + WINDOW - at, timedelta(seconds=1))


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{parsed}/{64 if parsed.version == 6 else 32}", strict=False))


def _hash(subject: Subject) -> str:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"sign-in attempt|{subject.name}".encode(), hashlib.sha256).hexdigest()
