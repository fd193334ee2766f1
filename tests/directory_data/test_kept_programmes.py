"""What matching keeps of the programmes in each process is always what the store says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from directory_data import group_places
from directory_data.database import Record
from directory_data.kept_programmes import KeptProgrammes
from directory_data.models import AdmissionRule, Group, Pairing, Service
from directory_data.programme_facts import ProgrammeFacts
from directory_data.vocabulary import Audience, ServiceType
from tests.search_index.listings import (
    BRADFORD,
    IN_LEEDS,
    LEEDS,
    TODAY,
    a_group,
    a_service,
    a_store,
    an_area,
    counted,
)

OTHER_VALUES: dict[type, Any] = {
    str: "zebra",
    int: 2,
    float: 51.5,
    bool: True,
    date: date(2030, 1, 1),
    time: time(3, 15),
}
LEFT_ALONE = {"id", "service_id", "provider_id", "venue_id", "audience"}
"""Keys, and what partner support must be."""


@pytest.fixture
def session() -> Iterator[Session]:
    """A session on an empty directory."""
    with a_store() as session:
        yield session


@pytest.fixture
def kept() -> KeptProgrammes:
    return KeptProgrammes()


def a_support(name: str = "Support") -> Service:
    return a_service(
        name=name, type=ServiceType.PARTNER_SUPPORT, audience=Audience.PROTECTED, areas=(LEEDS, BRADFORD)
    )


def a_programme(session: Session, name: str = "Programme") -> Service:
    rule = AdmissionRule(
        version=1, published_on=TODAY, text="Adults.", reason="Groups.", alternatives="Ring."
    )
    service = a_service(
        name=name,
        type=ServiceType.DVPP,
        areas=(an_area(),),
        groups=[a_group(IN_LEEDS)],
        admission_rules=[rule],
        partner_services=[a_support()],
    )
    session.add(service)
    session.flush()
    return service


def stored(session: Session) -> tuple[ProgrammeFacts, ...]:
    """What somebody reads who has kept nothing."""
    return KeptProgrammes().on(session)


def records_of(service: Service) -> list[Record]:
    group, support = service.groups[0], service.partner_services[0]
    assert group.venue is not None
    rules = service.admission_rules
    return [
        service,
        service.provider,
        service.coverage[0],
        group,
        group.venue,
        *rules,
        support,
        support.coverage[0],
    ]


def another_value(record: Record, column: str) -> object:
    kind = sa.inspect(type(record)).columns[column].type
    if isinstance(kind, sa.Enum):
        assert kind.enum_class is not None
        return next(word for word in kind.enum_class if word is not getattr(record, column))
    value = OTHER_VALUES[kind.python_type]
    return f"{value}{sa.inspect(record).identity}" if kind.python_type is str else value


def test_a_change_to_any_column_is_seen_by_the_next_match(session: Session, kept: KeptProgrammes) -> None:
    service = a_programme(session)
    seen = 0
    for record in records_of(service):
        for column in sorted(set(sa.inspect(type(record)).column_attrs.keys()) - LEFT_ALONE):
            if isinstance(record, Service) and column == "type":
                continue
            before = kept.on(session)
            setattr(record, column, 20 if column == "places_max" else another_value(record, column))
            session.flush()
            now = kept.on(session)
            assert now == stored(session), f"{type(record).__name__}.{column}"
            seen += now != before

    assert seen > 30, "far more columns than that decide something"


def test_a_pairing_that_is_made_or_ended_is_seen(session: Session, kept: KeptProgrammes) -> None:
    service = a_programme(session)
    kept.on(session)

    service.partner_services = [a_support("Another support")]
    session.flush()

    (programme,) = kept.on(session)
    assert [each.name for each in programme.partner_services] == ["Another support"]
    service.partner_services = []
    session.flush()
    assert kept.on(session)[0].partner_services == ()


def test_a_new_version_of_the_rule_a_new_group_and_what_is_gone_are_seen(
    session: Session, kept: KeptProgrammes
) -> None:
    service = a_programme(session)
    kept.on(session)

    service.admission_rules.append(
        AdmissionRule(
            version=2, published_on=TODAY, text="", reason="", alternatives="Write.", minimum_age=21
        )
    )
    service.groups.append(a_group(IN_LEEDS))
    session.flush()

    (programme,) = kept.on(session)
    assert programme.admission_rule is not None
    assert programme.admission_rule.minimum_age == 21
    assert len(programme.groups) == 2
    session.delete(service.groups[1])
    session.flush()
    assert kept.on(session) == stored(session)


def test_a_place_that_is_taken_is_seen_although_it_leaves_no_line(
    session: Session, kept: KeptProgrammes
) -> None:
    service = a_programme(session)
    free = kept.on(session)[0].groups[0].places_free

    assert group_places.take(session, service.groups[0].id)

    assert kept.on(session)[0].groups[0].places_free == free - 1


def test_programmes_stand_by_name_and_nothing_else_is_matched(session: Session, kept: KeptProgrammes) -> None:
    a_programme(session, "Zeta")
    a_programme(session, "Alpha")
    session.add(a_service())
    session.flush()

    assert [each.name for each in kept.on(session)] == ["Alpha", "Zeta"]


def test_what_is_kept_costs_two_statements_however_many_programmes_there_are(
    session: Session, kept: KeptProgrammes
) -> None:
    for _ in range(5):
        a_programme(session)
    with counted(session) as first:
        kept.on(session)
    with counted(session) as second:
        kept.on(session)

    assert len(first) <= 7
    assert len(second) == 2


def test_what_another_session_undid_is_not_kept(kept: KeptProgrammes, session: Session) -> None:
    service = a_programme(session)
    session.commit()
    kept.on(session)
    service.name = "Never said"
    session.flush()
    assert kept.on(session)[0].name == "Never said"

    session.rollback()

    assert kept.on(session)[0].name == "Programme"
    assert session.scalar(sa.select(sa.func.count(Pairing.dvpp_id))) == 1
    assert session.scalar(sa.select(sa.func.count(Group.id))) == 1
