"""HandOff: what a partner-support worker is told about a person to support, sealed to its own record."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.models import Service
from directory_data.support_vocabulary import Channel, SupportStanding
from portal.accounts.models import User
from portal.clock import day_of
from portal.rules import safe_contact, support
from portal.rules.safe_contact import Stop
from portal.rules.support import Done
from portal.sealing import SealedRecord, SealedText

if TYPE_CHECKING:
    from portal.partner_support.models.diary import Consent, SupportEntry
    from portal.partner_support.models.way import WayToReach


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
    ways: Mapped[list[WayToReach]] = relationship(cascade="all, delete-orphan")
    entries: Mapped[list[SupportEntry]] = relationship(
        order_by="SupportEntry.id", cascade="all, delete-orphan"
    )
    consents: Mapped[list[Consent]] = relationship(order_by="Consent.id", cascade="all, delete-orphan")

    def way(self, channel: Channel) -> WayToReach | None:
        """What is recorded of that way of contact."""
        return next((each for each in self.ways if each.channel is channel), None)

    @property
    def done(self) -> list[Done]:
        """What was recorded, as the rules read it."""
        return [Done(each.at, day_of(each.at), each.step, each.outcome) for each in self.entries]

    @property
    def triggers(self) -> list[datetime]:
        """When something happened after which support is offered anew."""
        return [news.at for news in self.news if news.offers_support]

    @property
    def standing(self) -> SupportStanding:
        """Where the offer of support stands, from what was recorded."""
        return support.standing(self.done, self.triggers)

    @property
    def handed_at(self) -> datetime:
        """When the officer last said how it is safe to make contact."""
        return self.renewed_at or self.made_at

    @property
    def stop(self) -> Stop | None:
        """What was recorded last after which nothing said before counts as safe."""
        stops = [each for each in self.entries if each.step in safe_contact.STOPPED]
        return Stop(stops[-1].at, day_of(stops[-1].at), stops[-1].step) if stops else None


class News(Record):
    """One line of what happened on the programme side that the worker should know: status and risk, nothing else."""

    __tablename__ = "hand_off_news"

    id: Mapped[int] = mapped_column(primary_key=True)
    hand_off_id: Mapped[int] = mapped_column(ForeignKey("hand_off.id"), index=True)
    at: Mapped[datetime]
    words: Mapped[str]
    offers_support: Mapped[bool] = mapped_column(default=False)
    """Whether support is offered anew after this (domain, section 4)."""
