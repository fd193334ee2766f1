"""Narrowing a search: exact, and what each choice would find is counted."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy.orm import Session

from directory_data.gazetteer import Gazetteer
from directory_data.models import Service
from directory_data.vocabulary import (
    Audience,
    DeliveryMode,
    ServiceStatus,
    ServiceType,
    SortOrder,
    TimeOfWeek,
    Weekday,
)
from search_index import MILES, NO_FILTERS, ON, Filters, Results, SearchQuery, ServiceIndex, find
from tests.search_index.listings import IN_BRADFORD, IN_BRISTOL, IN_LEEDS, TODAY, a_group, a_service, a_venue

GAZETTEER = Gazetteer(None)
SOON, LATE = TODAY + timedelta(days=10), TODAY + timedelta(days=90)


def _found(session: Session, index: ServiceIndex, query: SearchQuery) -> Results:
    session.flush()
    return find(session, index, GAZETTEER.area_name, replace(query, per_page=500), TODAY)


def _names(
    session: Session, index: ServiceIndex, filters: Filters = NO_FILTERS, **asked: object
) -> list[str]:
    results = _found(session, index, SearchQuery(filters=filters, **asked))
    return [] if results.relaxed else [hit.service.name for hit in results.serving]


def _group_on(day: Weekday, hour: int = 18, **given: object) -> Service:
    group = a_group(day=day, starts_at=time(hour), ends_at=time(hour + 2), **given)
    return a_service(name=f"{day.label} {hour}", type=ServiceType.DVPP, groups=[group])


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(day=Weekday.TUESDAY), ["Tuesday 10", "Tuesday 18"]),
        (Filters(time=TimeOfWeek.EVENING), ["Monday 17", "Tuesday 18"]),
        (Filters(time=TimeOfWeek.DAYTIME), ["Tuesday 10"]),
        (Filters(time=TimeOfWeek.WEEKEND), ["Saturday 18"]),
        (Filters(day=Weekday.TUESDAY, time=TimeOfWeek.EVENING), ["Tuesday 18"]),
    ],
)
def test_a_day_and_a_time_are_those_of_a_group(
    session: Session, index: ServiceIndex, filters: Filters, found: list[str]
) -> None:
    session.add_all(
        [
            _group_on(Weekday.MONDAY, 17),
            _group_on(Weekday.TUESDAY, 10),
            _group_on(Weekday.TUESDAY, 18),
            _group_on(Weekday.SATURDAY, 18),
            a_service(name="No groups"),
        ]
    )

    assert _names(session, index, filters) == found


def test_everything_asked_of_a_group_is_true_of_one_group(session: Session, index: ServiceIndex) -> None:
    full_on_monday = a_group(day=Weekday.MONDAY, places_taken=12)
    free_on_friday = a_group(day=Weekday.FRIDAY)
    session.add(a_service(name="Programme", type=ServiceType.DVPP, groups=[full_on_monday, free_on_friday]))

    assert _names(session, index, Filters(day=Weekday.MONDAY)) == ["Programme"]
    assert _names(session, index, Filters(has_places=True)) == ["Programme"]
    assert _names(session, index, Filters(day=Weekday.MONDAY, has_places=True)) == []
    assert _names(session, index, Filters(day=Weekday.FRIDAY, has_places=True)) == ["Programme"]


def test_a_start_is_before_the_day_only_where_there_is_a_place(session: Session, index: ServiceIndex) -> None:
    session.add(a_service(name="Soon", groups=[a_group(first_session_on=SOON)]))
    session.add(a_service(name="Late", groups=[a_group(first_session_on=LATE)]))
    session.add(a_service(name="Full", groups=[a_group(first_session_on=SOON, places_taken=12)]))

    assert _names(session, index, Filters(starts_before=SOON)) == []
    assert _names(session, index, Filters(starts_before=SOON + timedelta(days=1))) == ["Soon"]
    assert _names(session, index, Filters(starts_before=LATE + timedelta(days=1))) == ["Late", "Soon"]


def test_a_closed_service_takes_no_referrals_and_has_no_place(session: Session, index: ServiceIndex) -> None:
    session.add(a_service(name="Closed", status=ServiceStatus.CLOSED, groups=[a_group()]))
    session.add(a_service(name="Open", groups=[a_group()]))

    assert _names(session, index, Filters(is_open=True)) == ["Open"]
    assert _names(session, index, Filters(has_places=True)) == ["Open"]


def test_a_language_is_one_of_the_service_or_of_a_group(session: Session, index: ServiceIndex) -> None:
    session.add(a_service(name="Listed", languages="English, Urdu"))
    session.add(a_service(name="Group", groups=[a_group(language="Urdu")]))
    session.add(a_service(name="Neither", languages="English, and others through an interpreter"))

    results = _found(session, index, SearchQuery(counts_choices=True))

    assert _names(session, index, Filters(language="Urdu")) == ["Group", "Listed"]
    assert results.facets["language"] == {"English": 3, "Urdu": 2}


def test_step_free_and_delivery_are_found(session: Session, index: ServiceIndex) -> None:
    session.add(a_service(name="Ramp", at=a_venue(has_step_free_access=True)))
    session.add(a_service(name="Steps", at=a_venue(has_step_free_access=False)))
    session.add(a_service(name="Screen", groups=[a_group(delivery=DeliveryMode.REMOTE)]))

    assert _names(session, index, Filters(is_step_free=True)) == ["Ramp"]
    assert _names(session, index, Filters(delivery=DeliveryMode.REMOTE)) == ["Screen"]


def test_staff_narrow_to_an_audience(session: Session, index: ServiceIndex) -> None:
    session.add_all([a_service(name="Case clinic", audience=Audience.PROFESSIONAL), a_service(name="Centre")])

    found = _names(session, index, Filters(audience=Audience.PROFESSIONAL), is_for_staff=True)

    assert found == ["Case clinic"]


def test_a_type_left_out_is_never_shown_however_little_is_found(
    session: Session, index: ServiceIndex
) -> None:
    session.add(a_service(name="Programme", type=ServiceType.DVPP, at=IN_LEEDS))
    session.add(a_service(name="Centre"))
    left_out = frozenset({ServiceType.DVPP})

    for asked in (
        {"what": "programme"},
        {"type": ServiceType.DVPP},
        {"place": GAZETTEER.resolve("Bradford")},
    ):
        results = _found(session, index, SearchQuery(types_left_out=left_out, **asked))  # type: ignore[arg-type]
        assert "Programme" not in [hit.service.name for hit in (*results.serving, *results.nearby)]
        assert "No domestic violence perpetrator programme" not in results.sentence


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (SortOrder.DISTANCE, ["Near", "Middling", "Far"]),
        (SortOrder.START, ["Middling", "Far", "Near"]),
        (SortOrder.RELEVANCE, ["Far", "Middling", "Near"]),
    ],
)
def test_the_order_is_the_one_asked_for(
    session: Session, index: ServiceIndex, sort: SortOrder, order: list[str]
) -> None:
    session.add(a_service(name="Near", at=IN_LEEDS, summary="Willow."))
    session.add(
        a_service(
            name="Middling", at=IN_BRADFORD, former_names="Willow", groups=[a_group(first_session_on=SOON)]
        )
    )
    willow = a_service(
        name="Far", at=IN_BRISTOL, former_names="Willow. Willow", groups=[a_group(first_session_on=LATE)]
    )
    session.add(willow)

    query = {"what": "willow", "place": GAZETTEER.resolve("Leeds"), "sort": sort}

    assert _names(session, index, **query) == order


def _crowd(seed: int) -> list[Service]:
    chance = random.Random(seed)

    def groups() -> list[object]:
        return [
            a_group(
                day=chance.choice(list(Weekday)),
                starts_at=time(chance.choice([10, 18])),
                delivery=chance.choice(list(DeliveryMode)),
                places_taken=chance.choice([4, 12]),
                first_session_on=TODAY + timedelta(days=chance.choice([5, 50, -300])),
                venue=a_venue(has_step_free_access=chance.choice([True, False, None])),
            )
            for _ in range(chance.randint(0, 3))
        ]

    return [
        a_service(
            type=chance.choice(list(ServiceType)),
            languages=chance.choice(["English", "English, Urdu", "Welsh"]),
            status=chance.choice([ServiceStatus.OPEN, ServiceStatus.CLOSED]),
            groups=groups(),
        )
        for _ in range(60)
    ]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "filters",
    [
        NO_FILTERS,
        Filters(day=Weekday.MONDAY),
        Filters(has_places=True, is_open=True),
        Filters(language="Urdu"),
    ],
)
def test_each_count_is_what_choosing_it_finds(
    session: Session, index: ServiceIndex, seed: int, filters: Filters
) -> None:
    session.add_all(_crowd(seed))
    asked = SearchQuery(place=GAZETTEER.resolve("Leeds"), filters=filters, counts_choices=True)
    facets = _found(session, index, asked).facets

    def count(query: SearchQuery) -> int:
        results = _found(session, index, query)
        return 0 if results.relaxed else results.total

    for type in ServiceType:
        assert facets["type"].get(type, 0) == count(replace(asked, type=type))
    for miles in MILES:
        assert facets["within_miles"].get(str(miles), 0) == count(replace(asked, within_miles=miles))
    for name, terms in {"day": Weekday, "time": TimeOfWeek, "delivery": DeliveryMode}.items():
        for term in terms:
            changed = replace(filters, **{name: term})
            assert facets[name].get(term, 0) == count(replace(asked, filters=changed)), (name, term)
    for name in ("is_open", "has_places", "is_step_free"):
        changed = replace(filters, **{name: True})  # type: ignore[arg-type]
        assert facets[name].get(ON, 0) == count(replace(asked, filters=changed)), name
