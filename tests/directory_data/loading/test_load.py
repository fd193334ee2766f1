"""Writing a feed into the store: all of it or nothing, and twice the same as once."""

from __future__ import annotations

import time
from datetime import date

from sqlalchemy import func, select

from directory_data.loading import load, read_csv_folder
from directory_data.models import Group, Provider, Service
from directory_data.vocabulary import AreaKind, ServiceStatus
from tests.directory_data.loading.folders import write_rows

TODAY = date(2026, 11, 23)


def load_folder(store, path, **changed):
    return load(read_csv_folder(path), store, **({"today": TODAY} | changed))


def count_of(store, record_type) -> int:
    return store.scalar(select(func.count()).select_from(record_type))


def test_a_folder_becomes_records(store, folder):
    report = load_folder(store, folder())

    service = store.scalars(select(Service).where(Service.slug == "vale-dvpp")).one()
    assert not report.is_refused
    assert report.counts["services"].new == 2
    assert [partner.slug for partner in service.partner_services] == ["vale-support"]
    assert service.groups[0].venue.name == "Old Library"
    assert service.cost == "Free if the family court ordered it."
    assert service.provider.is_invented


def test_a_counted_first_session_moves_forward_to_the_group_s_day(store, folder):
    load_folder(store, folder(groups=[{"first_session_on": "+42"}]))

    first = store.scalars(select(Group.first_session_on)).one()
    assert (first, first.strftime("%A")) == (date(2027, 1, 5), "Tuesday")


def test_a_second_load_changes_nothing_and_keeps_ids_and_held_places(store, folder):
    path = folder()
    load_folder(store, path)
    group = store.scalars(select(Group)).one()
    group.places_held = 3
    store.commit()
    before = group.id

    report = load_folder(store, path)

    after = store.scalars(select(Group)).one()
    assert {(count.new, count.changed, count.removed) for count in report.counts.values()} == {(0, 0, 0)}
    assert (after.id, after.places_held) == (before, 3)


def test_a_changed_cell_changes_its_record_alone(store, folder):
    load_folder(store, folder())

    report = load_folder(store, folder(services=[{"status": "paused", "status_from": "-3"}]))

    service = store.scalars(select(Service).where(Service.slug == "vale-dvpp")).one()
    assert (report.counts["services"].changed, report.counts["services"].unchanged) == (1, 1)
    assert (service.status, service.status_from) == (ServiceStatus.PAUSED, date(2026, 11, 20))


def test_coverage_that_is_no_longer_stated_is_taken_away(store, folder):
    load_folder(store, folder())

    report = load_folder(store, folder(coverage=[{"kind": "local-authority", "code": "E08000035"}]))

    service = store.scalars(select(Service).where(Service.slug == "vale-dvpp")).one()
    assert (report.counts["coverage"].new, report.counts["coverage"].removed) == (1, 1)
    assert [(line.kind, line.code) for line in service.coverage] == [(AreaKind.LOCAL_AUTHORITY, "E08000035")]


def test_a_file_that_is_absent_leaves_what_is_known(store, folder):
    load_folder(store, folder())
    path = folder()
    (path / "pairings.csv").unlink()
    (path / "coverage.csv").unlink()

    report = load_folder(store, path)

    service = store.scalars(select(Service).where(Service.slug == "vale-dvpp")).one()
    assert "pairings" not in report.counts
    assert service.partner_services
    assert service.coverage


def test_one_refused_row_leaves_no_trace_of_the_others(store, folder):
    report = load_folder(store, folder(groups=[{"day": "someday"}]))

    assert report.sentences()[-1] == "Nothing was loaded: 1 thing was refused."
    assert count_of(store, Provider) == 0


def test_a_trial_counts_and_writes_nothing(store, folder):
    report = load_folder(store, folder(), dry_run=True)
    store.commit()

    assert report.counts["services"].new == 2
    assert report.sentences()[-1] == "Nothing was written: this was a trial."
    assert count_of(store, Service) == 0


def test_a_group_cannot_be_made_smaller_than_the_places_already_held(store, folder):
    load_folder(store, folder())
    store.scalars(select(Group)).one().places_held = 8
    store.commit()

    report = load_folder(store, folder(groups=[{"places_taken": "5"}]))

    assert [refusal.sentence for refusal in report.refusals] == [
        "5 places are taken, and 8 more are held for referrals made here, but the group has 12."
    ]


def test_published_words_of_an_admission_rule_are_not_changed_under_the_same_version(store, folder):
    load_folder(store, folder())

    report = load_folder(store, folder(admission_rules=[{"text": "For anyone."}]))

    assert "Give the new words a new number." in report.refusals[0].sentence


def test_four_thousand_services_load_in_seconds(store, folder):
    path = folder()
    service = {"provider": "vale", "type": "contact-centre", "name": "Centre", "summary": "Family time."}
    slugs = ["vale-dvpp", "vale-support", *(f"centre-{number}" for number in range(3_902))]
    kinds = {"vale-dvpp": {"type": "dvpp"}, "vale-support": {"type": "partner-support"}}
    write_rows(path / "services.csv", [service | {"slug": slug} | kinds.get(slug, {}) for slug in slugs])

    # This process’s own work: on a busy machine a clock measures the others.
    started = time.process_time()
    report = load_folder(store, path)
    seconds = time.process_time() - started

    assert report.counts["services"].new == 3_904
    assert seconds < 15
