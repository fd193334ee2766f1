"""SupportChange: that partner support of a live referral was un-paired from its programme, and what an officer owes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from directory_data.database import Record
from directory_data.listing_vocabulary import Unpairing
from directory_data.models import Service
from portal.referrals.models.referral import Referral


class SupportChange(Record):
    """One person of one referral. `service` was un-paired; `taken_over_by` supports them now, where somebody does.

    Officers' side of the wall, as the chosen support is.
    """

    __tablename__ = "support_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"), index=True)
    protected_person_id: Mapped[int] = mapped_column(ForeignKey("protected_person.id"))
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"))
    taken_over_by_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    answer: Mapped[Unpairing]
    at: Mapped[datetime]
    due_on: Mapped[date]
    dealt_with_at: Mapped[datetime | None]
    dealt_with_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))

    referral: Mapped[Referral] = relationship()
    service: Mapped[Service] = relationship(foreign_keys=[service_id])
    taken_over_by: Mapped[Service | None] = relationship(foreign_keys=[taken_over_by_id])


Referral.support_due_on = column_property(
    select(func.min(SupportChange.due_on))
    .where(SupportChange.referral_id == Referral.id, SupportChange.dealt_with_at.is_(None))
    .correlate_except(SupportChange)
    .scalar_subquery(),
    deferred=True,
)
