"""What is put to the court, what was asked of it, what it answered, and what a manager decided about a gap."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from portal.accounts.models import User
from portal.cases.models import Case, Order
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
    """A manager's recorded decision that a monitoring gap is accepted, with the gap as it was then.

    It stands for the order as it was read that day (`order_mark`): an order that is corrected is decided about anew.
    """

    __tablename__ = "monitoring_gap_decision"
    __table_args__ = (UniqueConstraint("order_id", "order_mark"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("court_order.id"), index=True)
    order_mark: Mapped[str]
    since: Mapped[date]
    until: Mapped[date | None]
    sentences: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))

    order: Mapped[Order] = relationship()
    by: Mapped[User] = relationship()
