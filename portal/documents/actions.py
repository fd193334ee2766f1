"""Issuing a document: the paper is typeset, numbered, marked with its digest and kept. It never changes after."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from directory_data.availability import in_full
from directory_data.database import db
from directory_data.vocabulary import DocumentKind
from portal import audit
from portal.accounts.models import User
from portal.cases.models import Case
from portal.clock import day_of
from portal.documents import queries
from portal.documents.models import Document
from portal.documents.paper import Paper, Text
from portal.documents.typesetting import CannotBeShown, Stamp, pdf_of
from portal.errors import Refused
from portal.rules.audit_words import Act, Thing


def issue(
    case: Case,
    kind: DocumentKind,
    paper: Paper,
    *,
    by: User,
    at: datetime,
    reason: str = "",
    about: str = "",
    is_demonstration: bool,
) -> Document:
    """The next version of this paper for the case, kept as it is. The store refuses the same version twice.

    A version that follows another says on the paper which one it replaces and why; without a reason it is refused.
    """
    earlier = queries.latest(case, kind, about)
    if earlier is not None and not reason:
        raise Refused([f"Version {earlier.version} has been issued. Say what a new version corrects."])
    version = earlier.version + 1 if earlier else 1
    paper = _replacing(paper, earlier, reason) if earlier else paper
    try:
        pdf = pdf_of(paper, Stamp(by.name, _line(case, version, by, at), is_demonstration))
    except CannotBeShown as why:
        raise Refused([str(why)]) from None
    document = Document(
        key=uuid4().hex,
        case_id=case.id,
        kind=kind,
        about=about,
        version=version,
        reason=reason,
        author_id=by.id,
        issued_at=at,
        content=paper.as_record(),
        pdf=pdf,
        digest=hashlib.sha256(pdf).hexdigest(),
    )
    db.session.add(document)
    audit.record(Act.ISSUED, Thing.DOCUMENT, reference_of(case, document), by=by, at=at)
    return document


def note_taken(case: Case, document: Document, *, by: User, at: datetime) -> None:
    """Record that somebody took the file away: a copy that no rule of ours reaches any more."""
    audit.record(Act.EXPORTED, Thing.DOCUMENT, reference_of(case, document), by=by, at=at)


def reference_of(case: Case, document: Document) -> str:
    """How the audit log names a document: by case, kind, what it is about and version."""
    parts = (case.reference, document.kind.value, document.about, str(document.version))
    return "/".join(filter(None, parts))


def _replacing(paper: Paper, earlier: Document, reason: str) -> Paper:
    issued_on = in_full(day_of(earlier.issued_at))
    words = f"This is version {earlier.version + 1}. It replaces version {earlier.version} of {issued_on}: {reason}"
    return replace(paper, blocks=(Text(words, is_note=True), *paper.blocks))


def _line(case: Case, version: int, by: User, at: datetime) -> str:
    replaces = f", in place of version {version - 1}" if version > 1 else ""
    return f"{case.reference}, version {version}{replaces}, {in_full(day_of(at))}, {by.name}"
