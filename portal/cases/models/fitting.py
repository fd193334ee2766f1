"""What a programme has to fit: the person's circumstances, accepted longer journeys, who and what to keep apart."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.models import Service
from directory_data.vocabulary import AccessNeed, Disqualifier, PersonalLink, StandingInLaw
from portal.accounts.models import User
from portal.cases.models.people import ProtectedPerson
from portal.sealing import SealedText

if TYPE_CHECKING:
    from portal.cases.models.case import Case


class Circumstances(Record):
    """What the participant needs in order to take part, how they travel, and what was answered about a provider's bars.

    `access_needs` are values of AccessNeed separated by commas. `answers` maps values of Disqualifier and of
    StandingInLaw to true or false; what nobody has asked is not in it. `journey_limit_minutes` is one way and goes
    beside the limit in miles.
    """

    __tablename__ = "circumstances"

    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), primary_key=True)
    access_needs: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    has_car: Mapped[bool | None]
    journey_limit_minutes: Mapped[int | None]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    @property
    def needs(self) -> frozenset[AccessNeed]:
        """The access needs as words."""
        return frozenset(AccessNeed(code) for code in self.access_needs.split(",") if code)

    @property
    def answered(self) -> dict[Disqualifier, bool]:
        """What was answered about each bar."""
        return {each: bool(self.answers[each.value]) for each in Disqualifier if each.value in self.answers}

    @property
    def standing(self) -> dict[StandingInLaw, bool]:
        """What was answered about the person in law."""
        return {each: bool(self.answers[each.value]) for each in StandingInLaw if each.value in self.answers}


class LongerJourney(Record):
    """An officer's reason for a journey beyond the limit (H3). Lines are added and never changed.

    `service_id` is None where the reason is for every programme of the case.
    """

    __tablename__ = "longer_journey"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), index=True)
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    reason: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))

    service: Mapped[Service | None] = relationship()
    by: Mapped[User] = relationship()


class KeptApart(Record):
    """Two cases whose participants must never sit in one group (H9). It holds in both directions."""

    __tablename__ = "kept_apart"

    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), primary_key=True)
    other_case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id"), primary_key=True, index=True)
    link: Mapped[PersonalLink]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))

    other_case: Mapped[Case] = relationship(foreign_keys=[other_case_id])


class SafePlaces(Record):
    """Postcodes that no group may meet close to, sealed to the person they keep safe (H9).

    They are opened on the server to measure a distance, and nowhere else: no page, record, log or repr ever holds them.
    """

    __tablename__ = "safe_places"

    protected_person_id: Mapped[int] = mapped_column(ForeignKey("protected_person.id"), primary_key=True)
    sealed_places: Mapped[str] = mapped_column("sealed_postcodes")
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))

    places = SealedText()
    """A postcode on each line."""

    person: Mapped[ProtectedPerson] = relationship()

    @property
    def seal_key(self) -> str:
        """The places are bound to the person, who has no more than one record of them."""
        return self.person.key

    @classmethod
    def sealed_as(cls) -> str:
        """The person's record."""
        return "protected_person"
