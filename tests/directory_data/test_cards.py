"""What a list shows of each listing: the same as its record says, in two statements however many there are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from directory_data.cards import OWN, ProviderOnCard, cards, free_places
from directory_data.models import Service
from directory_data.vocabulary import Audience, ServiceType
from tests.search_index.listings import IN_LEEDS, a_group, a_service, a_store, counted


@pytest.fixture
def session() -> Iterator[Session]:
    """A session on an empty directory."""
    with a_store() as session:
        yield session


def _stored(session: Session, *services: Service) -> list[int]:
    session.add_all(services)
    session.flush()
    return [service.id for service in services]


def test_a_card_says_what_the_record_says(session: Session) -> None:
    one = a_service(name="Quartet", phone="0113 496 0001")
    ids = _stored(session, one, a_service())

    card = cards(session, ids)[one.id]

    assert card[:-1] == tuple(getattr(one, name) for name in OWN)
    assert card.provider == tuple(getattr(one.provider, name) for name in ProviderOnCard._fields)


def test_the_public_gets_no_card_of_a_listing_for_professionals(session: Session) -> None:
    ids = _stored(session, a_service(audience=Audience.PROFESSIONAL))

    assert cards(session, ids) == {}
    assert list(cards(session, ids, is_for_staff=True)) == ids


def test_places_are_counted_as_the_store_has_them_now(session: Session) -> None:
    group = a_group(IN_LEEDS)
    ids = _stored(session, a_service(type=ServiceType.DVPP, groups=[group]))
    before = free_places(session, ids)

    group.places_held += 1
    session.flush()

    assert before == {group.id: group.places_free + 1}
    assert free_places(session, ids) == {group.id: group.places_free}


def test_ten_listings_take_as_many_statements_as_one(session: Session) -> None:
    ids = _stored(session, *(a_service() for _ in range(10)))
    sizes = []
    for asked in (ids[:1], ids):
        with counted(session) as sent:
            cards(session, asked)
            free_places(session, asked)
        sizes.append(len(sent))

    assert sizes == [2, 2]


def test_no_ids_take_no_statement(session: Session) -> None:
    with counted(session) as sent:
        assert (cards(session, []), free_places(session, [])) == ({}, {})

    assert sent == []
