"""HandOff: what a partner-support worker is told about a person to support, sealed to its own record."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.models import Service
from portal.accounts.models import User
from portal.sealing import SealedRecord, SealedText


class HandOff(SealedRecord, Record):
    """One person handed to one partner-support service, under a reference that no referral leads to."""

    __tablename__ = "hand_off"
    __table_args__ = (UniqueConstraint("protected_person_id", "service_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    protected_person_id: Mapped[int] = mapped_column(ForeignKey("protected_person.id"), index=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), index=True)
    authority_code: Mapped[str]
    sealed_name: Mapped[str]
    sealed_contact: Mapped[str]
    sealed_participant: Mapped[str]
    officer_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    made_at: Mapped[datetime]
    renewed_at: Mapped[datetime | None]
    """When a second referral asked for support anew; what is due counts from then."""
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))

    name = SealedText()
    contact = SealedText()
    """How and when it is safe to make contact, as the officer knew it."""
    participant = SealedText()
    """Whose partner or former partner the person is."""

    service: Mapped[Service] = relationship()
    officer: Mapped[User] = relationship(foreign_keys=[officer_id])
    acknowledged_by: Mapped[User | None] = relationship(foreign_keys=[acknowledged_by_id])
    news: Mapped[list[News]] = relationship(order_by="News.id", cascade="all, delete-orphan")


class News(Record):
    """One line of what happened on the programme side that the worker should know: status and risk, nothing else."""

    __tablename__ = "hand_off_news"

    id: Mapped[int] = mapped_column(primary_key=True)
    hand_off_id: Mapped[int] = mapped_column(ForeignKey("hand_off.id"), index=True)
    at: Mapped[datetime]
    words: Mapped[str]
