"""RiskReport: a change in risk, what was decided about it and what is left to do; DutyTurn: who is on duty."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.risk_vocabulary import (
    AtRisk,
    RiskBasis,
    RiskCategory,
    RiskDecision,
    RiskDirection,
    RiskSide,
)
from portal.accounts.models import User
from portal.cases.models import Case
from portal.sealing import SealedRecord, SealedText


class RiskReport(SealedRecord, Record):
    """A change in risk. Its words are sealed to it; `key` stands in its address and does not tell how many there are.

    `referral_id` or `hand_off_id` say from which page of the programme or of partner support it came.
    `at_risk` and `decisions` hold values of AtRisk and RiskDecision.
    """

    __tablename__ = "risk_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    form_key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), index=True)
    referral_id: Mapped[int | None] = mapped_column(ForeignKey("referral.id"), index=True)
    hand_off_id: Mapped[int | None] = mapped_column(ForeignKey("hand_off.id"), index=True)
    side: Mapped[RiskSide]
    is_source_protected: Mapped[bool]
    is_danger: Mapped[bool]
    category: Mapped[RiskCategory]
    direction: Mapped[RiskDirection]
    basis: Mapped[RiskBasis]
    at_risk: Mapped[list[str]] = mapped_column(JSON)
    known_on: Mapped[date]
    raised_at: Mapped[datetime]
    raised_by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    sealed_what: Mapped[str]
    sealed_done: Mapped[str]
    decided_at: Mapped[datetime | None] = mapped_column(index=True)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))
    decisions: Mapped[list[str]] = mapped_column(JSON, default=list)
    sealed_reasons: Mapped[str]

    what = SealedText()
    done = SealedText()
    reasons = SealedText()
    """Why it was decided so; empty until it is."""

    case: Mapped[Case] = relationship()
    raised_by: Mapped[User] = relationship(foreign_keys=[raised_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    tasks: Mapped[list[RiskTask]] = relationship(
        order_by="RiskTask.id", cascade="all, delete-orphan", back_populates="report"
    )

    @property
    def stays_off_paper(self) -> bool:
        """Whether it is never printed: it says that partner support knows something, or leads to a source."""
        return self.side is RiskSide.PARTNER_SUPPORT or self.is_source_protected

    @property
    def who_is_at_risk(self) -> list[AtRisk]:
        """Who may be harmed, as words."""
        return [AtRisk(value) for value in self.at_risk]

    @property
    def decided(self) -> list[RiskDecision]:
        """What was decided, as words."""
        return [RiskDecision(value) for value in self.decisions]

    @property
    def left_to_do(self) -> list[RiskTask]:
        """What the decision leaves to do and nobody has done yet."""
        return [task for task in self.tasks if task.done_at is None]

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide or to do something about it."""
        return self.decided_at is None or bool(self.left_to_do)


class RiskTask(SealedRecord, Record):
    """What a decision leaves to do. It stays on top of the case until somebody says how it was done."""

    __tablename__ = "risk_task"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("risk_report.id"), index=True)
    decision: Mapped[RiskDecision]
    due_on: Mapped[date]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))
    sealed_words: Mapped[str]

    words = SealedText()
    """How it was done; empty until it is."""

    done_by: Mapped[User | None] = relationship()
    report: Mapped[RiskReport] = relationship(back_populates="tasks")


class DutyTurn(Record):
    """Who is on duty in an area from one day to another, both included. Of two turns on a day the later line holds."""

    __tablename__ = "duty_turn"

    id: Mapped[int] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(index=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    from_on: Mapped[date]
    until_on: Mapped[date]
    named_at: Mapped[datetime]
    named_by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))

    officer: Mapped[User] = relationship(foreign_keys=[officer_id])
    named_by: Mapped[User] = relationship(foreign_keys=[named_by_id])
