"""Invented listings for the tests of the search, as plain factories with good defaults."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from itertools import count
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session

from directory_data.database import Record
from directory_data.models import CoverageArea, Group, Provider, Service, Venue
from directory_data.vocabulary import Accreditation, AreaKind, Audience, ServiceType, Weekday

TODAY = date(2026, 11, 23)
LEEDS, BRADFORD, KIRKLEES, BRISTOL = "E08000035", "E08000032", "E08000034", "E06000023"
SCILLY = "E06000053"
WEST_YORKSHIRE_POLICE = "E23000010"
IN_LEEDS = (53.7965, -1.5478)
IN_BRADFORD = (53.7944, -1.7519)
IN_BRISTOL = (51.4552, -2.5966)

_number = count(1)


def a_provider(**given: Any) -> Provider:
    number = next(_number)
    return Provider(**{"slug": f"provider-{number}", "name": f"Provider {number}", "legal_name": "", **given})


def a_venue(at: tuple[float, float] | None = IN_LEEDS, **given: Any) -> Venue:
    lat, lon = at or (None, None)
    facts = {
        "name": "Quay House",
        "address": "1 Example Street",
        "lat": lat,
        "lon": lon,
        "provider": a_provider(),
    }
    return Venue(**{**facts, **given})


def an_area(code: str = LEEDS, kind: AreaKind = AreaKind.LOCAL_AUTHORITY, **given: Any) -> CoverageArea:
    return CoverageArea(kind=kind, code=code, **{"is_excluded": False, **given})


def a_group(at: tuple[float, float] | Venue | None = None, **given: Any) -> Group:
    facts = {
        "name": "Monday group",
        "day": Weekday.MONDAY,
        "starts_at": time(18, 30),
        "ends_at": time(20, 30),
        "first_session_on": TODAY + timedelta(days=50),
        "venue": at if isinstance(at, Venue) or at is None else a_venue(at),
    }
    return Group(**{**facts, **given})


def a_service(
    *,
    name: str = "",
    areas: tuple[str | CoverageArea, ...] = (LEEDS,),
    at: tuple[float, float] | Venue | list[Venue] | None = None,
    **given: Any,
) -> Service:
    """A contact centre for Leeds without a published place, unless told otherwise. A programme has what it needs."""
    number = next(_number)
    venues = at if isinstance(at, list) else [at if isinstance(at, Venue) else a_venue(at)] if at else []
    facts = {
        "slug": f"service-{number}",
        "name": name or f"Service {number}",
        "type": ServiceType.CONTACT_CENTRE,
        "audience": Audience.PUBLIC,
        "summary": "A quiet room.",
        "coverage": [area if isinstance(area, CoverageArea) else an_area(area) for area in areas],
        "venues": venues,
    }
    needed = _LIVE.get(given.get("type"), lambda: {"provider": a_provider()})
    return Service(**{**needed(), **facts, **given})


def _what_a_programme_needs() -> dict[str, Any]:
    """A provider whose standing holds, and partner support that is found by nobody who asks about England's towns."""
    accredited = a_provider(accreditation=Accreditation.RESPECT, accreditation_expires_on=date(2030, 1, 1))
    support = a_service(type=ServiceType.PARTNER_SUPPORT, audience=Audience.PROFESSIONAL, areas=(SCILLY,))
    return {"provider": accredited, "partner_services": [support]}


_LIVE = {ServiceType.DVPP: _what_a_programme_needs}


@contextmanager
def a_store() -> Iterator[Session]:
    """An empty directory in memory."""
    engine = create_engine("sqlite://")
    Record.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    """The statements that are sent within the block."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(session.get_bind(), "before_cursor_execute", note)
