"""Opening: that somebody opened a record out of turn, why, and which manager looked into it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.support_vocabulary import GlassReason
from portal.accounts.models import User
from portal.partner_support.models.hand_off import HandOff
from portal.sealing import SealedRecord, SealedText


class Opening(SealedRecord, Record):
    """One opening of one hand-off. It lasts a short while; the next look needs another reason."""

    __tablename__ = "support_opening"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    """Stands in addresses, and tells nothing."""
    hand_off_id: Mapped[int] = mapped_column(ForeignKey("hand_off.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    reason: Mapped[GlassReason]
    seen_at: Mapped[datetime | None]
    seen_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))
    sealed_why: Mapped[str]

    why = SealedText()
    """In the words of who opened it."""

    hand_off: Mapped[HandOff] = relationship()
    by: Mapped[User] = relationship(foreign_keys=[by_id])
    seen_by: Mapped[User | None] = relationship(foreign_keys=[seen_by_id])
