"""The index is a copy: whatever changes in the store is found at the next search, on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from directory_data.gazetteer import Gazetteer
from directory_data.models import ListingChange, Service
from search_index import ServiceIndex, index_for, store
from tests.search_index.listings import BRADFORD, a_provider, a_service, an_area


def _found(session: Session, index: ServiceIndex, what: str) -> set[int]:
    return set(index.words(session).search_words(what) or ())


def _indexed(session: Session, index: ServiceIndex, *services: Service) -> None:
    session.add_all(services)
    session.flush()
    index.rebuild(session)
    index.words(session)


def test_a_changed_listing_is_found_by_its_new_words_only(session: Session, index: ServiceIndex) -> None:
    service = a_service(name="Orchard House")
    _indexed(session, index, service)

    service.name = "Meadow House"
    session.flush()

    assert _found(session, index, "orchard") == set()
    assert _found(session, index, "meadow") == {service.id}


def test_a_listing_that_is_changed_again_and_again_is_found_by_its_last_words(
    session: Session, index: ServiceIndex
) -> None:
    service, other = a_service(name="Orchard House"), a_service(name="Willow House")
    _indexed(session, index, service, other)

    for name in ("Meadow House", "Brook House", "Harbour House"):
        service.name = name
        session.flush()
        assert _found(session, index, "house") == {service.id, other.id}

    assert _found(session, index, "brook") == set()
    assert _found(session, index, "harbour") == {service.id}


def test_a_new_listing_is_found_and_a_removed_one_is_not(session: Session, index: ServiceIndex) -> None:
    _indexed(session, index, a_service(name="Meadow House"))
    new = a_service(name="Orchard House")

    session.add(new)
    session.flush()
    found = _found(session, index, "orchard")
    session.delete(new)
    session.flush()

    assert found == {new.id}
    assert _found(session, index, "orchard") == set()


def test_listings_follow_their_provider_and_their_areas(session: Session, index: ServiceIndex) -> None:
    service = a_service(provider=a_provider(name="Calder Families"))
    _indexed(session, index, service)

    service.provider.name = "Tern Families"
    service.coverage.append(an_area(BRADFORD))
    session.flush()

    assert _found(session, index, "calder") == set()
    assert _found(session, index, "tern bradford") == {service.id}


def test_a_changed_listing_offers_its_new_words_for_completing_and_correcting(
    session: Session, index: ServiceIndex
) -> None:
    service = a_service(name="Orchard House")
    _indexed(session, index, service)
    index.words(session).lexicon()

    service.name = "Lavender House"
    session.flush()

    assert "lavender" in index.words(session).lexicon().beginning_with("lav")
    assert _found(session, index, "laven") == {service.id}


def test_a_changed_listing_keeps_its_place_among_the_others(session: Session, index: ServiceIndex) -> None:
    """What is counted since is weighed as the index weighs its own, so that a change of telephone book is no jump."""
    named = a_service(name="Orchard House")
    mentioned = a_service(name="Another House", summary="Near the orchard.")
    _indexed(session, index, named, mentioned, *[a_service(summary=f"Quiet {one}") for one in range(20)])
    before = index.words(session).search_words("orchard house") or {}

    named.summary = "A calm room."
    session.flush()
    followed = index.words(session).search_words("orchard house") or {}
    index.rebuild(session)
    anew = index.words(session).search_words("orchard house") or {}

    assert followed.keys() == anew.keys() == before.keys()
    assert followed == pytest.approx(anew, rel=0.1)
    assert followed[named.id] > followed[mentioned.id]


def test_more_changes_than_can_be_followed_at_once_make_a_new_index(
    session: Session, index: ServiceIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = a_service(name="Meadow House")
    _indexed(session, index, first)
    crowd = [a_service(name="Meadow View") for _ in range(store.MOST_AT_ONCE + 1)]

    session.add_all(crowd)
    session.flush()
    at_once = _found(session, index, "meadow")
    index.wait()

    assert first.id in at_once
    assert _found(session, index, "meadow") == {first.id, *(one.id for one in crowd)}
    assert index.lag(session) == 0


def test_a_statement_over_many_rows_makes_a_new_index(session: Session, index: ServiceIndex) -> None:
    service = a_service(name="Orchard House")
    _indexed(session, index, service)

    session.execute(sa.update(Service).values(name="Meadow House"))
    index.words(session)
    index.wait()

    assert _found(session, index, "meadow") == {service.id}


def test_a_store_that_was_put_back_is_followed_too(session: Session, index: ServiceIndex) -> None:
    service = a_service(name="Orchard House")
    _indexed(session, index, service)
    service.name = "Meadow House"
    session.flush()
    assert _found(session, index, "meadow") == {service.id}

    # As a backup would: the listing and the last line of the change table are those of before, then life goes on.
    table = Service.__table__
    last = session.scalar(sa.select(sa.func.max(ListingChange.id)))
    session.connection().execute(sa.update(table).values(name="Orchard House"))
    session.connection().execute(sa.delete(ListingChange.__table__).where(ListingChange.id == last))
    session.expire_all()
    assert _found(session, index, "meadow") | _found(session, index, "orchard") == {service.id}
    index.wait()

    assert _found(session, index, "orchard") == {service.id}
    assert _found(session, index, "meadow") == set()


def test_lag_counts_what_the_index_has_not_heard_of(session: Session, index: ServiceIndex) -> None:
    service = a_service(name="Orchard House")
    _indexed(session, index, service)

    service.name = "Meadow House"
    session.flush()
    service.name = "Brook House"
    session.flush()
    before = index.lag(session)
    index.words(session)

    assert (before, index.lag(session)) == (2, 0)


def test_without_an_index_there_soon_is_one(session: Session, index: ServiceIndex) -> None:
    service = a_service(name="Orchard House")
    session.add(service)
    session.flush()
    assert index.needs_rebuild(session)

    assert _found(session, index, "orchards") == {service.id}
    assert not index.needs_rebuild(session)


def test_a_second_index_knows_what_the_first_has_followed(
    session: Session, index: ServiceIndex, engine_name: str, tmp_path: Path
) -> None:
    service = a_service(name="Orchard House")
    _indexed(session, index, service)
    service.name = "Meadow House"
    session.flush()
    index.words(session)

    other = index_for(engine_name, tmp_path / "index", Gazetteer(None))

    assert _found(session, other, "meadow") == {service.id}
