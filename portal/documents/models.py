"""Document: one issued version of one paper, kept as it was."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.vocabulary import DocumentKind
from portal.accounts.models import User


class CannotChange(Exception):
    """An issued document was to be altered or removed."""


class Document(Record):
    """An issued document. `key` stands in its address; `digest` is the SHA-256 of its PDF, in hexadecimal."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("case_id", "kind", "about", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), index=True)
    kind: Mapped[DocumentKind]
    about: Mapped[str] = mapped_column(default="")
    """What tells two papers of one kind apart within a case, such as a referral's reference; versions count in it."""
    version: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")
    """Why this version was made, where it corrects an earlier one."""
    author_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    issued_at: Mapped[datetime]
    content: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    pdf: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    digest: Mapped[str] = mapped_column(index=True)

    author: Mapped[User] = relationship()


@event.listens_for(Document, "before_update")
@event.listens_for(Document, "before_delete")
def _refuse(_mapper: Any, _connection: Any, document: Document) -> None:
    raise CannotChange(f"Document {document.key} has been issued. Issue a new version instead.")
