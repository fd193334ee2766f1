"""Keeping evidence of accreditation: files outside every folder that is served, and who may have them."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from flask import abort, current_app
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from directory_data.database import db
from directory_data.vocabulary import Role
from portal.accounts.models import User
from portal.config import Settings
from portal.listings.models import Evidence
from portal.rules.evidence import plain_name


def keep(provider_id: int, name: str, content: bytes, *, by: User, at: datetime) -> Evidence:
    """Write the file, then its record. The file has been checked; the same one given twice is kept once."""
    digest = hashlib.sha256(content).hexdigest()
    kept = next((each for each in evidence_of(provider_id) if each.digest == digest), None)
    if kept is not None:
        return kept
    key = secrets.token_urlsafe(16)
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = folder / f"{key}.part"
    beside.touch(mode=0o600)
    beside.write_bytes(content)
    beside.replace(folder / f"{key}.pdf")
    record = Evidence(
        key=key,
        provider_id=provider_id,
        name=plain_name(name),
        size_bytes=len(content),
        digest=digest,
        by_id=by.id,
        at=at,
    )
    db.session.add(record)
    db.session.flush()
    return record


def evidence_of(provider_id: int) -> Sequence[Evidence]:
    """What a provider has given, the newest first."""
    wanted = select(Evidence).where(Evidence.provider_id == provider_id).options(joinedload(Evidence.by))
    return db.session.scalars(wanted.order_by(Evidence.id.desc())).all()


def evidence_for(person: User, key: str) -> tuple[Evidence, bytes]:
    """The record and the file, for its own provider and for directory administrators; else 404."""
    record = db.session.scalars(select(Evidence).where(Evidence.key == key)).one_or_none() or abort(404)
    if person.role is not Role.DIRECTORY_ADMINISTRATOR and record.provider_id != person.provider_id:
        abort(404)
    content = content_of(record)
    return (record, content) if content is not None else abort(404)


def content_of(record: Evidence) -> bytes | None:
    """The file; None, with a line in the log, where it is not there any more, or is not what was given."""
    file = _folder() / f"{record.key}.pdf"
    content = file.read_bytes() if file.is_file() else b""
    if hashlib.sha256(content).hexdigest() != record.digest:
        current_app.logger.error("A file of evidence is missing or altered: record %s", record.id)
        return None
    return content


def _folder() -> Path:
    settings: Settings = current_app.config["SETTINGS"]
    return settings.uploads
