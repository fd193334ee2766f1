"""A service of the template that is held at several venues, with what differs at one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from directory_data.loading import LoadReport, load, read_csv_folder
from directory_data.models import Service
from tests.directory_data.loading.folders import VENUE, write_rows

TODAY = date(2026, 11, 23)
THERE = {"service": "vale-dvpp", "venue": "New Baths", "opening_hours": "Mondays", "phone": "0113 496 0199"}


@pytest.fixture
def listings(folder: Callable[..., Path]) -> Callable[..., Path]:
    """The good folder with two venues; `names` is the cell of the programme, `said` what differs at its venues."""

    def write(names: str = "Old Library; New Baths", said: tuple[dict[str, str], ...] = (THERE,)) -> Path:
        path = folder(services=[{"venue": names}])
        write_rows(path / "venues.csv", [VENUE, VENUE | {"name": "New Baths"}])
        (path / "meeting_places.csv").unlink(missing_ok=True)
        if said:
            write_rows(path / "meeting_places.csv", said)
        return path

    return write


def _load(store, path: Path) -> LoadReport:
    report = load(read_csv_folder(path), store, today=TODAY)
    store.commit()
    store.expire_all()
    return report


def _places(store) -> list[tuple[str, str, str | None]]:
    service = store.scalars(select(Service).where(Service.slug == "vale-dvpp")).one()
    return [(place.venue.name, place.opening_hours, place.phone) for place in service.meeting_places]


def _changes(report: LoadReport) -> dict[str, tuple[int, int, int]]:
    told = {kind: (count.new, count.changed, count.removed) for kind, count in report.counts.items()}
    return {kind: numbers for kind, numbers in told.items() if any(numbers)}


def test_one_cell_names_every_venue_and_the_first_is_the_main_one(store, listings):
    report = _load(store, listings())

    assert report.refusals == ()
    assert _places(store) == [("Old Library", "", None), ("New Baths", "Mondays", "0113 496 0199")]
    assert report.counts["meeting_places"].new == 1


def test_a_second_load_of_the_same_venues_changes_nothing(store, listings):
    _load(store, listings())

    assert _changes(_load(store, listings())) == {}


def test_another_order_or_another_venue_changes_the_service_and_keeps_what_is_known(store, listings):
    _load(store, listings())

    assert _changes(_load(store, listings("New Baths; Old Library", ()))) == {"services": (0, 1, 0)}
    assert _places(store)[0] == ("New Baths", "Mondays", "0113 496 0199")
    assert _changes(_load(store, listings("New Baths; Old Library;New Baths", ()))) == {}


def test_what_no_longer_differs_is_taken_away(store, listings):
    _load(store, listings())
    other = {"service": "vale-dvpp", "venue": "Old Library", "opening_hours": "Fridays"}

    report = _load(store, listings(said=(other,)))

    assert _changes(report) == {"meeting_places": (1, 0, 1)}
    assert _places(store) == [("Old Library", "Fridays", None), ("New Baths", "", None)]


def test_a_service_that_leaves_its_venues_has_none(store, listings):
    _load(store, listings())

    report = _load(store, listings("", ()))

    assert (_changes(report), _places(store)) == ({"services": (0, 1, 0)}, [])


@pytest.mark.parametrize(
    ("names", "there", "refusal"),
    [
        ("Old Library; Mill", {}, "services.csv, row 2, venue: The provider vale has no venue called “Mill”."),
        ("Old Library", {}, "meeting_places.csv, row 2, venue: The venues of vale-dvpp do not name “New Baths”."),
        (None, {"service": "lost"}, "meeting_places.csv, row 2, service: There is no service lost."),
        (None, {"phone": "by post"}, "meeting_places.csv, row 2, phone: Write a telephone number in figures"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_venue_is_said_with_its_row(store, listings, names, there, refusal):
    report = load(
        read_csv_folder(listings(names or "Old Library; New Baths", (THERE | there,))), store, today=TODAY
    )

    assert refusal in " ".join(map(str, report.refusals))
    assert store.scalars(select(Service)).all() == []


def test_the_same_venue_twice_is_refused(store, listings):
    report = load(read_csv_folder(listings(said=(THERE, THERE))), store, today=TODAY)

    assert [str(refusal) for refusal in report.refusals] == [
        "meeting_places.csv, row 3, venue: An earlier row already says this. Keep one of them."
    ]


def test_a_service_that_becomes_protected_loses_its_places_first(store, listings, folder):
    _load(store, listings())
    path = folder(services=[{"audience": "protected"}], groups=[{"venue": ""}])

    (refusal,) = _load(store, path).refusals
    assert "its place is never published" in str(refusal)

    (path / "meeting_places.csv").unlink()
    report = _load(store, path)

    assert (report.refusals, _places(store)) == ((), [])


def test_the_name_of_a_venue_holds_no_semicolon(store, folder):
    path = folder(venues=[{"name": "Old; Library"}], groups=[{"venue": ""}])

    (refusal,) = load(read_csv_folder(path), store, today=TODAY).refusals

    assert str(refusal).startswith("venues.csv, row 2, name: A name must not hold a semicolon")
