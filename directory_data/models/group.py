"""Group: one run of a programme, with its day, its length and its places."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.vocabulary import DeliveryMode, Intake, Weekday

if TYPE_CHECKING:
    from directory_data.models.service import Service
    from directory_data.models.venue import Venue


class Group(Record):
    """A cohort of 8 to 12 people who meet weekly (mission R5).

    Places are counted twice over, so that neither side can write away the other's: `places_taken` are people
    the provider enrolled by other routes, `places_held` are referrals made here. The sum never passes `places_max`.
    """

    __tablename__ = "group"
    __table_args__ = (
        CheckConstraint("places_min >= 1 AND places_max >= places_min", name="sizes_are_in_order"),
        CheckConstraint("places_taken >= 0 AND places_held >= 0", name="places_are_counted"),
        CheckConstraint("places_taken + places_held <= places_max", name="no_place_twice"),
        CheckConstraint("sessions_total >= 1", name="has_sessions"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), index=True)
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id"), index=True)
    name: Mapped[str]
    day: Mapped[Weekday]
    starts_at: Mapped[time]
    ends_at: Mapped[time]
    first_session_on: Mapped[date] = mapped_column(index=True)
    sessions_total: Mapped[int] = mapped_column(default=26)
    intake: Mapped[Intake] = mapped_column(default=Intake.CLOSED)
    next_intake_on: Mapped[date | None]
    delivery: Mapped[DeliveryMode] = mapped_column(default=DeliveryMode.IN_PERSON)
    language: Mapped[str] = mapped_column(default="English")
    places_min: Mapped[int] = mapped_column(default=8)
    places_max: Mapped[int] = mapped_column(default=12)
    places_taken: Mapped[int] = mapped_column(default=0)
    places_held: Mapped[int] = mapped_column(default=0)
    people_waiting: Mapped[int | None]
    """How many wait for a place, as the provider says; None where it has not said."""
    facilitators: Mapped[str] = mapped_column(default="", server_default="")
    """Initials, separated by commas: for the provider's own planning, on no public page and in no feed."""
    paused_from: Mapped[date | None]
    paused_until: Mapped[date | None]

    service: Mapped[Service] = relationship(back_populates="groups")
    venue: Mapped[Venue | None] = relationship()

    @property
    def places_free(self) -> int:
        """Places that can still be given."""
        return self.places_max - self.places_taken - self.places_held
