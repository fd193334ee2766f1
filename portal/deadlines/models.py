"""DeadlineChase: that somebody was chased about a deadline, once for each stage whoever runs the command."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory_data.database import Record
from portal.rules.clocks import ChaseStage


class DeadlineChase(Record):
    """`run` names the case, referral or hand-off by its id, and the start of the clock within it."""

    __tablename__ = "deadline_chase"
    __table_args__ = (UniqueConstraint("deadline", "run", "stage"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    deadline: Mapped[str]
    run: Mapped[str]
    stage: Mapped[ChaseStage]
    at: Mapped[datetime]
