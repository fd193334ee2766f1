"""Finding: one thing that was found or admitted, where it stands and who checked it; what it said before is kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from directory_data.database import Record
from directory_data.vocabulary import FindingBasis, FindingStatus
from portal.accounts.models import User

SAID = ("basis", "reported_by", "words", "source", "page", "dated_on", "status")
"""What is typed of a finding."""

SIGNED = ("number", "reason", "recorded_at", "recorded_by_id", "checked_at", "checked_by_id")
"""What the portal adds: which version it is, why, and who wrote and checked it."""


class Said:
    """What a version of a finding says. `reason` is why this version was written, empty for the first."""

    number: Mapped[int] = mapped_column(default=1)
    basis: Mapped[FindingBasis]
    reported_by: Mapped[str] = mapped_column(default="")
    words: Mapped[str]
    source: Mapped[str]
    page: Mapped[str] = mapped_column(default="")
    dated_on: Mapped[date]
    status: Mapped[FindingStatus] = mapped_column(default=FindingStatus.CURRENT)
    reason: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime | None]
    """None for what was recorded before this was kept."""
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))
    checked_at: Mapped[datetime | None]
    """When somebody last held this version against its source."""
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))

    @declared_attr
    def recorded_by(cls: type[Record]) -> Mapped[User | None]:
        return relationship(foreign_keys=f"{cls.__name__}.recorded_by_id")

    @declared_attr
    def checked_by(cls: type[Record]) -> Mapped[User | None]:
        return relationship(foreign_keys=f"{cls.__name__}.checked_by_id")

    @property
    def rests_on(self) -> str:
        """The basis in words, and of a report who made it."""
        return f"{self.basis.label} by {self.reported_by}" if self.reported_by else self.basis.label

    @property
    def document(self) -> str:
        """The document and the place in it."""
        return f"{self.source}, {self.page}" if self.page else self.source

    @property
    def is_current(self) -> bool:
        """Whether it may be relied on."""
        return self.status is FindingStatus.CURRENT


class Finding(Said, Record):
    """What was found or admitted, as it stands now (mission R2)."""

    __tablename__ = "finding"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), index=True)

    earlier: Mapped[list[FindingVersion]] = relationship(
        order_by="FindingVersion.number.desc()", cascade="all, delete-orphan"
    )

    def as_it_stood(self) -> FindingVersion:
        """A copy to be kept before it is changed."""
        kept: dict[str, Any] = {name: getattr(self, name) for name in (*SAID, *SIGNED)}
        return FindingVersion(**kept)


class FindingVersion(Said, Record):
    """What a finding said before it was changed. Added to, never altered."""

    __tablename__ = "finding_version"
    __table_args__ = (UniqueConstraint("finding_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id", ondelete="CASCADE"), index=True)
