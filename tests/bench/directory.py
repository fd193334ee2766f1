"""Many invented services for the measures: spread like the people of England and Wales, the same at every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from directory_data.database import Record
from directory_data.gazetteer import Authority, Gazetteer
from directory_data.models import CoverageArea, Group, MeetingPlace, Pairing, Provider, Service, Venue
from directory_data.vocabulary import Accreditation, AreaKind, Audience, ServiceType, Weekday

SEED = 20261123
SERVICES_PER_PROVIDER = 4
HERE = Path(__file__).parent
WORDS = (HERE / "words.txt").read_text().split()
TOWNS = (HERE / "towns.txt").read_text().split()
QUERIES = tuple(f"{first} {second}" for first, second in zip(WORDS, WORDS[7:], strict=False))


@dataclass(frozen=True)
class _Ids:
    """The first free number in each table that is filled."""

    provider: int
    venue: int
    service: int


def fill(session: Session, gazetteer: Gazetteer, *, to: int, today: date) -> None:
    """Add services until there are `to` of them; the caller commits."""
    chance = random.Random(SEED)
    missing = to - (session.scalar(select(func.count(Service.id))) or 0)
    first = _Ids(*(_next_id(session, record) for record in (Provider, Venue, Service)))
    areas = [area for area in gazetteer.authorities() if gazetteer.place_of_authority(area.code).point]
    rows: dict[type[Record], list[dict[str, object]]] = {kind: [] for kind in _ORDER}
    for number in range(max(0, missing)):
        for record, row in _service(chance, gazetteer, areas, first, number, today):
            rows[record].append(row)
    for record in _ORDER:
        for part in _in_parts(rows[record]):
            session.execute(insert(record), part)


_ORDER: tuple[type[Record], ...] = (
    Provider,
    Venue,
    Service,
    MeetingPlace,
    CoverageArea,
    Group,
    Pairing,
)


def _service(
    chance: random.Random, gazetteer: Gazetteer, areas: list[Authority], first: _Ids, number: int, today: date
) -> Iterator[tuple[type[Record], dict[str, object]]]:
    """One service with everything that hangs on it. Every fourth pair is a programme and its partner support."""
    area = chance.choice(areas)
    point = gazetteer.place_of_authority(area.code).point
    assert point is not None
    provider_id = first.provider + number // SERVICES_PER_PROVIDER
    kind = _KINDS[number % len(_KINDS)]
    is_protected = kind is ServiceType.PARTNER_SUPPORT
    service_id, venue_id = first.service + number, first.venue + number
    if number % SERVICES_PER_PROVIDER == 0:
        name = f"Measured Provider {provider_id}"
        yield (
            Provider,
            {
                "id": provider_id,
                "slug": f"measured-{provider_id}",
                "name": name,
                "legal_name": name,
                "is_invented": True,
                "accreditation": Accreditation.RESPECT,
                "accreditation_expires_on": today + timedelta(days=365),
            },
        )
    lat, lon = point.lat + chance.gauss(0, 0.05), point.lon + chance.gauss(0, 0.08)
    place = {
        "name": f"Hall {number}",
        "address": "1 Example Street",
        "authority_code": area.code,
        "lat": lat,
        "lon": lon,
    }
    yield Venue, {"id": venue_id, "provider_id": provider_id, **place}
    yield (
        Service,
        {
            "id": service_id,
            "slug": f"measured-service-{service_id}",
            "provider_id": provider_id,
            "type": kind,
            "audience": Audience.PROTECTED if is_protected else Audience.PUBLIC,
            "name": f"{area.name} {_sentence(chance, 2)} {number}",
            "summary": _sentence(chance, 14),
            "description": _sentence(chance, 80),
            "confirmed_on": today - timedelta(days=chance.randrange(120)),
        },
    )
    if not is_protected:
        what = {"service_type": kind, "service_audience": Audience.PUBLIC}
        yield MeetingPlace, {"service_id": service_id, "venue_id": venue_id, **what}
    for code in {area.code, chance.choice(areas).code}:
        yield CoverageArea, {"service_id": service_id, "kind": AreaKind.LOCAL_AUTHORITY, "code": code}
    if kind is ServiceType.DVPP:
        yield Group, _group(chance, service_id, venue_id, today)
    if is_protected and number:
        yield Pairing, {"dvpp_id": service_id - 1, "partner_service_id": service_id}


def _group(chance: random.Random, service_id: int, venue_id: int, today: date) -> dict[str, object]:
    return {
        "service_id": service_id,
        "venue_id": venue_id,
        "name": "Evening group",
        "day": chance.choice(list(Weekday)),
        "starts_at": time(18),
        "ends_at": time(20),
        "first_session_on": today + timedelta(days=chance.randrange(-100, 120)),
        "places_taken": chance.randrange(4, 13),
    }


_OTHERS = [kind for kind in ServiceType if kind not in (ServiceType.DVPP, ServiceType.PARTNER_SUPPORT)]
_KINDS = (ServiceType.DVPP, ServiceType.PARTNER_SUPPORT, *_OTHERS, *_OTHERS)


def _sentence(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(WORDS, k=length)).capitalize()


def _next_id(session: Session, record: type[Provider] | type[Venue] | type[Service]) -> int:
    return (session.scalar(select(func.max(record.id))) or 0) + 1


def _in_parts(rows: list[dict[str, object]], size: int = 1000) -> Iterator[list[dict[str, object]]]:
    yield from (rows[start : start + size] for start in range(0, len(rows), size))
