"""An Open Referral feed in the store: loaded, loaded again, and provider by provider."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import func, select

from directory_data.loading import Each, load, read_csv_folder, read_hsds, slugs_of
from directory_data.models import CoverageArea, Group, Provider, Service, Venue
from directory_data.vocabulary import AreaKind, ServiceStatus, ServiceType
from tests.directory_data.loading.feeds import a_place, a_service, a_term, an_organization, write_feed

TODAY = date(2026, 11, 23)
OTHER = an_organization(id="org-other", name="Other Change")
KNOWN_AREAS = {AreaKind.LOCAL_AUTHORITY: {"E08000035"}}


def load_feed(store, path, **options):
    feed = read_hsds(path, slugs_in_use=slugs_of(store))
    report = load(feed, store, **({"today": TODAY, "known_areas": KNOWN_AREAS} | options))
    store.commit()
    return report


def count_of(store, record_type) -> int:
    return store.scalar(select(func.count()).select_from(record_type))


def names(store, record_type) -> list[str]:
    return list(store.scalars(select(record_type.name).order_by(record_type.name)))


def test_a_feed_becomes_records(store, tmp_path):
    area = {"id": "a", "uri": "http://statistics.data.gov.uk/id/statistical-geography/E08000035"}
    record = a_service(service_at_locations=[a_place()], service_areas=[area])

    report = load_feed(store, write_feed(tmp_path, record))

    service = store.scalars(select(Service)).one()
    assert not report.is_refused
    assert (service.provider.name, service.provider.legal_name) == ("Vale Change", "Vale Change")
    assert (service.venues[0].name, service.venues[0].point.lat) == ("Old Library", 53.8)
    assert [(line.kind, line.code) for line in service.coverage] == [(AreaKind.LOCAL_AUTHORITY, "E08000035")]


def test_a_second_load_changes_nothing_and_keeps_ids(store, tmp_path):
    places = [a_place(1), a_place(2)]
    path = write_feed(tmp_path, a_service(service_at_locations=places), a_service(id="b", name="Second"))
    load_feed(store, path)
    before = dict(store.execute(select(Service.slug, Service.id)).all())

    report = load_feed(store, path)

    assert {(count.new, count.changed, count.removed) for count in report.counts.values()} == {(0, 0, 0)}
    assert dict(store.execute(select(Service.slug, Service.id)).all()) == before


def test_a_new_name_is_a_change_to_the_same_record(store, tmp_path):
    load_feed(store, write_feed(tmp_path, a_service()))

    report = load_feed(store, write_feed(tmp_path, a_service(name="New Line", status="temporarily closed")))

    service = store.scalars(select(Service)).one()
    assert (report.counts["services"].new, report.counts["services"].changed) == (0, 1)
    assert (service.name, service.status) == ("New Line", ServiceStatus.PAUSED)


def test_an_area_that_the_feed_does_not_speak_of_is_kept(store, tmp_path):
    load_feed(store, write_feed(tmp_path, a_service()))
    service = store.scalars(select(Service)).one()
    service.coverage.append(CoverageArea(kind=AreaKind.NATION, code="E92000001"))
    store.commit()

    load_feed(store, write_feed(tmp_path, a_service()))

    assert [line.code for line in store.scalars(select(Service)).one().coverage] == ["E92000001"]


def test_groups_and_their_held_places_are_left_alone(store, tmp_path):
    path = write_feed(tmp_path, a_service(attributes=[a_term("DVPP")]))
    load_feed(store, path)
    group = {"name": "Tuesday", "day": "tuesday", "places_held": 3, "first_session_on": date(2027, 1, 5)}
    times = {"starts_at": time.fromisoformat("18:30"), "ends_at": time.fromisoformat("20:30")}
    store.add(Group(service_id=store.scalars(select(Service.id)).one(), **group, **times))
    store.commit()

    load_feed(store, path)

    assert store.scalars(select(Group.places_held)).one() == 3


def test_an_area_that_nobody_knows_is_refused_by_pointer(store, tmp_path):
    area = {"id": "a", "uri": "https://ons.example/E07000999"}

    report = load_feed(store, write_feed(tmp_path, a_service(service_areas=[area])))

    assert [str(refusal) for refusal in report.refusals] == [
        "feed.json, record 1, /service_areas/0/uri: There is no local authority with this code."
    ]


def test_one_refused_record_leaves_no_trace_of_the_others(store, tmp_path):
    path = write_feed(tmp_path, a_service(), a_service(id="b", organization=OTHER, url="javascript:alert(1)"))

    report = load_feed(store, path)

    assert report.sentences()[-1] == "Nothing was loaded: 1 thing was refused."
    assert count_of(store, Provider) == 0


def test_a_provider_with_a_refused_record_is_left_out_whole_and_the_others_load(store, tmp_path):
    path = write_feed(
        tmp_path,
        a_service(),
        a_service(id="b", organization=OTHER, name="Good of Other", service_at_locations=[a_place(2)]),
        a_service(id="c", organization=OTHER, url="javascript:alert(1)"),
    )

    report = load_feed(store, path, each=Each.PROVIDER)

    assert [refusal.row for refusal in report.refusals] == [3]
    assert report.left_out[0].startswith("other-change-")
    assert (names(store, Provider), names(store, Service), count_of(store, Venue)) == (
        ["Vale Change"],
        ["Vale Line"],
        0,
    )


def test_a_provider_that_is_left_out_stays_as_it_was(store, tmp_path):
    load_feed(store, write_feed(tmp_path, a_service(organization=OTHER)))

    changed = a_service(organization=OTHER, name="New"), a_service(id="c", organization=OTHER, status="?")
    load_feed(store, write_feed(tmp_path, *changed), each=Each.PROVIDER)

    assert names(store, Service) == ["Vale Line"]


def test_a_record_that_is_nobody_s_refuses_the_whole_feed(store, tmp_path):
    report = load_feed(store, write_feed(tmp_path, a_service(), 5), each=Each.PROVIDER)

    assert report.counts == {}
    assert count_of(store, Provider) == 0


def test_a_service_without_an_organisation_is_left_out_alone(store, tmp_path):
    lost = a_service(id="lost", organization=None, organization_id="nobody")

    report = load_feed(store, write_feed(tmp_path, a_service(), lost), each=Each.PROVIDER)

    assert [refusal.row for refusal in report.refusals] == [2]
    assert names(store, Service) == ["Vale Line"]


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"services": [{}, {}, {"slug": "hill-dvpp", "provider": "hill", "website": "javascript:1"}]}, 1),
        ({"groups": [{}, {"service": "hill-dvpp", "venue": "", "name": "Other", "day": "someday"}]}, 1),
        ({"coverage": [{}, {"service": "hill-dvpp", "kind": "local-authority", "code": "E07000999"}]}, 1),
        ({"pairings": [{}, {"programme": "hill-dvpp", "partner_service": "lost"}]}, 1),
    ],
)
def test_rows_of_the_template_are_left_out_provider_by_provider_too(store, folder, changes, refused):
    hill = {"slug": "hill-dvpp", "provider": "hill", "venue": "", "name": "Hill Programme"}
    changes = {
        "providers": [{}, {"slug": "hill", "name": "Hill", "legal_name": "Hill CIO"}],
        "services": [{}, {}, hill],
    } | changes

    report = load(
        read_csv_folder(folder(**changes)), store, today=TODAY, known_areas=KNOWN_AREAS, each=Each.PROVIDER
    )

    assert len(report.refusals) == refused
    assert report.left_out == ("hill",)
    assert names(store, Service) == ["Vale Programme", "Vale Support"]
    assert count_of(store, Group) == 1


def test_what_names_a_left_out_provider_s_service_is_left_out_with_it(store, folder):
    changes = {
        "providers": [{}, {"slug": "hill", "name": "Hill", "legal_name": "Hill CIO", "phone": "ring us"}],
        "services": [{}, {"provider": "hill"}],
    }

    report = load(read_csv_folder(folder(**changes)), store, today=TODAY, each=Each.PROVIDER)

    assert report.left_out == ("hill", "vale")
    assert [refusal.file for refusal in report.refusals] == ["providers.csv", "pairings.csv"]
    assert count_of(store, Provider) == 0


def test_a_column_that_nobody_knows_refuses_the_whole_folder(store, folder):
    path = folder(services=[{"colour": "red"}])

    report = load(read_csv_folder(path), store, today=TODAY, each=Each.PROVIDER)

    assert report.counts == {}


def test_the_kind_given_for_unknown_ones_stands_in_the_record(store, tmp_path):
    path = write_feed(tmp_path, a_service(attributes=None))

    load(read_hsds(path, as_type=ServiceType.CHILD_CONTACT), store, today=TODAY)

    assert store.scalars(select(Service.type)).one() is ServiceType.CHILD_CONTACT
