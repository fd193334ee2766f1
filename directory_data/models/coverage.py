"""CoverageArea: one line of where a service takes people from, or of where it does not."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from directory_data.database import Record
from directory_data.vocabulary import AreaKind


class CoverageArea(Record):
    """An included or excluded area. `code` is the area's code; a radius has a centre (WGS84) and miles instead."""

    __tablename__ = "coverage_area"
    __table_args__ = (
        CheckConstraint(
            "kind <> 'radius' OR (lat IS NOT NULL AND lon IS NOT NULL AND miles > 0)", name="radius_is_whole"
        ),
        Index("ix_coverage_area_kind_code", "kind", "code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), index=True)
    kind: Mapped[AreaKind]
    code: Mapped[str] = mapped_column(default="")
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    miles: Mapped[float | None]
    is_excluded: Mapped[bool] = mapped_column(default=False)
