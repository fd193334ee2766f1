"""MeetingPlace: one of the venues at which a service is held, with what differs there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.vocabulary import Audience, ServiceType

if TYPE_CHECKING:
    from directory_data.models.service import Service
    from directory_data.models.venue import Venue


class MeetingPlace(Record):
    """A service at a venue (service_at_location in HSDS 3). `rank` is its place in the service's order, the main one 0.

    Partner support and every protected service has none, and the store itself refuses one, whatever way it is written:
    the key takes along what the service is. Before a service becomes protected its meeting places have to go.
    """

    __tablename__ = "meeting_place"
    __table_args__ = (
        ForeignKeyConstraint(
            ["service_id", "service_type", "service_audience"],
            ["service.id", "service.type", "service.audience"],
            onupdate="CASCADE",
        ),
        CheckConstraint("service_audience <> 'protected'", name="protected_has_no_place"),
        CheckConstraint("service_type <> 'partner-support'", name="partner_support_has_no_place"),
    )

    service_id: Mapped[int] = mapped_column(primary_key=True)
    venue_id: Mapped[int] = mapped_column(ForeignKey("venue.id"), primary_key=True, index=True)
    service_type: Mapped[ServiceType]
    service_audience: Mapped[Audience]
    rank: Mapped[int] = mapped_column(default=0)
    opening_hours: Mapped[str] = mapped_column(default="")
    """When somebody can come there; empty where nothing else is said than for the service."""
    phone: Mapped[str | None]

    service: Mapped[Service] = relationship(back_populates="meeting_places")
    venue: Mapped[Venue] = relationship()
