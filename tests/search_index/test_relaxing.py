"""When nothing answers everything: what is left out, in which order, and that it is said."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from directory_data.gazetteer import Gazetteer
from directory_data.vocabulary import ServiceType, Weekday
from search_index import Filters, Results, SearchQuery, ServiceIndex, find
from tests.search_index.listings import BRADFORD, IN_BRADFORD, IN_BRISTOL, IN_LEEDS, TODAY, a_group, a_service

GAZETTEER = Gazetteer(None)
LEEDS = GAZETTEER.resolve("Leeds")


def _found(session: Session, index: ServiceIndex, **asked: object) -> Results:
    session.flush()
    return find(session, index, GAZETTEER.area_name, SearchQuery(**asked), TODAY)  # type: ignore[arg-type]


def _names(results: Results) -> list[str]:
    return [hit.service.name for hit in results.serving]


@pytest.mark.parametrize(
    ("asked", "relaxed", "said"),
    [
        (
            {"what": "orchard zebra"},
            ("words",),
            "No service has all of your words. 1 service serves Leeds and has some",
        ),
        ({"what": "zebra"}, ("words",), "We searched again without the words. 1 service serves Leeds."),
        ({"within_miles": 5}, ("distance",), "We searched again at any distance. 1 service serves Leeds."),
        (
            {"type": ServiceType.DVPP},
            ("type",),
            "No domestic violence perpetrator programme serves Leeds. We searched again for any kind of service.",
        ),
        (
            {"filters": Filters(day=Weekday.MONDAY)},
            ("filters",),
            "We searched again without the other choices. 1 service serves Leeds.",
        ),
        (
            {"what": "zebra", "within_miles": 5, "type": ServiceType.DVPP},
            ("words", "distance", "type"),
            "We searched again without the words, at any distance and for any kind of service.",
        ),
    ],
)
def test_what_is_left_out_to_find_anything_is_said(
    session: Session, index: ServiceIndex, asked: dict[str, object], relaxed: tuple[str, ...], said: str
) -> None:
    session.add(a_service(name="Orchard House", at=IN_BRISTOL))

    results = _found(session, index, place=LEEDS, **asked)

    assert _names(results) == ["Orchard House"]
    assert results.relaxed == relaxed
    assert said in results.sentence


def test_nothing_is_left_out_where_something_answers_everything(
    session: Session, index: ServiceIndex
) -> None:
    session.add(a_service(name="Orchard House", at=IN_LEEDS))

    results = _found(session, index, place=LEEDS, what="orchard", within_miles=5)

    assert results.relaxed == ()
    assert results.sentence == "1 service serves Leeds."


def test_words_are_put_right_before_they_are_left_out_and_it_is_said(
    session: Session, index: ServiceIndex
) -> None:
    session.add_all([a_service(name="Orchard House"), a_service(name="Meadow House")])

    results = _found(session, index, what="orchrd house")

    assert _names(results) == ["Orchard House"]
    assert (results.corrected, results.relaxed) == ("orchard house", ())
    assert results.sentence == "No service has “orchrd house”. 1 service for “orchard house” found."


def test_words_that_found_something_are_only_offered_put_right(session: Session, index: ServiceIndex) -> None:
    session.add_all([a_service(name=f"Orchard House {number}") for number in range(25)])
    session.add(a_service(name="Orchards Hous"))
    session.add(a_service(name="Hause"))

    results = _found(session, index, what="hause")

    assert _names(results) == ["Hause"]
    assert (results.corrected, results.suggestion) == (None, "house")


def test_a_word_still_being_typed_finds_what_begins_so(session: Session, index: ServiceIndex) -> None:
    session.add_all([a_service(name="Orchard House"), a_service(name="Meadow House")])

    results = _found(session, index, what="house orch")

    assert _names(results) == ["Orchard House"]
    assert (results.corrected, results.suggestion) == (None, None)


def test_a_phrase_of_the_field_may_be_begun(session: Session, index: ServiceIndex) -> None:
    course = a_service(name="Riverside", type=ServiceType.PARENTING_INFORMATION)
    session.add_all([course, a_service(name="Meadow House")])

    assert _names(_found(session, index, what="planning tog")) == ["Riverside"]


def test_where_nothing_serves_and_nothing_is_near_the_nearest_of_all_is_shown(
    session: Session, index: ServiceIndex
) -> None:
    session.add(a_service(name="Far", areas=("E06000023",), at=IN_BRISTOL))
    session.add(
        a_service(
            name="Another kind", areas=(BRADFORD,), at=IN_BRADFORD, type=ServiceType.MEDIATION_INFORMATION
        )
    )

    results = _found(session, index, place=LEEDS, type=ServiceType.CONTACT_CENTRE)

    assert results.serving == ()
    assert [hit.service.name for hit in results.nearby] == ["Far"]
    assert results.sentence == "No contact centre serves Leeds."


def test_every_result_says_why_it_is_there(session: Session, index: ServiceIndex) -> None:
    session.add(a_service(name="Orchard House", groups=[a_group()]))
    session.add(a_service(name="Meadow House", summary="Beside the orchard.", areas=()))

    by_words = [hit.why for hit in _found(session, index, what="orchard").serving]
    by_name = [hit.why for hit in _found(session, index).serving]

    assert by_words == [
        "Your words are in its name; serves Leeds; next group starts 12 January 2027, places available",
        "Your words are in its description; the provider has not said which areas this serves",
    ]
    assert all(by_name)
