"""What was decided about a case as a whole, by whom and when: closings, authority to go on, links to earlier cases."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.vocabulary import CaseStep, ClosingReason
from portal.accounts.models import User

if TYPE_CHECKING:
    from portal.cases.models.case import Case


class CaseEntry(Record):
    """One line of a case's history; lines are added and never changed. `until` is the last day of an authority."""

    __tablename__ = "case_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), index=True)
    step: Mapped[CaseStep]
    reason: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")
    until: Mapped[date | None]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))

    by: Mapped[User] = relationship()

    @property
    def reason_words(self) -> str:
        """Why the case was closed, in the words that were chosen from; empty for other lines."""
        return ClosingReason(self.reason).label if self.reason else ""


class CaseLink(Record):
    """Somebody looked at two files, typed two identifiers of the earlier one, and said: the same person."""

    __tablename__ = "case_link"
    __table_args__ = (UniqueConstraint("case_id", "earlier_case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), index=True)
    earlier_case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))

    by: Mapped[User] = relationship()
    earlier: Mapped[Case] = relationship(foreign_keys=[earlier_case_id])
