"""Provider: the organisation that runs services."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.vocabulary import Accreditation

if TYPE_CHECKING:
    from directory_data.models.service import Service
    from directory_data.models.venue import Venue


class Provider(Record):
    """An organisation with its accreditation. `is_invented` marks sample data on every page that shows it."""

    __tablename__ = "provider"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(index=True)
    legal_name: Mapped[str]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    website: Mapped[str | None]
    accreditation: Mapped[Accreditation] = mapped_column(default=Accreditation.NONE)
    accreditation_expires_on: Mapped[date | None]
    is_invented: Mapped[bool] = mapped_column(default=False)

    services: Mapped[list[Service]] = relationship(back_populates="provider", order_by="Service.name")
    venues: Mapped[list[Venue]] = relationship(back_populates="provider", order_by="Venue.name")
