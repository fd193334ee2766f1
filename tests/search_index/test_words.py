"""Finding services by words."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from directory_data.models import Service
from directory_data.vocabulary import ServiceType
from search_index import SearchQuery, ServiceIndex, find
from tests.search_index.listings import TODAY, a_provider, a_service


def _names(kind: object, code: str) -> str:
    return code


def _found(session: Session, index: ServiceIndex, what: str, *services: Service) -> list[str]:
    session.add_all(services)
    session.flush()
    results = find(session, index, _names, SearchQuery(what=what, per_page=50), TODAY)
    return [hit.service.name for hit in results.serving]


@pytest.mark.parametrize(
    "what",
    [
        "dvpp",
        "DAPP",
        "perpetrator programme",
        "perpetrator programmes",
        "behaviour change",
        "dapp leeds street",
    ],
)
def test_every_word_of_the_field_for_a_programme_finds_it(
    session: Session, index: ServiceIndex, what: str
) -> None:
    programme = a_service(name="Turning Point Leeds Street", type=ServiceType.DVPP)

    found = _found(session, index, what, programme, a_service(name="Quiet Room"))

    assert found == ["Turning Point Leeds Street"]


@pytest.mark.parametrize("what", ["spip", "Planning Together for Children", "planning together"])
def test_a_course_is_found_by_its_old_and_its_new_name(
    session: Session, index: ServiceIndex, what: str
) -> None:
    course = a_service(name="Riverside course", type=ServiceType.PARENTING_INFORMATION)

    assert _found(session, index, what, course, a_service(name="Quiet Room")) == ["Riverside course"]


def test_other_forms_of_a_word_find_it(session: Session, index: ServiceIndex) -> None:
    service = a_service(name="Meeting fathers", summary="We support separated parents.")

    assert _found(session, index, "father meets, supporting", service, a_service()) == ["Meeting fathers"]


def test_a_service_is_found_by_what_it_was_called_before(session: Session, index: ServiceIndex) -> None:
    service = a_service(name="New Start", former_names="Old Bridge Project")

    assert _found(session, index, "old bridge", service, a_service()) == ["New Start"]


def test_a_service_is_found_by_its_provider_language_and_area(session: Session, index: ServiceIndex) -> None:
    service = a_service(
        name="Haven", languages="English, Panjabi", provider=a_provider(name="Calder Families")
    )

    assert _found(session, index, "calder panjabi leeds", service, a_service(languages="Welsh")) == ["Haven"]


def test_a_word_in_the_name_counts_more_than_in_the_text(session: Session, index: ServiceIndex) -> None:
    named = a_service(name="Orchard House")
    mentioned = a_service(name="Another House", summary="Near the orchard.")

    assert _found(session, index, "orchard", mentioned, named) == ["Orchard House", "Another House"]


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ("orch*", ["Orchard House"]),
        ("orch?rd", []),
        ('"orchard', ["Orchard House"]),
        ("-orchard", ["Orchard House"]),
        ("(orchard", ["Orchard House"]),
        ("id:1", []),
        ("orchard~2", ["Orchard House"]),
        ("[a TO z]", ["Meadow House", "Orchard House"]),
        ("NOT", ["Meadow House", "Orchard House"]),
    ],
)
def test_nothing_typed_is_an_operator(
    session: Session, index: ServiceIndex, what: str, found: list[str]
) -> None:
    services = [a_service(name="Orchard House"), a_service(name="Meadow House")]

    assert _found(session, index, what, *services) == found


def test_where_no_service_has_all_the_words_those_with_some_are_shown_and_it_is_said(
    session: Session, index: ServiceIndex
) -> None:
    session.add_all([a_service(name="Orchard House"), a_service(name="Meadow House")])
    session.flush()

    results = find(session, index, _names, SearchQuery(what="orchard zebra"), TODAY)

    assert [hit.service.name for hit in results.serving] == ["Orchard House"]
    assert results.sentence == "No service has all of your words. 1 service has some of them."


def test_words_that_mean_nothing_here_find_nothing(session: Session, index: ServiceIndex) -> None:
    assert _found(session, index, "zebra", a_service()) == []


def test_a_very_long_text_is_answered(session: Session, index: ServiceIndex) -> None:
    assert _found(session, index, "x" * 100_000 + " " + "orchard " * 10_000, a_service()) == []
