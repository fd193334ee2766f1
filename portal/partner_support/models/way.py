"""WayToReach: one way of contact, what the person says of it, and when they last said so. Sealed but for that."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory_data.database import Record
from directory_data.support_vocabulary import Channel, Safety
from portal.sealing import SealedRecord, SealedText

_NUMBER = re.compile(r"\+?[\d ().-]{7,30}")


class WayToReach(SealedRecord, Record):
    """One for each channel of a hand-off. `confirmed_on` is the day on which the person last said that it holds."""

    __tablename__ = "way_to_reach"
    __table_args__ = (UniqueConstraint("hand_off_id", "channel"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    hand_off_id: Mapped[int] = mapped_column(ForeignKey("hand_off.id"), index=True)
    channel: Mapped[Channel]
    safety: Mapped[Safety]
    may_leave_message: Mapped[bool] = mapped_column(default=False)
    confirmed_on: Mapped[date]
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
    def dialled(self) -> str:
        """The number as a telephone takes it; empty for what is none, or is not for speaking."""
        is_spoken = self.channel is Channel.TELEPHONE and _NUMBER.fullmatch(self.address)
        return re.sub(r"[^\d+]", "", self.address) if is_spoken else ""
