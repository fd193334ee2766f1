"""What is read from the directory, in a number of statements that never grows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from directory_data import queries
from directory_data.availability import service_objections
from directory_data.models import AdmissionRule, Service
from directory_data.vocabulary import Audience, ServiceStatus, ServiceType
from tests.search_index.listings import (
    BRADFORD,
    IN_LEEDS,
    LEEDS,
    TODAY,
    a_group,
    a_service,
    a_store,
)


@pytest.fixture
def session() -> Iterator[Session]:
    """A session on an empty directory."""
    with a_store() as session:
        yield session


def _a_programme(name: str = "Programme") -> Service:
    rule = AdmissionRule(
        version=1, published_on=TODAY, text="Adults.", reason="Groups.", alternatives="Ring."
    )
    support = a_service(
        type=ServiceType.PARTNER_SUPPORT, audience=Audience.PROTECTED, areas=(LEEDS, BRADFORD)
    )
    return a_service(
        name=name,
        type=ServiceType.DVPP,
        groups=[a_group(IN_LEEDS), a_group(IN_LEEDS)],
        admission_rules=[rule],
        partner_services=[support],
    )


def test_one_programme_is_read_by_its_slug(session: Session) -> None:
    programme = _a_programme("Quartet")
    session.add_all([programme, _a_programme()])
    session.flush()

    found = queries.service_by_slug(session, programme.slug)

    assert found is not None
    assert found.name == "Quartet"


def test_the_public_reads_no_listing_for_professionals(session: Session) -> None:
    clinic = a_service(audience=Audience.PROFESSIONAL)
    session.add(clinic)
    session.flush()

    assert queries.service_by_slug(session, clinic.slug) is None
    assert queries.service_by_slug(session, clinic.slug, is_for_staff=True) is clinic


def test_an_alternative_is_open_of_the_same_kind_and_states_the_same_area(session: Session) -> None:
    closed = a_service(status=ServiceStatus.CLOSED)
    alternative = a_service(name="Alternative")
    others = [
        a_service(areas=(BRADFORD,)),
        a_service(type=ServiceType.HELPLINE),
        a_service(status=ServiceStatus.PAUSED),
        a_service(audience=Audience.PROFESSIONAL),
        a_service(commissioned_until=TODAY - timedelta(days=1)),
        a_service(commissioned_from=TODAY + timedelta(days=1)),
    ]
    session.add_all([closed, alternative, *others])
    session.flush()

    assert queries.alternatives_to(session, closed, TODAY, areas={LEEDS}) == [alternative]


@pytest.mark.parametrize("status", ServiceStatus)
@pytest.mark.parametrize(
    "dates", [(None, None), (-1, None), (0, None), (1, None), (None, 0), (None, 1), (-1, 1)]
)
def test_an_alternative_is_what_takes_referrals_that_day(
    session: Session, status: ServiceStatus, dates: tuple[int | None, int | None]
) -> None:
    begins, ends = (None if days is None else TODAY + timedelta(days=days) for days in dates)
    closed = a_service(status=ServiceStatus.CLOSED)
    other = a_service(
        status=status,
        status_from=begins,
        status_until=ends,
        commissioned_from=ends,
        commissioned_until=begins,
    )
    session.add_all([closed, other])
    session.flush()

    found = queries.alternatives_to(session, closed, TODAY, areas={LEEDS})

    assert (found == [other]) == (service_objections(other, TODAY) == [])
