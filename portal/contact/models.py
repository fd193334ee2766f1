"""ContactArrangement: how a parent sees the child, line by line; ContactReview: that it has to be looked at again."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.risk_vocabulary import ContactDecider, ContactLevel, ContactPhase
from portal.accounts.models import User


class ContactArrangement(Record):
    """What was decided about contact in one phase. Lines are added and never changed; the last one of a phase holds."""

    __tablename__ = "contact_arrangement"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), index=True)
    form_key: Mapped[str] = mapped_column(unique=True)
    phase: Mapped[ContactPhase]
    level: Mapped[ContactLevel]
    venue: Mapped[str]
    conditions: Mapped[str]
    decider: Mapped[ContactDecider]
    decided_on: Mapped[date]
    review_on: Mapped[date]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))

    by: Mapped[User] = relationship()


class ContactReview(Record):
    """A change in risk was decided about: contact has to be looked at again. `words` say what came of it."""

    __tablename__ = "contact_review"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), index=True)
    asked_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))
    words: Mapped[str] = mapped_column(default="")

    done_by: Mapped[User | None] = relationship()
