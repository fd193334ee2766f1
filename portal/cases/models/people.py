"""The people of a case: the participant on one side, those to protect on the other, in tables of their own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.vocabulary import FindingBasis
from portal import sealing

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


class ProtectedPerson(Record):
    """The other parent, or another person to protect. The store holds their authority in clear and nothing else:
    name and safe contact are sealed, and no address is asked for."""

    __tablename__ = "protected_person"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), index=True)
    key: Mapped[str] = mapped_column(unique=True)
    authority_code: Mapped[str]
    sealed_name: Mapped[str]
    sealed_contact: Mapped[str]

    case: Mapped[Case] = relationship(back_populates="protected_people")

    @classmethod
    def of(cls, *, name: str, authority_code: str, contact: str) -> ProtectedPerson:
        """A new record with its fields sealed to it."""
        person = cls(key=uuid4().hex, authority_code=authority_code)
        person.describe(name=name, contact=contact)
        return person

    def describe(self, *, name: str, contact: str) -> None:
        """Seal the name and the safe contact anew; what stood there is gone."""
        self.sealed_name = sealing.seal(name, belongs_to=self._field("name"))
        self.sealed_contact = sealing.seal(contact, belongs_to=self._field("contact"))

    @property
    def name(self) -> str:
        """The name, opened."""
        return sealing.unseal(self.sealed_name, belongs_to=self._field("name"))

    @property
    def contact(self) -> str:
        """How and when it is safe to make contact, opened."""
        return sealing.unseal(self.sealed_contact, belongs_to=self._field("contact"))

    def _field(self, name: str) -> str:
        return f"protected_person|{name}|{self.key}"


class Finding(Record):
    """What was found or admitted: the words, what they rest on, where they stand (mission R2)."""

    __tablename__ = "finding"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), index=True)
    basis: Mapped[FindingBasis]
    words: Mapped[str]
    source: Mapped[str]
    dated_on: Mapped[date]
