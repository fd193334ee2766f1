"""Reads of issued documents. What belongs to somebody else's case is not found."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, undefer

from directory_data.database import db
from directory_data.vocabulary import DocumentKind
from portal.cases.models import Case
from portal.cases.reading import THE_CASES, OfCase, records_of
from portal.documents.models import Document

DOCUMENTS = OfCase(
    Document,
    Document.case_id.in_(THE_CASES),
    options=(joinedload(Document.author),),
    order_by=(Document.id.desc(),),
)
"""Every version of every paper of a case, the newest first."""


def documents_of(case: Case) -> Sequence[Document]:
    """Every version of every paper of the case, the newest first."""
    return records_of([case.id], [DOCUMENTS])[DOCUMENTS]


def document_of(case: Case, key: str) -> Document:
    """That document of the case with all that it says, or 404."""
    wanted = select(Document).where(Document.case_id == case.id, Document.key == key)
    wanted = wanted.options(undefer(Document.content), undefer(Document.pdf), joinedload(Document.author))
    return db.session.scalars(wanted).one_or_none() or abort(404)


def latest(case: Case, kind: DocumentKind, about: str = "") -> Document | None:
    """The newest version of this paper of the case."""
    wanted = _versions(case, kind, about)
    return db.session.scalars(wanted.order_by(Document.version.desc()).limit(1)).one_or_none()


def version_of(case: Case, kind: DocumentKind, about: str, version: int) -> Document | None:
    """That version of this paper of the case."""
    wanted = _versions(case, kind, about)
    return db.session.scalars(wanted.where(Document.version == version)).one_or_none()


def last_version(case: Case, kind: DocumentKind) -> int:
    """The number of the newest version, 0 where there is none."""
    wanted = select(func.max(Document.version)).where(Document.case_id == case.id, Document.kind == kind)
    return db.session.scalar(wanted) or 0


def is_issued(digest: str) -> bool:
    """Whether a document with this digest was issued here: that, and nothing else of it."""
    return db.session.scalar(select(Document.id).where(Document.digest == digest).limit(1)) is not None


def _versions(case: Case, kind: DocumentKind, about: str) -> Select[Document]:
    return select(Document).where(Document.case_id == case.id, Document.kind == kind, Document.about == about)
