"""Every change to a listing's words leaves a line, in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from directory_data import changes
from directory_data.changes import Moment
from directory_data.database import Record
from directory_data.models import CoverageArea, Group, ListingChange, Service
from directory_data.vocabulary import AreaKind, ServiceStatus
from tests import stores
from tests.conftest import skip_unless_ci
from tests.search_index.listings import BRADFORD, IN_LEEDS, a_group, a_provider, a_service, a_venue, an_area


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'store.sqlite'}")
    Record.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: sa.Engine) -> Iterator[Session]:
    with Session(engine) as session:
        yield session


def _kept(session: Session, service: Service) -> Service:
    session.add(service)
    session.commit()
    return service


def _concerned(session: Session, change: Callable[[], object]) -> frozenset[int] | None:
    """The listings named in the lines that the change leaves."""
    before = changes.latest(session)
    change()
    session.flush()
    return changes.since(session, before, most=100).service_ids


@pytest.mark.parametrize("column", ["name", "former_names", "summary", "description", "who_for", "languages"])
def test_a_change_to_what_a_listing_says_leaves_a_line(session: Session, column: str) -> None:
    service = _kept(session, a_service())

    assert _concerned(session, lambda: setattr(service, column, "other words")) == {service.id}


def test_a_new_listing_and_a_removed_one_leave_a_line(session: Session) -> None:
    _kept(session, a_service())
    new = a_service()

    assert _concerned(session, lambda: session.add(new)) == {new.id}
    assert _concerned(session, lambda: session.delete(new)) == {new.id}


def test_a_provider_that_is_renamed_leaves_a_line_for_each_of_its_listings(session: Session) -> None:
    provider = a_provider()
    services = [_kept(session, a_service(provider=provider)) for _ in range(2)]
    _kept(session, a_service())

    found = _concerned(session, lambda: setattr(provider, "name", "Another name"))

    assert found == {service.id for service in services}


def test_an_area_that_comes_goes_or_turns_leaves_a_line(session: Session) -> None:
    service = _kept(session, a_service())
    area = an_area(BRADFORD)

    assert _concerned(session, lambda: service.coverage.append(area)) == {service.id}
    assert _concerned(session, lambda: setattr(area, "is_excluded", True)) == {service.id}
    session.commit()
    assert _concerned(session, lambda: service.coverage.remove(area)) == {service.id}
    other = an_area(BRADFORD, service_id=service.id)
    assert _concerned(session, lambda: session.add(other)) == {service.id}
    session.commit()
    assert _concerned(session, lambda: session.delete(other)) == {service.id}


@pytest.mark.parametrize("lat", [53.0, None], ids=["moved", "unknown"])
def test_a_venue_that_moves_concerns_every_listing_that_meets_there(
    session: Session, lat: float | None
) -> None:
    hall = a_venue(IN_LEEDS)
    at_home, in_a_group = (
        _kept(session, a_service(at=hall)),
        _kept(session, a_service(groups=[a_group(hall)])),
    )
    _kept(session, a_service(at=IN_LEEDS))

    def move() -> None:
        hall.lat, hall.lon = lat, lat and -1.5

    assert _concerned(session, move) == {at_home.id, in_a_group.id}


def test_a_group_that_comes_changes_or_goes_leaves_a_line(session: Session) -> None:
    service = _kept(session, a_service())
    group = a_group(service_id=service.id)

    assert _concerned(session, lambda: session.add(group)) == {service.id}
    assert _concerned(session, lambda: setattr(group, "language", "Welsh")) == {service.id}
    assert _concerned(session, lambda: setattr(group, "venue", a_venue())) == {service.id}
    assert _concerned(session, lambda: setattr(group, "places_taken", 3)) == frozenset()
    assert _concerned(session, lambda: session.delete(group)) == {service.id}


def test_a_status_leaves_a_line(session: Session) -> None:
    service = _kept(session, a_service())

    assert _concerned(session, lambda: setattr(service, "status", ServiceStatus.PAUSED)) == {service.id}


def test_an_area_that_is_moved_concerns_both_listings(session: Session) -> None:
    first, second = _kept(session, a_service()), _kept(session, a_service())
    area = session.get_one(CoverageArea, first.coverage[0].id)
    session.commit()

    assert _concerned(session, lambda: setattr(area, "service_id", second.id)) == {first.id, second.id}


def test_what_search_reads_from_the_store_leaves_no_line(session: Session) -> None:
    service = _kept(session, a_service(groups=[a_group()]))

    def change() -> None:
        service.phone = "01632 960 002"
        service.name = str(service.name)
        session.execute(sa.update(Group).values(places_held=3))
        session.execute(sa.update(Service).where(Service.id == service.id).values(cost="Free"))

    assert _concerned(session, change) == frozenset()


@pytest.mark.parametrize(
    "statement",
    [
        sa.update(Service).values(summary="Other words"),
        sa.delete(CoverageArea),
        sa.insert(CoverageArea).values(service_id=1, kind=AreaKind.LOCAL_AUTHORITY, code=BRADFORD),
    ],
    ids=["update", "delete", "insert"],
)
def test_a_statement_over_many_rows_concerns_every_listing(
    session: Session, statement: sa.Executable
) -> None:
    _kept(session, a_service())

    assert _concerned(session, lambda: session.execute(statement)) is None


def test_a_change_that_is_taken_back_leaves_no_line(session: Session) -> None:
    service = _kept(session, a_service())
    before = changes.latest(session)

    service.name = "Another name"
    session.flush()
    session.rollback()

    assert changes.latest(session) == before


def test_a_number_is_never_given_twice(session: Session) -> None:
    _kept(session, a_service())
    before = changes.latest(session)
    session.execute(sa.delete(ListingChange))

    _kept(session, a_service())

    assert changes.latest(session).number > before.number


def test_a_store_that_was_put_back_is_noticed_even_at_the_same_number(session: Session) -> None:
    service = _kept(session, a_service())
    service.name = "A name that the backup does not know"
    session.commit()
    followed = changes.latest(session)
    session.execute(sa.update(ListingChange).where(ListingChange.id == followed.number).values(mark="other"))

    assert changes.since(session, followed, most=100).service_ids is None


def test_lines_that_were_removed_are_missed(session: Session) -> None:
    for _ in range(3):
        _kept(session, a_service())
    session.execute(sa.delete(ListingChange).where(ListingChange.id < 3))

    assert changes.since(session, Moment(), most=100).service_ids is None


def test_old_lines_are_forgotten_but_never_the_last(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "KEPT_LINES", 1)
    for _ in range(4):
        _kept(session, a_service())
    last = changes.latest(session)

    changes.forget_before(session, last)

    assert session.scalars(sa.select(ListingChange.id)).all() == [last.number - 1, last.number]


@pytest.mark.postgresql
def test_numbers_become_visible_in_their_order_on_postgresql() -> None:
    """Else whoever follows the table would pass by a change that was numbered early and committed late."""
    try:
        stores.postgresql_url()
    except stores.NoPostgreSQL as why:
        skip_unless_ci(f"No PostgreSQL for this test: {why}")
    with stores.database() as url:
        engine = sa.create_engine(url)
        Record.metadata.create_all(engine)
        with Session(engine) as first, Session(engine) as second:
            second.execute(sa.text("SET lock_timeout = '200ms'"))
            first.add(a_service())
            first.flush()
            second.add(a_service())

            with pytest.raises(sa.exc.OperationalError, match="lock timeout"):
                second.flush()

            first.commit()
            second.rollback()
            second.add(a_service())
            second.commit()
            assert changes.latest(second).number == 2 or changes.latest(second).number == 3
        engine.dispose()


@pytest.mark.parametrize("column", ["name", "address", "transport", "has_step_free_access"])
def test_a_venue_that_changes_leaves_a_line_for_every_listing_that_meets_there(
    session: Session, column: str
) -> None:
    venue = a_venue()
    first, second = (_kept(session, a_service(at=[a_venue(), venue])) for _ in range(2))
    with_group = _kept(session, a_service(groups=[a_group(venue)]))
    _kept(session, a_service(at=a_venue()))

    found = _concerned(session, lambda: setattr(venue, column, column == "has_step_free_access" or "other"))

    assert found == {first.id, second.id, with_group.id}


def test_a_venue_that_is_named_or_left_leaves_a_line(session: Session) -> None:
    service = _kept(session, a_service(at=[a_venue(), a_venue()]))
    third = a_venue()
    session.add(third)
    session.flush()

    assert _concerned(session, lambda: setattr(service, "venues", [*service.venues, third])) == {service.id}
    assert _concerned(session, lambda: setattr(service, "venues", service.venues[::-1])) == {service.id}
    assert _concerned(session, lambda: setattr(service, "venues", [third])) == {service.id}


def test_the_hours_of_one_venue_leave_no_line(session: Session) -> None:
    service = _kept(session, a_service(at=a_venue()))

    hours = _concerned(session, lambda: setattr(service.meeting_places[0], "opening_hours", "Mondays"))

    assert hours == frozenset()
