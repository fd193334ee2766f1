"""Hearing: a day in court, what it is for, and what came of it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory_data.database import Record
from directory_data.vocabulary import HearingKind


class Hearing(Record):
    """A hearing of a case. `outcome` is empty until somebody has recorded what came of it."""

    __tablename__ = "hearing"
    __table_args__ = (UniqueConstraint("case_id", "held_on", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), index=True)
    held_on: Mapped[date]
    kind: Mapped[HearingKind]
    outcome: Mapped[str] = mapped_column(default="")
