"""The people of a case: the participant on one side, those to protect on the other, in tables of their own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from portal.sealing import SealedRecord, SealedText

if TYPE_CHECKING:
    from portal.cases.models.case import Case


class Participant(Record):
    """The person the court ordered to attend. Distances are miles, as the crow flies."""

    __tablename__ = "participant"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), unique=True)
    name: Mapped[str]
    known_as: Mapped[str] = mapped_column(default="")
    date_of_birth: Mapped[date] = mapped_column(index=True)
    gender: Mapped[str] = mapped_column(default="")
    """In the person's own words; used only where a published admission rule turns on it."""
    postcode: Mapped[str] = mapped_column(default="")
    authority_code: Mapped[str]
    journey_limit_miles: Mapped[int] = mapped_column(default=25)
    needs: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    """How and when to reach the participant, for the provider who arranges the assessment."""

    case: Mapped[Case] = relationship(back_populates="participant")


class ProtectedPerson(SealedRecord, Record):
    """The other parent, or another person to protect. The store holds their authority in clear and nothing else:
    name and safe contact are sealed, and no address is asked for."""

    __tablename__ = "protected_person"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), index=True)
    authority_code: Mapped[str]
    sealed_name: Mapped[str]
    sealed_contact: Mapped[str]

    name = SealedText()
    contact = SealedText()
    """How and when it is safe to make contact."""

    case: Mapped[Case] = relationship(back_populates="protected_people")
