"""Venue: where sessions are held, with or without a published address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.places import Point

if TYPE_CHECKING:
    from directory_data.models.provider import Provider


class Venue(Record):
    """A building. Positions are WGS84 degrees. A withheld address is shown to nobody on a public page,
    and no distance to it either: a few distances would give the place away."""

    __tablename__ = "venue"
    __table_args__ = (CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="position_is_whole"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    name: Mapped[str]
    address: Mapped[str]
    postcode: Mapped[str | None]
    authority_code: Mapped[str | None] = mapped_column(index=True)
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    is_address_withheld: Mapped[bool] = mapped_column(default=False)
    has_step_free_access: Mapped[bool | None]
    transport: Mapped[str] = mapped_column(default="")

    provider: Mapped[Provider] = relationship(back_populates="venues")

    @property
    def point(self) -> Point | None:
        """The exact position, for matching by signed-in staff."""
        return None if self.lat is None or self.lon is None else Point(self.lat, self.lon)

    @property
    def public_point(self) -> Point | None:
        """The position that a public page may measure from: none where the address is withheld."""
        return None if self.is_address_withheld else self.point
