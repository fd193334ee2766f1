"""Real listings of other directories: they load, load again unchanged, and are found."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from directory_data.gazetteer import Gazetteer
from directory_data.loading import Each, load, read_hsds, slugs_of
from directory_data.models import MeetingPlace, Service, Venue
from directory_data.vocabulary import AreaKind, ServiceType
from search_index import SearchQuery, find, index_for

TODAY = date(2026, 11, 23)
MOST_SECONDS = 60
EXAMPLES = (
    "service_full",
    "service_list",
    "service_at_location_full",
    "organization_full",
    "organization_list",
)

pytestmark = pytest.mark.shared


@pytest.fixture
def advisers(shared):
    """3,904 offices of legal advisers in England and Wales (Legal Aid Agency, 2019)."""
    return shared / "oruk" / "real" / "laa-legal-advisers" / "hsds-services.ndjson"


def read(path, store, **options):
    return read_hsds(path, slugs_in_use=slugs_of(store), **options)


def test_the_real_services_load_and_are_found_within_a_minute(store, advisers, tmp_path):
    # This process’s own work: on a busy machine a clock measures the others.
    started = time.process_time()
    report = load(read(advisers, store), store, today=TODAY)
    store.commit()
    index = index_for("whoosh", tmp_path / "index", Gazetteer(None))
    indexed = index.rebuild(store())
    seconds = time.process_time() - started

    assert (report.refusals, report.counts["services"].new, indexed) == ((), 3904, 3904)
    assert report.counts["providers"].new == 2486
    assert seconds < MOST_SECONDS
    gazetteer = Gazetteer(None)
    query = SearchQuery(what="Thomas Horton", place=gazetteer.resolve("Worcester"))
    (nearest, *_) = find(store(), index, gazetteer.area_name, query, TODAY).serving
    assert nearest.service.name == "Thomas Horton LLP - Worcester"
    assert nearest.miles < 3


def test_a_second_load_of_the_real_services_changes_nothing(store, advisers):
    load(read(advisers, store), store, today=TODAY)
    store.commit()

    report = load(read(advisers, store), store, today=TODAY)

    assert {(count.new, count.changed, count.removed) for count in report.counts.values()} == {(0, 0, 0)}


def test_every_slip_and_every_loss_in_the_real_services_is_told(store, advisers):
    feed = read(advisers, store)

    ends = {cell.field.rsplit("/", 1)[1] for cell in feed.left_empty}
    assert (len(feed.left_empty), ends) == (29, {"postal_code", "number"})
    assert feed.not_kept["organization.description"] == 3904


def test_every_office_of_the_real_services_is_kept_and_found_from_where_it_stands(store, advisers, tmp_path):
    """5,864 places of 3,904 services: 28 of them are the same building once more."""
    feed = read(advisers, store)
    load(feed, store, today=TODAY)
    store.commit()

    kept = Counter(store.scalars(select(MeetingPlace.service_id)))
    assert (len(kept), kept.total() - len(kept), feed.held_back) == (3904, 1932, ())
    largest, offices = kept.most_common(1)[0]
    assert offices > 300
    firm = store.get(Service, largest)
    index = index_for("whoosh", tmp_path / "index", Gazetteer(None))
    index.rebuild(store())
    gazetteer = Gazetteer(None)
    points = [venue.public_point for venue in firm.venues if venue.public_point]
    for point in points[::80]:
        place = replace(gazetteer.resolve("Leeds"), point=point)
        query = SearchQuery(what=firm.name, place=place, within_miles=1)
        found = find(store(), index, gazetteer.area_name, query, TODAY).serving
        assert [hit.miles for hit in found if hit.service.id == largest] == [0]


def test_the_real_services_are_other_help_unless_the_operator_says_more(store, advisers):
    """Legal advisers are none of our kinds of service, and nothing in their terms says otherwise."""
    report = load(read(advisers, store), store, today=TODAY)

    assert set(store.scalars(select(Service.type))) == {ServiceType.OTHER}
    assert "3,904 services name no kind we know: loaded as other help." in report.sentences()

    report = load(read(advisers, store, as_type=ServiceType.HELPLINE), store, today=TODAY)

    assert set(store.scalars(select(Service.type))) == {ServiceType.HELPLINE}
    assert (report.of_no_known_kind, report.counts["services"].changed) == (0, 3904)


@pytest.mark.parametrize("standard", ["hsds-3.2.3", "oruk-3.0"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_standards_own_examples_load(store, shared, standard, name):
    path = shared / "oruk" / standard / "examples" / f"{name}.json"

    report = load(read(path, store), store, today=TODAY)

    assert report.refusals == ()
    assert report.counts["providers"].new == 1


@pytest.mark.parametrize("where", ["hsds-3.2.3/examples/csv", "hsds-3.2.3/examples/tabular.json"])
def test_the_standard_s_own_tables_load(store, shared, where):
    report = load(read(shared / "oruk" / where, store), store, today=TODAY)

    assert (report.refusals, report.counts["services"].new) == ((), 1)


def test_american_listings_load_provider_by_provider_without_their_addresses(store, shared):
    """A package of HSDS 2 in which most services name an organisation that is not in it."""
    path = shared / "oruk" / "real" / "ilao-hsds2" / "output"

    report = load(read(path, store), store, today=TODAY, each=Each.PROVIDER)

    assert {refusal.field for refusal in report.refusals} == {"/organization_id", "/id"}
    assert report.counts["services"].new == 89
    assert store.scalar(select(func.count()).select_from(Venue)) == 0
    assert AreaKind.RADIUS not in {line.kind for s in store.scalars(select(Service)) for line in s.coverage}
