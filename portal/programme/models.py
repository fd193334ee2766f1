"""Sessions of a group, its breaks, and what the registers say. A row of a register is only ever added to."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.register_vocabulary import Attendance, CancelReason, Participation, SessionKind
from portal.accounts.models import User
from portal.referrals.models import Referral


class GroupSession(Record):
    """One meeting. `number` counts within the group and stays when the day changes; times are England's.

    `revision` turns away the second of two people who move or cancel it at once.
    """

    __tablename__ = "group_session"
    __table_args__ = (
        UniqueConstraint("group_id", "number"),
        CheckConstraint("minutes > 0", name="has_a_length"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("group.id"), index=True)
    number: Mapped[int]
    kind: Mapped[SessionKind]
    held_on: Mapped[date]
    starts_at: Mapped[time]
    minutes: Mapped[int]
    referral_id: Mapped[int | None] = mapped_column(ForeignKey("referral.id"))
    """Whom a one-to-one session is for; None where it is for the whole group."""
    moved_from: Mapped[date | None]
    cancelled_at: Mapped[datetime | None]
    cancelled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))
    cancel_reason: Mapped[CancelReason | None]
    cancel_note: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not, or did not, take place."""
        return self.cancelled_at is not None

    @property
    def label(self) -> str:
        """What it is called: its number, or its kind."""
        return f"Session {self.number}" if self.kind is SessionKind.WEEKLY else self.kind.label


class GroupBreak(Record):
    """A gap in which a group does not meet, both days included."""

    __tablename__ = "group_break"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="days_are_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("group.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]


class MissedSeen(Record):
    """That somebody at Cafcass has seen which sessions a person missed, up to a day, and what they make of it."""

    __tablename__ = "missed_seen"
    __table_args__ = (UniqueConstraint("referral_id", "missed_until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"), index=True)
    missed_until: Mapped[date]
    """The day of the last missed session that was known. One that is missed later has not been seen."""
    note: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))

    by: Mapped[User] = relationship()


class AttendanceEntry(Record):
    """What somebody recorded of one person at one session. The last `number` is how it stands; those before it are how
    it stood. Of two people who write the same number at once, the store lets one."""

    __tablename__ = "attendance_entry"
    __table_args__ = (UniqueConstraint("session_id", "referral_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("group_session.id"), index=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"), index=True)
    number: Mapped[int]
    attendance: Mapped[Attendance]
    minutes: Mapped[int]
    participation: Mapped[Participation | None]
    note: Mapped[str] = mapped_column(default="")
    is_concern: Mapped[bool] = mapped_column(default=False)
    why: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))

    session: Mapped[GroupSession] = relationship()
    referral: Mapped[Referral] = relationship()
    by: Mapped[User] = relationship()

    @property
    def words(self) -> str:
        """What was recorded, in a line."""
        parts = [self.attendance.label]
        if self.minutes:
            parts.append(f"{self.minutes} minutes")
        if self.participation:
            parts.append(f"participation {self.participation.label}")
        if self.is_concern:
            parts.append("a concern")
        return ", ".join(parts)
