"""Who serves the place comes first; who is near comes after."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from directory_data.gazetteer import Gazetteer
from directory_data.models import Group, Service
from directory_data.models.noticing import note_all
from directory_data.places import geodesic_miles
from directory_data.vocabulary import AreaKind, Audience, ServiceStatus, ServiceType
from search_index import Filters, Results, SearchQuery, ServiceIndex, find
from tests.search_index.listings import (
    BRADFORD,
    IN_BRADFORD,
    IN_BRISTOL,
    IN_LEEDS,
    KIRKLEES,
    LEEDS,
    TODAY,
    WEST_YORKSHIRE_POLICE,
    a_group,
    a_service,
    a_venue,
    an_area,
    counted,
)

GAZETTEER = Gazetteer(None)


def _results(session: Session, index: ServiceIndex, where: str = "Leeds", **asked: object) -> Results:
    session.flush()
    place = GAZETTEER.resolve(where) if where else None
    query = SearchQuery(place=place, **asked)
    return find(session, index, GAZETTEER.area_name, query, TODAY)


def _names(results: Results) -> list[str]:
    return [hit.service.name for hit in results.serving]


def _nearby(results: Results) -> list[str]:
    return [hit.service.name for hit in results.nearby]


def test_a_near_service_that_does_not_serve_never_outranks_one_that_does(
    session: Session, index: ServiceIndex
) -> None:
    session.add(a_service(name="Next door", areas=(BRADFORD,), at=IN_LEEDS))
    session.add(a_service(name="Far but serving", areas=(LEEDS,), at=IN_BRISTOL))

    results = _results(session, index)

    assert _names(results) == ["Far but serving"]
    assert _nearby(results) == ["Next door"]
    assert results.total == 1
    assert "Does not serve Leeds" in results.nearby[0].why


def test_what_serves_is_ordered_by_distance(session: Session, index: ServiceIndex) -> None:
    session.add(a_service(name="Far", at=IN_BRISTOL))
    session.add(a_service(name="Near", at=IN_LEEDS))
    session.add(a_service(name="Nowhere published"))
    session.add(a_service(name="Middling", at=IN_BRADFORD))

    assert _names(_results(session, index)) == ["Near", "Middling", "Far", "Nowhere published"]


def test_what_takes_no_referrals_is_found_after_what_does(session: Session, index: ServiceIndex) -> None:
    yesterday = TODAY - timedelta(days=1)
    session.add(a_service(name="Closed", at=IN_LEEDS, status=ServiceStatus.CLOSED))
    session.add(a_service(name="Contract over", at=IN_LEEDS, commissioned_until=yesterday))
    session.add(a_service(name="Open", at=IN_BRISTOL))

    results = _results(session, index)

    assert _names(results) == ["Open", "Closed", "Contract over"]
    assert "closed to new referrals" in results.serving[1].why
    assert "contract ended on 22 November 2026" in results.serving[2].why


def test_an_excluded_authority_is_not_served(session: Session, index: ServiceIndex) -> None:
    police = an_area(WEST_YORKSHIRE_POLICE, AreaKind.POLICE_AREA)
    session.add(
        a_service(name="All but Leeds", areas=(police, an_area(LEEDS, is_excluded=True)), at=IN_BRADFORD)
    )

    results = _results(session, index)

    assert _names(results) == []
    assert _nearby(results) == ["All but Leeds"]


def test_a_place_that_straddles_is_served_in_part(session: Session, index: ServiceIndex) -> None:
    session.add(a_service(name="Leeds only"))
    session.add(a_service(name="All of it", areas=(an_area(WEST_YORKSHIRE_POLICE, AreaKind.POLICE_AREA),)))

    results = _results(session, index, "West Yorkshire")

    assert _names(results) == ["All of it", "Leeds only"]
    assert "Serves Leeds but not" in results.serving[1].why


def test_a_distance_keeps_what_has_no_published_place(session: Session, index: ServiceIndex) -> None:
    withheld = a_venue(IN_BRISTOL, is_address_withheld=True)
    session.add(a_service(name="Withheld", at=withheld))
    session.add(a_service(name="Helpline", type=ServiceType.HELPLINE))
    session.add(a_service(name="Far", at=IN_BRISTOL))
    session.add(a_service(name="Near", at=IN_LEEDS))

    results = _results(session, index, within_miles=10)

    assert _names(results) == ["Near", "Helpline", "Withheld"]
    assert [hit.miles is None for hit in results.serving] == [False, True, True]


def test_a_group_that_has_finished_measures_no_distance(session: Session, index: ServiceIndex) -> None:
    over = TODAY - timedelta(weeks=40)
    groups = [a_group(IN_LEEDS, first_session_on=over), a_group(IN_BRADFORD)]
    session.add(a_service(name="Programme", type=ServiceType.DVPP, groups=groups))

    miles = _results(session, index).serving[0].miles

    assert miles is not None
    assert 7 < miles < 10


def test_the_one_line_says_why_a_programme_is_there(session: Session, index: ServiceIndex) -> None:
    group = a_group(IN_LEEDS, places_taken=8)
    session.add(a_service(name="Programme", type=ServiceType.DVPP, groups=[group]))

    for_staff = _results(session, index, is_for_staff=True).serving[0].why
    for_all = _results(session, index).serving[0].why

    first, miles, last = for_staff.split("; ")
    assert first == "Serves all of Leeds"
    assert "mile" in miles
    assert last == "next group starts 12 January 2027, 4 places"
    assert for_all.endswith("next group starts 12 January 2027, places available")


def test_a_full_programme_says_so(session: Session, index: ServiceIndex) -> None:
    session.add(a_service(type=ServiceType.DVPP, groups=[a_group(places_taken=12)]))

    assert _results(session, index).serving[0].places_words == "Full: ask about the waiting list"


def test_a_listing_for_professionals_is_found_by_staff_only(session: Session, index: ServiceIndex) -> None:
    session.add(a_service(name="Case clinic", audience=Audience.PROFESSIONAL))

    assert _names(_results(session, index, what="clinic")) == []
    assert _names(_results(session, index)) == []
    assert _names(_results(session, index, what="clinic", is_for_staff=True)) == ["Case clinic"]


def test_a_protected_service_is_found_without_a_distance(session: Session, index: ServiceIndex) -> None:
    support = a_service(name="Support", type=ServiceType.PARTNER_SUPPORT, audience=Audience.PROTECTED)
    support.groups = [a_group(IN_LEEDS)]
    elsewhere = a_service(type=ServiceType.PARTNER_SUPPORT, areas=(BRADFORD,), groups=[a_group(IN_LEEDS)])
    session.add_all([support, elsewhere])

    assert _nearby(_results(session, index)) == []
    hit = _results(session, index).serving[0]

    assert (hit.service.name, hit.miles) == ("Support", None)


def test_a_type_leaves_the_others_out(session: Session, index: ServiceIndex) -> None:
    session.add(a_service(name="Programme", type=ServiceType.DVPP))
    session.add(a_service(name="Centre"))

    assert _names(_results(session, index, type=ServiceType.DVPP)) == ["Programme"]


def test_without_words_or_place_everything_stands_by_name(session: Session, index: ServiceIndex) -> None:
    session.add_all([a_service(name=name) for name in ("Willow", "Ash", "Oak")])

    assert _names(_results(session, index, "")) == ["Ash", "Oak", "Willow"]


def test_a_closed_service_is_found_by_its_name(session: Session, index: ServiceIndex) -> None:
    session.add(a_service(name="Willow Centre", status=ServiceStatus.CLOSED))

    assert _names(_results(session, index, "", what="willow")) == ["Willow Centre"]


def test_an_empty_directory_is_answered(session: Session, index: ServiceIndex) -> None:
    assert (
        _results(session, index, what="willow").sentence == "No services with all of your words serve Leeds."
    )


def test_whatever_changes_shows_in_the_next_search(session: Session, index: ServiceIndex) -> None:
    group = a_group(IN_LEEDS)
    session.add(a_service(name="Programme", type=ServiceType.DVPP, groups=[group], at=IN_LEEDS))
    closing, withdrawn, moving = (
        a_service(name=name, at=IN_LEEDS) for name in ("Closing", "Withdrawn", "Moving")
    )
    session.add_all([closing, withdrawn, moving])
    has_places = Filters(has_places=True)
    before = [_results(session, index, filters=has_places), _results(session, index)]

    session.execute(sa.update(Group).values(places_taken=12))
    closing.status = ServiceStatus.CLOSED
    withdrawn.audience = Audience.PROFESSIONAL
    moving.venues = [a_venue(IN_BRISTOL)]
    after = [_results(session, index, filters=has_places), _results(session, index)]

    assert _names(before[0]) == ["Programme"]
    assert _names(before[1]) == ["Closing", "Moving", "Programme", "Withdrawn"]
    assert after[0].relaxed == ("filters",)
    assert _names(after[1]) == ["Programme", "Moving", "Closing"]


@pytest.mark.parametrize(
    "change",
    [
        lambda one: setattr(one.venues[0], "is_address_withheld", True),
        lambda one: setattr(one.venues[0], "lat", None) or setattr(one.venues[0], "lon", None),
        lambda one: setattr(one, "venues", []),
    ],
    ids=["withheld", "unknown", "taken away"],
)
def test_a_place_that_is_withdrawn_is_measured_no_more(
    session: Session, index: ServiceIndex, change: Callable[[Service], object]
) -> None:
    service = a_service(at=IN_LEEDS)
    session.add(service)
    (before,) = _results(session, index).serving

    change(service)
    (after,) = _results(session, index).serving

    assert before.miles is not None
    assert after.miles is None


def test_a_group_that_comes_is_paused_or_goes_is_followed(session: Session, index: ServiceIndex) -> None:
    service = a_service(name="Programme", type=ServiceType.DVPP, at=IN_LEEDS)
    session.add(service)
    with_a_place = Filters(has_places=True)

    def has_a_place() -> bool:
        return not _results(session, index, filters=with_a_place).relaxed

    assert not has_a_place()
    group = a_group(service=service)
    session.add(group)
    assert has_a_place()
    group.paused_from = TODAY
    assert not has_a_place()
    group.paused_from = None
    assert has_a_place()
    session.flush()
    session.delete(group)
    assert not has_a_place()


def test_after_a_statement_that_passed_the_session_by_rebuilding_reads_everything_anew(
    session: Session, index: ServiceIndex
) -> None:
    session.add(a_service(name="Old name"))
    assert _names(_results(session, index)) == ["Old name"]

    session.connection().execute(sa.text("UPDATE service SET name = 'New name'"))
    note_all(session)
    session.expire_all()

    assert _names(_results(session, index)) == ["New name"]


def _crowd(seed: int, size: int = 120) -> list[Service]:
    """Services at random about West Yorkshire, of all statuses and areas."""
    chance = random.Random(seed)
    return [
        a_service(
            areas=tuple(chance.sample([LEEDS, BRADFORD, KIRKLEES], chance.randint(1, 2))),
            at=[
                a_venue((53.8 + chance.uniform(-0.3, 0.3), -1.5 + chance.uniform(-0.5, 0.5)))
                for _ in range(chance.choice((0, 1, 1, 1, 3)))
            ],
            status=chance.choice([ServiceStatus.OPEN, ServiceStatus.OPEN, ServiceStatus.CLOSED]),
        )
        for _ in range(size)
    ]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_is_that_of_an_exhaustive_search(session: Session, index: ServiceIndex, seed: int) -> None:
    crowd = _crowd(seed)
    session.add_all(crowd)
    here = GAZETTEER.resolve("LS6").point
    assert here is not None

    pages = [_results(session, index, "LS6", page=page) for page in range(1, 13)]
    found = [hit for page in pages[: pages[0].pages] for hit in page.serving]

    def miles(service: Service) -> float:
        points = [venue.public_point for venue in service.venues]
        return min((geodesic_miles(here, point) for point in points if point is not None), default=1e9)

    serving = [service for service in crowd if LEEDS in {area.code for area in service.coverage}]
    expected = sorted(serving, key=lambda service: (service.status is not ServiceStatus.OPEN, miles(service)))
    shown = [session.get_one(Service, hit.service.id) for hit in found]
    assert [round(miles(one), 1) for one in shown] == [round(miles(one), 1) for one in expected]
    assert {hit.service.id for hit in found} == {service.id for service in expected}
    assert pages[0].total == len(expected)
    elsewhere = [one for one in crowd if one not in serving and miles(one) <= 25]
    nearest = sorted(elsewhere, key=miles)[:5]
    assert [hit.service.id for hit in pages[pages[0].pages - 1].nearby] == [one.id for one in nearest]


def test_no_search_sends_more_statements_for_more_listings(session: Session, index: ServiceIndex) -> None:
    counts = []
    for size in (5, 60):
        session.add_all(_crowd(1, size))
        session.add_all(
            [a_service(type=ServiceType.DVPP, groups=[a_group(IN_LEEDS)]) for _ in range(size // 5)]
        )
        session.flush()
        index.rebuild(session)
        index.words(session).lexicon()
        _results(session, index)
        session.expunge_all()
        with counted(session) as sent:
            _results(session, index, what="service", is_for_staff=True)
        counts.append(len(sent))

    assert counts[0] == counts[1] <= 10
