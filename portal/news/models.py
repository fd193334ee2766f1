"""Notices to the public. One that was taken down is kept, with when."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.public_vocabulary import NoticeKind
from directory_data.vocabulary import AreaKind
from portal.accounts.models import User


class Notice(Record):
    """A dated notice. Without areas it is for everybody; `ends_on` is the last day on which it is listed."""

    __tablename__ = "notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[NoticeKind]
    title: Mapped[str]
    words: Mapped[str] = mapped_column(Text)
    ends_on: Mapped[date | None]
    published_at: Mapped[datetime]
    published_by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    corrected_at: Mapped[datetime | None]
    taken_down_at: Mapped[datetime | None]

    published_by: Mapped[User] = relationship()
    areas: Mapped[list[NoticeArea]] = relationship(cascade="all, delete-orphan")

    @property
    def changed_at(self) -> datetime:
        """When its words last changed."""
        return self.corrected_at or self.published_at


class NoticeArea(Record):
    """An area that a notice is about: a court area or a local authority, by its code."""

    __tablename__ = "notice_area"

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[AreaKind] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
