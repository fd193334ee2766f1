"""Referral: one person sent to one group, with the diary that says what was done, by whom and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.models import Group, Service
from directory_data.vocabulary import ReferralStatus, Step
from portal.accounts.models import User
from portal.cases.models import Case, Order
from portal.rules import lifecycle


class Referral(Record):
    """A referral. The status is read from the diary; `match` is the choice as it was made, for a reader years later."""

    __tablename__ = "referral"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), index=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("court_order.id"))
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), index=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("group.id"), index=True)
    match: Mapped[dict[str, Any]] = mapped_column(JSON)
    welfare_reason: Mapped[str] = mapped_column(default="")
    abuse_summary: Mapped[str] = mapped_column(default="")
    contact_arrangement: Mapped[str] = mapped_column(default="")
    risks: Mapped[str] = mapped_column(default="")

    case: Mapped[Case] = relationship()
    order: Mapped[Order] = relationship()
    service: Mapped[Service] = relationship()
    group: Mapped[Group] = relationship()
    support: Mapped[list[ChosenSupport]] = relationship(cascade="all, delete-orphan")
    diary: Mapped[list[DiaryEntry]] = relationship(
        order_by="DiaryEntry.number", back_populates="referral", cascade="all, delete-orphan"
    )

    @property
    def status(self) -> ReferralStatus:
        """Where the referral stands, from its diary."""
        return lifecycle.status_after(entry.step for entry in self.diary) or ReferralStatus.DRAFT

    @property
    def is_live(self) -> bool:
        """Whether somebody still has something to do about it."""
        return any(line.before is self.status for line in lifecycle.TRANSITIONS)

    @property
    def is_written(self) -> bool:
        """Whether what the provider must read has been written."""
        return bool(self.welfare_reason and self.abuse_summary and self.contact_arrangement)

    def entry(self, step: Step) -> DiaryEntry | None:
        """The last time that step was taken."""
        return next((entry for entry in reversed(self.diary) if entry.step is step), None)


class ChosenSupport(Record):
    """Which partner-support service was chosen for which protected person. Officers' side of the wall: which service it
    is can say where somebody lives, so no page of the programme reads this table."""

    __tablename__ = "chosen_support"

    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"), primary_key=True)
    protected_person_id: Mapped[int] = mapped_column(ForeignKey("protected_person.id"), primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"))

    service: Mapped[Service] = relationship()


class DiaryEntry(Record):
    """One step. `number` counts within the referral: of two people who take the next step at once, one is let."""

    __tablename__ = "diary_entry"
    __table_args__ = (UniqueConstraint("referral_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"), index=True)
    number: Mapped[int]
    step: Mapped[Step]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

    referral: Mapped[Referral] = relationship(back_populates="diary")
    by: Mapped[User] = relationship()

    @property
    def words(self) -> str:
        """What was done, in a sentence."""
        return next(line.diary for line in lifecycle.TRANSITIONS if line.step is self.step)

    @property
    def reason_words(self) -> str:
        """Why, in the words that were chosen from; empty where no reason is asked."""
        reasons = next(line.reasons for line in lifecycle.TRANSITIONS if line.step is self.step)
        return reasons(self.reason).label if reasons and self.reason else ""
