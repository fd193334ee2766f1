"""What the index holds of a listing, and that a change to any of it is noticed."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from directory_data.database import Record
from directory_data.gazetteer import Gazetteer
from directory_data.models import AdmissionRule, CoverageArea, Group, MeetingPlace, Provider, Service, Venue
from directory_data.models.noticing import READ_FROM_THE_STORE
from directory_data.search_facts import ListingFacts, listing_facts
from directory_data.vocabulary import AreaKind
from search_index.documents import document_of
from tests.search_index.listings import IN_LEEDS, TODAY, a_group, a_service, a_store, an_area

OTHER_VALUES: dict[type, Any] = {
    str: "zebra",
    int: 11,
    float: 51.5,
    bool: True,
    date: date(2030, 1, 1),
    time: time(3, 15),
}
GAZETTEER = Gazetteer(None)
NEVER_HELD = (AdmissionRule,)
KEYS = {"id", "service_id", "provider_id", "venue_id"}


def _a_full_listing(session: Session) -> dict[type[Record], Record]:
    """A listing with one record of every kind about it."""
    radius = an_area("", AreaKind.RADIUS, lat=53.8, lon=-1.5, miles=5.0)
    service = a_service(areas=(radius, an_area()), at=IN_LEEDS, groups=[a_group(IN_LEEDS)])
    service.admission_rules.append(
        AdmissionRule(version=1, published_on=TODAY, text="All", reason="", alternatives="")
    )
    session.add(service)
    session.flush()
    return {
        Service: service,
        Provider: service.provider,
        CoverageArea: radius,
        Group: service.groups[0],
        MeetingPlace: service.meeting_places[0],
        Venue: service.venues[0],
        AdmissionRule: service.admission_rules[0],
    }


def _columns(record_type: type[Record]) -> list[str]:
    is_held = record_type not in NEVER_HELD
    listed = READ_FROM_THE_STORE[record_type] if is_held else sa.inspect(record_type).column_attrs.keys()
    return sorted(set(listed) - KEYS)


def _another_value(record: Record, column: str) -> object:
    kind = sa.inspect(type(record)).columns[column].type
    if isinstance(kind, sa.Enum):
        assert kind.enum_class is not None
        return next(word for word in kind.enum_class if word is not getattr(record, column))
    return OTHER_VALUES[kind.python_type]


def _plainly(facts: ListingFacts) -> tuple[object, ...]:
    return facts.service, facts.places, facts.groups, facts.coverage


@pytest.mark.parametrize(
    "record_type, column",
    [
        (record_type, column)
        for record_type in dict.fromkeys((*READ_FROM_THE_STORE, *NEVER_HELD))
        for column in _columns(record_type)
    ],
    ids=lambda part: part if isinstance(part, str) else part.__name__,
)
def test_what_leaves_no_line_stands_in_no_document(record_type: type[Record], column: str) -> None:
    with a_store() as session:
        records = _a_full_listing(session)
        service = records[Service]
        assert isinstance(service, Service)
        before = document_of(service, GAZETTEER)

        setattr(records[record_type], column, _another_value(records[record_type], column))

        assert document_of(service, GAZETTEER) == before


@pytest.mark.parametrize(
    "record_type, column",
    [(record_type, column) for record_type in READ_FROM_THE_STORE for column in _columns(record_type)],
    ids=lambda part: part if isinstance(part, str) else part.__name__,
)
def test_what_leaves_no_line_is_not_kept_for_the_search(record_type: type[Record], column: str) -> None:
    with a_store() as session:
        records = _a_full_listing(session)
        before = listing_facts(session)

        setattr(records[record_type], column, _another_value(records[record_type], column))

        assert [_plainly(one) for one in listing_facts(session).values()] == [
            _plainly(one) for one in before.values()
        ]


@pytest.mark.parametrize("column", ["name", "former_names", "summary", "description", "who_for", "languages"])
def test_what_leaves_a_line_stands_in_the_document(column: str) -> None:
    with a_store() as session:
        service = a_service()
        session.add(service)
        session.flush()

        setattr(service, column, "zebra")

        assert "zebra" in " ".join(document_of(service, GAZETTEER).values())
