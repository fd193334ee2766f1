"""The editions of factsheets that administrators have published. What was published never changes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.public_vocabulary import SheetVariety
from portal.accounts.models import User
from portal.factsheets.sheets import Sheet


class FactsheetEdition(Record):
    """One edition of one variety of one factsheet, as its readers saw it from `published_at` on."""

    __tablename__ = "factsheet_edition"
    __table_args__ = (
        UniqueConstraint("slug", "variety", "edition"),
        CheckConstraint("edition >= 1", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str]
    variety: Mapped[SheetVariety]
    edition: Mapped[int]
    title: Mapped[str]
    tab_title: Mapped[str]
    summary: Mapped[str]
    words: Mapped[str] = mapped_column(Text)
    owner: Mapped[str]
    reviewed_on: Mapped[date]
    review_due_on: Mapped[date]
    what_changed: Mapped[str]
    published_at: Mapped[datetime]
    published_by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))

    published_by: Mapped[User] = relationship()

    def as_sheet(self) -> Sheet:
        """The edition as its readers see it."""
        return Sheet(
            slug=self.slug,
            variety=self.variety,
            edition=self.edition,
            title=self.title,
            tab_title=self.tab_title,
            summary=self.summary,
            words=self.words,
            owner=self.owner,
            reviewed_on=self.reviewed_on,
            review_due_on=self.review_due_on,
            what_changed=self.what_changed,
        )
