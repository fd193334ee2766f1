"""A programme that has lost what it needs takes no referrals in a search either, from that day, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from directory_data.gazetteer import Gazetteer
from directory_data.models import Service
from directory_data.vocabulary import ServiceStatus, ServiceType, SortOrder
from search_index import Filters, Results, SearchQuery, ServiceIndex, find
from tests.search_index.listings import TODAY, a_group, a_service, counted

GAZETTEER = Gazetteer(None)
DAY = timedelta(days=1)


def _results(session: Session, index: ServiceIndex, day: date = TODAY, **asked: object) -> Results:
    session.flush()
    query = SearchQuery(**asked)  # type: ignore[arg-type]
    return find(session, index, GAZETTEER.area_name, query, day)


def _is_found(session: Session, index: ServiceIndex, day: date, **filters: object) -> bool:
    return not _results(session, index, day, filters=Filters(**filters)).relaxed  # type: ignore[arg-type]


def _a_programme(session: Session) -> Service:
    programme = a_service(name="Ash programme", type=ServiceType.DVPP, groups=[a_group()])
    session.add(programme)
    return programme


def _takes_referrals(session: Session, index: ServiceIndex, day: date = TODAY) -> bool:
    """As both filters and the listing's own line tell it; they must agree."""
    hit = _results(session, index, day, type=ServiceType.DVPP).serving[0]
    told = {
        _is_found(session, index, day, is_open=True),
        _is_found(session, index, day, has_places=True),
        hit.places_words == "Places available",
        hit.objections == (),
    }
    assert len(told) == 1, told
    return told.pop()


def test_an_accreditation_holds_on_its_last_day_and_not_after_it(
    session: Session, index: ServiceIndex
) -> None:
    programme = _a_programme(session)
    assert _takes_referrals(session, index)

    programme.provider.accreditation_expires_on = TODAY - DAY

    assert not _takes_referrals(session, index)
    assert _takes_referrals(session, index, TODAY - DAY)
    assert _results(session, index).serving[0].objections == (
        "This programme takes no referrals at present.",
        "Its standing as “Respect accredited” ended on 22 November 2026.",
    )


def test_a_change_to_partner_support_alone_is_followed_and_so_is_the_day_it_ends(
    session: Session, index: ServiceIndex
) -> None:
    (support,) = _a_programme(session).partner_services
    assert _takes_referrals(session, index)

    support.status, support.status_until = ServiceStatus.PAUSED, TODAY + DAY

    assert not _takes_referrals(session, index)
    assert _takes_referrals(session, index, TODAY + DAY)
    support.status = ServiceStatus.OPEN
    assert _takes_referrals(session, index)


def _without_partner_support(programme: Service) -> None:
    programme.partner_services = []


def _without_areas(programme: Service) -> None:
    for area in programme.coverage:
        area.is_excluded = True


@pytest.mark.parametrize("lose", [_without_partner_support, _without_areas])
def test_a_programme_without_support_or_areas_is_not_open(
    session: Session, index: ServiceIndex, lose: Callable[[Service], None]
) -> None:
    programme = _a_programme(session)
    assert _is_found(session, index, TODAY, is_open=True)

    lose(programme)

    assert not _is_found(session, index, TODAY, is_open=True)


def test_a_programme_that_is_not_live_stands_after_those_that_are(
    session: Session, index: ServiceIndex
) -> None:
    _a_programme(session).provider.accreditation_expires_on = TODAY - DAY
    session.add(a_service(name="Willow programme", type=ServiceType.DVPP, groups=[a_group()]))

    for sort in (SortOrder.DISTANCE, SortOrder.START):
        serving = _results(session, index, place=GAZETTEER.resolve("Leeds"), sort=sort).serving
        assert [hit.service.name for hit in serving] == ["Willow programme", "Ash programme"]


def test_a_change_is_followed_in_a_bounded_number_of_statements(
    session: Session, index: ServiceIndex
) -> None:
    counts = []
    for size in (1, 30):
        programmes = [_a_programme(session) for _ in range(size)]
        _results(session, index)
        for programme in programmes:
            programme.partner_services[0].status = ServiceStatus.PAUSED
        session.flush()
        with counted(session) as sent:
            _results(session, index)
        counts.append(len(sent))

    assert counts[0] == counts[1]


def test_other_services_need_none_of_it(session: Session, index: ServiceIndex) -> None:
    session.add(a_service(name="Centre"))

    assert _is_found(session, index, TODAY, is_open=True)
