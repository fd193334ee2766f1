"""The suitability assessment: appointments, tools, each published criterion, the decision, who was told."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.referral_vocabulary import AppointmentOutcome, Finding
from directory_data.vocabulary import Step
from portal.accounts.models import User


class Assessment(Record):
    """One assessment, begun with its first appointment. A referral that is not ready may have a second one later.

    `criteria_version` is the version of the published admission rule that it was held against.
    """

    __tablename__ = "assessment"

    id: Mapped[int] = mapped_column(primary_key=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"), index=True)
    criteria_version: Mapped[int | None]
    began_at: Mapped[datetime]
    decision: Mapped[Step | None]
    reasons: Mapped[str] = mapped_column(default="")
    conditions: Mapped[str] = mapped_column(default="")
    alternatives: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))
    support_told_at: Mapped[datetime | None]
    participant_told_on: Mapped[date | None]
    participant_told_at: Mapped[datetime | None]
    participant_told_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))

    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    appointments: Mapped[list[Appointment]] = relationship(
        order_by="Appointment.number", cascade="all, delete-orphan"
    )
    tools: Mapped[list[Tool]] = relationship(order_by="Tool.id", cascade="all, delete-orphan")
    findings: Mapped[list[CriterionFinding]] = relationship(
        order_by="CriterionFinding.id", cascade="all, delete-orphan"
    )


class Appointment(Record):
    """An appointment and what became of it. `started_at` is the time by the clock at which it really began."""

    __tablename__ = "appointment"

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    number: Mapped[int]
    held_on: Mapped[date]
    outcome: Mapped[AppointmentOutcome | None]
    started_at: Mapped[time | None]
    note: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime | None]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))


class Tool(Record):
    """An assessment tool that was used, by name and version."""

    __tablename__ = "assessment_tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    name: Mapped[str]
    version: Mapped[str] = mapped_column(default="")


class CriterionFinding(Record):
    """What was found about one published criterion, with the reason. A later one stands after it, not in its place."""

    __tablename__ = "criterion_finding"

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    criterion: Mapped[str]
    finding: Mapped[Finding]
    reason: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
