"""What partner support records: attempts and decisions, what somebody agreed may be passed on, and what was."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.support_vocabulary import AttemptOutcome, Channel, ConsentPurpose, SupportStep
from portal.accounts.models import User
from portal.sealing import SealedRecord, SealedText


class SupportEntry(SealedRecord, Record):
    """One line of the worker's diary. `form_key` is that of the form that made it: sent twice, it is there once.

    `reason` is a code, of a RevealReason where a way of contact that is not safe was shown.
    """

    __tablename__ = "support_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    hand_off_id: Mapped[int] = mapped_column(ForeignKey("hand_off.id"), index=True)
    form_key: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    step: Mapped[SupportStep]
    channel: Mapped[Channel | None]
    outcome: Mapped[AttemptOutcome | None]
    reason: Mapped[str] = mapped_column(default="")
    sealed_note: Mapped[str]

    note = SealedText()
    """In the worker's words, for partner support alone."""

    by: Mapped[User] = relationship()


class Consent(SealedRecord, Record):
    """What somebody agreed to, for one purpose, until a day. It ends earlier when it is withdrawn."""

    __tablename__ = "support_consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    hand_off_id: Mapped[int] = mapped_column(ForeignKey("hand_off.id"), index=True)
    form_key: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[ConsentPurpose]
    until_on: Mapped[date]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))
    sealed_what: Mapped[str]
    sealed_to_whom: Mapped[str]

    what = SealedText()
    """What may be passed on."""
    to_whom = SealedText()

    by: Mapped[User] = relationship(foreign_keys=[by_id])
    passed_on: Mapped[list[PassedOn]] = relationship(
        order_by="PassedOn.id", cascade="all, delete-orphan", back_populates="consent"
    )

    def holds_on(self, day: date) -> bool:
        """Whether it may be relied on that day."""
        return self.withdrawn_at is None and day <= self.until_on


class PassedOn(SealedRecord, Record):
    """What the officer of the case was told, as somebody agreed for one purpose. The programme never reads it."""

    __tablename__ = "support_passed_on"

    id: Mapped[int] = mapped_column(primary_key=True)
    consent_id: Mapped[int] = mapped_column(ForeignKey("support_consent.id"), index=True)
    form_key: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    sealed_words: Mapped[str]

    words = SealedText()
    """No more than the purpose needs."""

    by: Mapped[User] = relationship()
    consent: Mapped[Consent] = relationship(back_populates="passed_on")
