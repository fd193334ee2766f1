"""Order: what the court said, element by element, as the order checker reads it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.referral_vocabulary import OrderEnd
from directory_data.vocabulary import ElementType, OrderStage
from portal.accounts.models import User
from portal.rules.orders.facts import permits_disclosure

if TYPE_CHECKING:
    from portal.cases.models.case import Case


class Order(Record):
    """A sealed order. `number` counts within the case. An officer may accept an AMBER verdict, with a reason.

    One that does not belong to the case is struck out, with a reason: it stays to be read and counts for nothing.
    """

    __tablename__ = "court_order"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), index=True)
    number: Mapped[int]
    made_on: Mapped[date]
    stage: Mapped[OrderStage]
    is_sealed_copy_held: Mapped[bool] = mapped_column(default=False)
    directs_cafcass_to_refer: Mapped[bool] = mapped_column(default=False)
    includes_suitability_step: Mapped[bool] = mapped_column(default=False)
    permits_disclosure: Mapped[bool] = mapped_column(default=False)
    disclosure_terms: Mapped[str] = mapped_column(default="")
    """What may be given to whom, in the order's own words."""
    consents_recorded: Mapped[bool] = mapped_column(default=False)
    review_hearing_on: Mapped[date | None]
    report_due_on: Mapped[date | None]
    hearing_id: Mapped[int | None] = mapped_column(ForeignKey("hearing.id"))
    accepted_reason: Mapped[str | None]
    accepted_at: Mapped[datetime | None]
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))
    struck_reason: Mapped[str | None]
    struck_at: Mapped[datetime | None]
    struck_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))

    case: Mapped[Case] = relationship(back_populates="recorded_orders")
    accepted_by: Mapped[User | None] = relationship(foreign_keys=[accepted_by_id])
    struck_by: Mapped[User | None] = relationship(foreign_keys=[struck_by_id])
    elements: Mapped[list[OrderElement]] = relationship(
        order_by="OrderElement.id", cascade="all, delete-orphan"
    )

    @property
    def earlier(self) -> list[Order]:
        """The orders of the case that were recorded before this one and count."""
        return [each for each in self.case.orders if each.number < self.number]

    @property
    def is_disclosure_permitted(self) -> bool:
        """Whether the order, or a part of it, lets Cafcass give the provider what it needs to know."""
        return permits_disclosure(self)

    @property
    def is_final_disposal(self) -> bool:
        """Whether the order ended the proceedings."""
        return self.stage is OrderStage.FINAL

    @property
    def is_accepted(self) -> bool:
        """Whether an officer took responsibility for an AMBER verdict."""
        return self.accepted_at is not None

    @property
    def is_struck(self) -> bool:
        """Whether it was struck out: entered on the wrong case, or never made."""
        return self.struck_at is not None


class OrderElement(Record):
    """One part of an order: the provision it is made under, whom it is about, from when to when.

    `ended_on` is the day since which it does not hold any more, though the rest of the order does.
    """

    __tablename__ = "order_element"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("court_order.id"), index=True)
    type: Mapped[ElementType]
    subject: Mapped[str] = mapped_column(default="")
    provider_name: Mapped[str] = mapped_column(default="")
    activity: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    is_report_directed: Mapped[bool] = mapped_column(default=False)
    report_to: Mapped[str] = mapped_column(default="")
    report_due_on: Mapped[date | None]
    permits_disclosure: Mapped[bool] = mapped_column(default=False)
    disclosure_terms: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[date | None]
    ended_why: Mapped[OrderEnd | None]
