"""WayToReach: one way of contact, what the person says of it, and when they last said so. Sealed but for that."""

from __future__ import annotations

import re
from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory_data.database import Record
from directory_data.support_vocabulary import Channel, Safety
from portal.clock import day_of
from portal.sealing import SealedRecord, SealedText

_NUMBER = re.compile(r"\+?[\d ().-]{7,30}")


class WayToReach(SealedRecord, Record):
    """One for each channel of a hand-off. `confirmed_at` is when the person last said that it holds."""

    __tablename__ = "way_to_reach"
    __table_args__ = (UniqueConstraint("hand_off_id", "channel"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    hand_off_id: Mapped[int] = mapped_column(ForeignKey("hand_off.id"), index=True)
    channel: Mapped[Channel]
    safety: Mapped[Safety]
    may_leave_message: Mapped[bool] = mapped_column(default=False)
    confirmed_at: Mapped[datetime]
    sealed_address: Mapped[str]
    sealed_times: Mapped[str]
    sealed_answered_by: Mapped[str]

    address = SealedText()
    """The number, e-mail address, postal address, or who passes a message on and how."""
    times = SealedText()
    """When it is safe."""
    answered_by = SealedText()
    """Who may answer, and what to say to them."""

    @property
    def confirmed_on(self) -> date:
        """The day of it in England."""
        return day_of(self.confirmed_at)

    @property
    def dialled(self) -> str:
        """The number as a telephone takes it; empty for what is none, or is not for speaking."""
        is_spoken = self.channel is Channel.TELEPHONE and _NUMBER.fullmatch(self.address)
        return re.sub(r"[^\d+]", "", self.address) if is_spoken else ""
