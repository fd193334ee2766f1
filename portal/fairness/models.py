"""A request to correct something, and the notices it leads to: who had the wrong paper, was told, has read it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.fairness_vocabulary import (
    Asker,
    ComplaintStage,
    ComplaintStep,
    CorrectionDecision,
    Holder,
)
from portal.accounts.models import User
from portal.cases.models import Case
from portal.referrals.models import Referral
from portal.rules import fairness


class CorrectionRequest(Record):
    """Somebody says that something is wrong; without an asker, a finding or a register that papers rest on was changed.

    `wrong` and `reason` stay with Cafcass. `what_is_right` is what those who had the wrong paper are told.
    """

    __tablename__ = "correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    form_key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), index=True)
    asker: Mapped[Asker | None]
    wrong: Mapped[str] = mapped_column(Text)
    asked_on: Mapped[date]
    decide_by: Mapped[date]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    decision: Mapped[CorrectionDecision | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    what_is_right: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))

    case: Mapped[Case] = relationship()
    by: Mapped[User] = relationship(foreign_keys=[by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    notices: Mapped[list[CorrectionNotice]] = relationship(
        order_by="CorrectionNotice.id", cascade="all, delete-orphan", back_populates="correction"
    )

    @property
    def who_asks(self) -> str:
        """Who says that something is wrong, in words."""
        return self.asker.label if self.asker else "The portal: what papers rest on was changed"

    @property
    def untold(self) -> list[CorrectionNotice]:
        """Who had the wrong version and has not been told."""
        return [each for each in self.notices if each.told_on is None]

    @property
    def unread(self) -> list[CorrectionNotice]:
        """Who was told and has not confirmed that they have read it."""
        return [each for each in self.notices if each.told_on and each.read_on is None]

    @property
    def wrong_papers(self) -> list[str]:
        """Each paper that was wrong, once."""
        return list(dict.fromkeys(each.paper for each in self.notices if each.paper))

    @property
    def is_open(self) -> bool:
        """Whether something is left to do here. Who has not confirmed is waited for, and stands on the page."""
        return self.decision is None or bool(self.untold)


class CorrectionNotice(Record):
    """One reader of one wrong paper, when they were told, and when they confirmed that they had read it."""

    __tablename__ = "correction_notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    correction_id: Mapped[int] = mapped_column(ForeignKey("correction.id", ondelete="CASCADE"), index=True)
    holder: Mapped[Holder]
    words: Mapped[str] = mapped_column(Text)
    paper: Mapped[str]
    referral_id: Mapped[int | None] = mapped_column(ForeignKey("referral.id"), index=True)
    told_on: Mapped[date | None]
    told_how: Mapped[str] = mapped_column(default="")
    told_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))
    read_on: Mapped[date | None]
    read_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))

    correction: Mapped[CorrectionRequest] = relationship(back_populates="notices")
    referral: Mapped[Referral | None] = relationship()
    told_by: Mapped[User | None] = relationship(foreign_keys=[told_by_id])
    read_by: Mapped[User | None] = relationship(foreign_keys=[read_by_id])

    @property
    def is_in_the_portal(self) -> bool:
        """Whether they read it here, and confirm it themselves."""
        return self.holder in fairness.IN_THE_PORTAL


class Complaint(Record):
    """A complaint about how a case was handled."""

    __tablename__ = "complaint"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    form_key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), index=True)
    sender: Mapped[Asker]
    words: Mapped[str] = mapped_column(Text)
    received_on: Mapped[date]
    reply_due_on: Mapped[date]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))

    by: Mapped[User] = relationship()
    entries: Mapped[list[ComplaintEntry]] = relationship(
        order_by="ComplaintEntry.id", cascade="all, delete-orphan"
    )

    @property
    def stage(self) -> ComplaintStage:
        """Where it stands."""
        return fairness.stage_after(entry.step for entry in self.entries)

    @property
    def waits_for_answer(self) -> bool:
        """Whether the last thing that was asked has had no answer yet. The Ombudsman's answer is not ours to give."""
        steps = [entry.step for entry in self.entries if entry.step is not ComplaintStep.EVIDENCE]
        return not steps or steps[-1] is ComplaintStep.REVIEW


class ComplaintEntry(Record):
    """What was added to a complaint. Entries are added and never changed."""

    __tablename__ = "complaint_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"), index=True)
    form_key: Mapped[str] = mapped_column(unique=True)
    step: Mapped[ComplaintStep]
    on: Mapped[date]
    words: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))

    by: Mapped[User] = relationship()
