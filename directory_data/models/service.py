"""Service: one thing a provider offers, whom it is for, and the support that runs beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from directory_data.database import Record
from directory_data.models.meeting_place import MeetingPlace
from directory_data.vocabulary import Audience, ServiceStatus, ServiceType

if TYPE_CHECKING:
    from directory_data.models.coverage import CoverageArea
    from directory_data.models.group import Group
    from directory_data.models.provider import Provider
    from directory_data.models.venue import Venue

FREE_IF_ORDERED = "Free if the family court ordered it."


class LocationMustStayUnpublished(ValueError):
    """A protected service was given a place."""


class Service(Record):
    """A listing. Dates are whole days in England; `status_until` is the first day of the next state."""

    __tablename__ = "service"
    __table_args__ = (UniqueConstraint("id", "type", "audience"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    type: Mapped[ServiceType] = mapped_column(index=True)
    audience: Mapped[Audience] = mapped_column(default=Audience.PUBLIC)
    name: Mapped[str]
    former_names: Mapped[str] = mapped_column(default="")
    summary: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    who_for: Mapped[str] = mapped_column(default="")
    how_to_refer: Mapped[str] = mapped_column(default="")
    cost: Mapped[str] = mapped_column(default=FREE_IF_ORDERED)
    languages: Mapped[str] = mapped_column(default="English")
    opening_hours: Mapped[str] = mapped_column(default="")
    phone: Mapped[str | None]
    email: Mapped[str | None]
    website: Mapped[str | None]
    status: Mapped[ServiceStatus] = mapped_column(default=ServiceStatus.OPEN)
    status_from: Mapped[date | None]
    status_until: Mapped[date | None]
    commissioned_from: Mapped[date | None]
    commissioned_until: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    confirmed_by: Mapped[str | None]

    provider: Mapped[Provider] = relationship(back_populates="services")
    meeting_places: Mapped[list[MeetingPlace]] = relationship(
        back_populates="service",
        order_by="MeetingPlace.rank, MeetingPlace.venue_id",
        cascade="all, delete-orphan",
    )
    groups: Mapped[list[Group]] = relationship(
        back_populates="service", order_by="Group.first_session_on, Group.id"
    )
    coverage: Mapped[list[CoverageArea]] = relationship(
        order_by="CoverageArea.id", cascade="all, delete-orphan"
    )
    admission_rules: Mapped[list[AdmissionRule]] = relationship(order_by="AdmissionRule.version")
    partner_services: Mapped[list[Service]] = relationship(
        secondary="pairing",
        primaryjoin="Service.id == Pairing.dvpp_id",
        secondaryjoin="Service.id == Pairing.partner_service_id",
        back_populates="paired_programmes",
        order_by="Service.name",
    )
    paired_programmes: Mapped[list[Service]] = relationship(
        secondary="pairing",
        primaryjoin="Service.id == Pairing.partner_service_id",
        secondaryjoin="Service.id == Pairing.dvpp_id",
        back_populates="partner_services",
        order_by="Service.name",
    )

    @property
    def admission_rule(self) -> AdmissionRule | None:
        """The rule in force: the newest version."""
        return self.admission_rules[-1] if self.admission_rules else None

    @property
    def is_protected(self) -> bool:
        """Whether its place must never be published."""
        return self.audience is Audience.PROTECTED or self.type is ServiceType.PARTNER_SUPPORT

    @property
    def venues(self) -> list[Venue]:
        """Where it is held, the main venue first. Setting them keeps what is known of those that stay."""
        return [place.venue for place in self.meeting_places]

    @venues.setter
    def venues(self, venues: Sequence[Venue]) -> None:
        known = {place.venue: place for place in self.meeting_places}
        self.meeting_places = [known.get(venue) or MeetingPlace(venue=venue) for venue in venues]
        for rank, place in enumerate(self.meeting_places):
            place.rank = rank

    @validates("meeting_places")
    def _keep_protected_places_unpublished(self, _key: str, place: MeetingPlace) -> MeetingPlace:
        if self.is_protected:
            raise LocationMustStayUnpublished(f"{self.name} is protected and cannot be given a place.")
        return place


class AdmissionRule(Record):
    """Whom a programme admits, as published: the words, why, and where else people can turn (mission R3)."""

    __tablename__ = "admission_rule"
    __table_args__ = (UniqueConstraint("service_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), index=True)
    version: Mapped[int]
    published_on: Mapped[date]
    text: Mapped[str]
    reason: Mapped[str]
    alternatives: Mapped[str]
    minimum_age: Mapped[int | None]
    admits_genders: Mapped[str] = mapped_column(default="")
    """Genders the published rule names, separated by commas; empty: the rule does not turn on gender."""
    disqualifiers: Mapped[str] = mapped_column(default="", server_default="")
    """Values of Disqualifier, separated by commas: what the programme declares that it cannot work with."""
    by_court_order: Mapped[str] = mapped_column(default="", server_default="")
    by_officer: Mapped[str] = mapped_column(default="", server_default="")
    by_council: Mapped[str] = mapped_column(default="", server_default="")
    by_themselves: Mapped[str] = mapped_column(default="", server_default="")
    """What holds for those who come that way, beside the rule or instead of it; empty: the rule alone."""


class Pairing(Record):
    """A programme and the partner-support service that runs in parallel to it; many to many (mission R6)."""

    __tablename__ = "pairing"

    dvpp_id: Mapped[int] = mapped_column(ForeignKey("service.id"), primary_key=True)
    partner_service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), primary_key=True, index=True)
