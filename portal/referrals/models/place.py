"""A referral's place in a group as who/when facts, the waiting list, and who was passed over on it and why."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.referral_vocabulary import PlaceEnd, SkipReason, WaitingEnd
from portal.accounts.models import User

_LIVE = text("released_at IS NULL")
_WAITS = text("left_at IS NULL")


class Place(Record):
    """One seat in one group for one referral: held until a date, offered, taken, released.

    The group's counter of held places is the number of its live rows here. Of two that would get the same seat,
    or two seats for one referral, the store keeps one. On `held_until` the place is free again, unless it was taken.
    """

    __tablename__ = "group_place"
    __table_args__ = (
        Index(
            "uq_group_place_live_seat",
            "group_id",
            "seat",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
        Index(
            "uq_group_place_live_referral",
            "referral_id",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("group.id"))
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"), index=True)
    seat: Mapped[int]
    held_at: Mapped[datetime]
    held_by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    held_until: Mapped[date] = mapped_column(index=True)
    offered_at: Mapped[datetime | None]
    offered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))
    taken_at: Mapped[datetime | None]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))
    released_at: Mapped[datetime | None]
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))
    released_why: Mapped[PlaceEnd | None]

    @property
    def is_live(self) -> bool:
        """Whether it is not free for others."""
        return self.released_at is None


class Waiting(Record):
    """Somebody on the waiting list of a group. The order is the order in which they joined; it never changes."""

    __tablename__ = "waiting"
    __table_args__ = (
        Index(
            "uq_waiting_live_referral",
            "referral_id",
            unique=True,
            sqlite_where=_WAITS,
            postgresql_where=_WAITS,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("group.id"), index=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"), index=True)
    why: Mapped[str] = mapped_column(default="")
    joined_at: Mapped[datetime]
    joined_by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    left_at: Mapped[datetime | None]
    left_why: Mapped[WaitingEnd | None]

    passed_over: Mapped[list[PassedOver]] = relationship(
        order_by="PassedOver.id", cascade="all, delete-orphan"
    )


class PassedOver(Record):
    """Somebody who waited longer was passed over, with the reason. Whom it served is not said on their page."""

    __tablename__ = "passed_over"

    id: Mapped[int] = mapped_column(primary_key=True)
    waiting_id: Mapped[int] = mapped_column(ForeignKey("waiting.id"), index=True)
    for_referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"))
    reason: Mapped[SkipReason]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))

    by: Mapped[User] = relationship()
