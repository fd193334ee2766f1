"""HandOff: what a partner-support worker is told about a person to support, sealed to its own record."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.models import Service
from portal import sealing
from portal.accounts.models import User


class HandOff(Record):
    """One person handed to one partner-support service, under a reference that no referral leads to."""

    __tablename__ = "hand_off"
    __table_args__ = (UniqueConstraint("protected_person_id", "service_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column(unique=True)
    protected_person_id: Mapped[int] = mapped_column(ForeignKey("protected_person.id"), index=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), index=True)
    authority_code: Mapped[str]
    sealed_name: Mapped[str]
    sealed_contact: Mapped[str]
    sealed_participant: Mapped[str]
    officer_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    made_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))

    service: Mapped[Service] = relationship()
    officer: Mapped[User] = relationship(foreign_keys=[officer_id])
    acknowledged_by: Mapped[User | None] = relationship(foreign_keys=[acknowledged_by_id])
    news: Mapped[list[News]] = relationship(order_by="News.id", cascade="all, delete-orphan")

    @classmethod
    def of(cls, *, name: str, contact: str, participant: str, **values: object) -> HandOff:
        """A new record with its fields sealed to it."""
        hand_off = cls(key=uuid4().hex, **values)
        hand_off.describe(name=name, contact=contact, participant=participant)
        return hand_off

    def describe(self, *, name: str, contact: str, participant: str) -> None:
        """Seal the fields anew; what stood there is gone."""
        self.sealed_name = sealing.seal(name, belongs_to=self._field("name"))
        self.sealed_contact = sealing.seal(contact, belongs_to=self._field("contact"))
        self.sealed_participant = sealing.seal(participant, belongs_to=self._field("participant"))

    @property
    def name(self) -> str:
        """The name of the person to support, opened."""
        return sealing.unseal(self.sealed_name, belongs_to=self._field("name"))

    @property
    def contact(self) -> str:
        """How and when it is safe to make contact, opened."""
        return sealing.unseal(self.sealed_contact, belongs_to=self._field("contact"))

    @property
    def participant(self) -> str:
        """Whose partner or former partner the person is, opened."""
        return sealing.unseal(self.sealed_participant, belongs_to=self._field("participant"))

    def _field(self, name: str) -> str:
        return f"hand_off|{name}|{self.key}"


class News(Record):
    """One line of what happened on the programme side that the worker should know: status and risk, nothing else."""

    __tablename__ = "hand_off_news"

    id: Mapped[int] = mapped_column(primary_key=True)
    hand_off_id: Mapped[int] = mapped_column(ForeignKey("hand_off.id"), index=True)
    at: Mapped[datetime]
    words: Mapped[str]
