"""Referral: one person sent to one group, whose status is read from its diary."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.models import Group, Service
from directory_data.referral_vocabulary import TransferReason
from directory_data.vocabulary import ReferralStatus, Step
from portal.cases.models import Case, Order
from portal.clock import day_of
from portal.referrals.models.assessment import Assessment
from portal.referrals.models.diary import DiaryEntry
from portal.referrals.models.place import Place, Waiting
from portal.rules import lifecycle
from portal.rules.telling_court import CourtTask, court_task


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
    transferred_from_id: Mapped[int | None] = mapped_column(ForeignKey("referral.id"), index=True)
    transfer_reason: Mapped[TransferReason | None]
    transfer_note: Mapped[str] = mapped_column(default="")

    case: Mapped[Case] = relationship()
    order: Mapped[Order] = relationship()
    service: Mapped[Service] = relationship()
    group: Mapped[Group] = relationship()
    support: Mapped[list[ChosenSupport]] = relationship(cascade="all, delete-orphan")
    diary: Mapped[list[DiaryEntry]] = relationship(
        order_by="DiaryEntry.number", back_populates="referral", cascade="all, delete-orphan"
    )
    places: Mapped[list[Place]] = relationship(order_by="Place.id", cascade="all, delete-orphan")
    waits: Mapped[list[Waiting]] = relationship(order_by="Waiting.id", cascade="all, delete-orphan")
    assessments: Mapped[list[Assessment]] = relationship(
        order_by="Assessment.id", cascade="all, delete-orphan"
    )
    transferred_from: Mapped[Referral | None] = relationship(remote_side="Referral.id")

    if TYPE_CHECKING:
        support_due_on: Mapped[date | None]
        """By when the officer has seen to changed partner support; read with the referral, where it is asked for."""

    @property
    def status(self) -> ReferralStatus:
        """Where the referral stands, from its diary."""
        return lifecycle.status_after(entry.step for entry in self.diary) or ReferralStatus.DRAFT

    @property
    def is_live(self) -> bool:
        """Whether somebody still has something to do about it."""
        return lifecycle.is_live(self.status)

    @property
    def is_under_way(self) -> bool:
        """Whether a provider has the person in hand."""
        return lifecycle.is_under_way(self.status)

    @property
    def sent_on(self) -> date | None:
        """The day it was sent, in England."""
        sent = self.entry(Step.SEND)
        return day_of(sent.at) if sent else None

    @property
    def court_task(self) -> CourtTask | None:
        """What the court has to be told of and has not been."""
        return court_task((entry.step, day_of(entry.at)) for entry in self.diary)

    @property
    def place(self) -> Place | None:
        """The place in the group that is this person's now."""
        return next((each for each in self.places if each.is_live), None)

    @property
    def waiting(self) -> Waiting | None:
        """Where the person stands on a waiting list now."""
        return next((each for each in self.waits if each.left_at is None), None)

    @property
    def assessment(self) -> Assessment | None:
        """The assessment that is going on, or else the last one."""
        return self.assessments[-1] if self.assessments else None

    @property
    def is_written(self) -> bool:
        """Whether what the provider must read has been written."""
        return bool(self.welfare_reason and self.abuse_summary and self.contact_arrangement)

    def entry(self, step: Step) -> DiaryEntry | None:
        """The last time that step was taken. A page asks by the step's value, which is the same word."""
        return next((entry for entry in reversed(self.diary) if entry.step == step), None)


class ChosenSupport(Record):
    """Which partner-support service was chosen for which protected person. Officers' side of the wall: which service it
    is can say where somebody lives, so no page of the programme reads this table."""

    __tablename__ = "chosen_support"

    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"), primary_key=True)
    protected_person_id: Mapped[int] = mapped_column(ForeignKey("protected_person.id"), primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"))

    service: Mapped[Service] = relationship()
