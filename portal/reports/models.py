"""A report while it is written and signed, and what became of it. What was issued is kept by portal/documents."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from directory_data.database import Record
from directory_data.vocabulary import DocumentKind
from portal.accounts.models import User
from portal.cases.models import Case
from portal.documents.models import Document
from portal.referrals.models import Referral


class Report(Record):
    """One report. It is a draft until `ready_at`, waits for a signature until `signed_at`, and never changes after.

    A report of the programme is about a referral. `revision` counts what was saved, so that of two people who write at
    once the second is told. `about` is what its document is about: a correction has that of the
    report it corrects, so that its document is the next version.
    """

    __tablename__ = "report"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    form_key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), index=True)
    referral_id: Mapped[int | None] = mapped_column(ForeignKey("referral.id"), index=True)
    kind: Mapped[DocumentKind]
    about: Mapped[str]
    correction_reason: Mapped[str] = mapped_column(default="")
    author_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    last_writer_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    started_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1)
    ready_at: Mapped[datetime | None]
    returned_reason: Mapped[str] = mapped_column(default="")
    signed_at: Mapped[datetime | None]
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    filed_on: Mapped[date | None]
    served_on: Mapped[date | None]
    served_to: Mapped[str] = mapped_column(default="")

    case: Mapped[Case] = relationship()
    referral: Mapped[Referral | None] = relationship()
    author: Mapped[User] = relationship(foreign_keys=[author_id])
    signed_by: Mapped[User | None] = relationship(foreign_keys=[signed_by_id])
    document: Mapped[Document | None] = relationship()
    parts: Mapped[list[ReportPart]] = relationship(cascade="all, delete-orphan")
    quotes: Mapped[list[QuotedFinding]] = relationship(back_populates="report", cascade="all, delete-orphan")
    comments: Mapped[list[ParticipantComment]] = relationship(
        order_by="ParticipantComment.id", cascade="all, delete-orphan"
    )

    last_version: Mapped[int | None] = query_expression()
    """The number of the newest version that was issued, where the query asks for it."""

    @property
    def replaced_by(self) -> int | None:
        """The number of the version that stands in the place of this one."""
        if self.document is None or self.last_version is None or self.last_version == self.document.version:
            return None
        return self.last_version

    @property
    def writers(self) -> set[int]:
        """Who may not sign it: whoever began it, and whoever changed its words last."""
        return {self.author_id, self.last_writer_id}

    @property
    def place(self) -> dict[str, Any]:
        """Where it stands: the parts of its address."""
        if self.referral is not None:
            return {"side": "referrals", "reference": self.referral.reference, "key": self.key}
        return {"side": "cases", "reference": self.case.reference, "key": self.key}

    @property
    def words(self) -> dict[str, str]:
        """What was written, by the key of its part."""
        return {part.part: part.words for part in self.parts}

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        if self.signed_at:
            return "Signed and issued"
        return "Waits to be signed" if self.ready_at else "Draft"


class ReportPart(Record):
    """What was written under one heading (portal/rules/report_parts.py)."""

    __tablename__ = "report_part"
    __table_args__ = (UniqueConstraint("report_id", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), index=True)
    part: Mapped[str]
    words: Mapped[str] = mapped_column(Text)


class ParticipantComment(Record):
    """What the person said of a report about them, in their words. It is added to and never edited."""

    __tablename__ = "participant_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), index=True)
    shown_on: Mapped[date]
    words: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))

    by: Mapped[User] = relationship()


class QuotedFinding(Record):
    """Which version of which finding a signed report rests on, so that a later change finds the report."""

    __tablename__ = "quoted_finding"
    __table_args__ = (UniqueConstraint("report_id", "finding_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"))
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]

    report: Mapped[Report] = relationship(back_populates="quotes")
