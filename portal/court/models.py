"""What is put to the court, what was asked of it, what it answered, and what a manager decided about a gap."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from portal.accounts.models import User
from portal.cases.models import Case
from portal.documents.models import Document


class Considerations(Record):
    """What section 11E(5) and (6) of the Children Act 1989 asks about: put to the court, never scored."""

    __tablename__ = "court_considerations"

    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), primary_key=True)
    religion: Mapped[str] = mapped_column(default="")
    work_and_education: Mapped[str] = mapped_column(default="")
    caring: Mapped[str] = mapped_column(default="")
    likely_effect: Mapped[str] = mapped_column(default="")
    opinion: Mapped[str] = mapped_column(default="")


class CourtRequest(Record):
    """A letter that asked the court to amend its order: when it was sent, and what came back."""

    __tablename__ = "court_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), unique=True)
    sent_on: Mapped[date]
    sent_by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    answered_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")

    case: Mapped[Case] = relationship()
    document: Mapped[Document] = relationship()
    sent_by: Mapped[User] = relationship()


class GapDecision(Record):
    """A manager's recorded decision that a monitoring gap is accepted, and why. It closes the gap of one order."""

    __tablename__ = "gap_decision"

    order_id: Mapped[int] = mapped_column(ForeignKey("court_order.id"), primary_key=True)
    reason: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))

    by: Mapped[User] = relationship()
