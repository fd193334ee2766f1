"""The diary of a referral: each step that was taken, and what was later corrected about it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.vocabulary import Step
from portal.accounts.models import User
from portal.rules.lifecycle_table import TRANSITIONS

if TYPE_CHECKING:
    from portal.referrals.models.referral import Referral

_LINES = {line.step: line for line in TRANSITIONS}


class DiaryEntry(Record):
    """One step. `number` counts within the referral: of two people who take the next step at once, one is let.

    `day` is the date that was given with it: of an appointment, a session, a report.
    """

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
    day: Mapped[date | None]

    referral: Mapped[Referral] = relationship(back_populates="diary")
    by: Mapped[User] = relationship()
    corrections: Mapped[list[Correction]] = relationship(
        order_by="Correction.id", cascade="all, delete-orphan"
    )

    @property
    def words(self) -> str:
        """What was done, in a sentence."""
        return _LINES[self.step].diary

    @property
    def reason_words(self) -> str:
        """Why, in the words that were chosen from; empty where no reason is asked."""
        reasons = _LINES[self.step].reasons
        return reasons(self.reason).label if reasons and self.reason else ""


class Correction(Record):
    """What is right instead of what an entry says. It stands beside the entry, which stays as it was written."""

    __tablename__ = "diary_correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("diary_entry.id"), index=True)
    words: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))

    by: Mapped[User] = relationship()
