"""The sample directory: everything a demonstration promises is in it, and nobody real."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from directory_data.availability import state_of, status_on
from directory_data.coverage import coverage_of
from directory_data.database import Record
from directory_data.gazetteer import Gazetteer
from directory_data.loading import load, read_csv_folder
from directory_data.models import AdmissionRule, Group, Provider, Service, Venue
from directory_data.sample import FOLDER
from directory_data.vocabulary import (
    Accreditation,
    AreaKind,
    Audience,
    CoverageVerdict,
    GroupState,
    ServiceStatus,
    ServiceType,
)

TODAY = date(2026, 11, 23)
WITHOUT_PROGRAMME = {
    "NORTH_WALES", "SOUTH_EAST_WALES", "SWANSEA",
    "CARLISLE", "GUILDFORD", "LINCOLN", "SWINDON", "TRURO", "WORCESTER",
}  # fmt: skip
DRAMA_NUMBER = re.compile(
    r"(01(1[3-8]|21|51|61) 496|020 7946|0191 498|029 2018) 0\d{3}|(01632 960|03069 990|08081 570) \d{3}"
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Iterator[Session]:
    path: Path = tmp_path_factory.mktemp("sample") / "store.sqlite"
    engine = sa.create_engine(f"sqlite:///{path}")
    Record.metadata.create_all(engine)
    known = {kind: gazetteer.area_codes(kind) for kind in AreaKind}
    with Session(engine) as session:
        report = load(read_csv_folder(FOLDER), session, today=TODAY, known_areas=known)
        assert report.sentences()[-1].startswith("Admission rules"), report.sentences()[:10]
        yield session
    engine.dispose()


def services(directory: Session, *types: ServiceType) -> list[Service]:
    statement = sa.select(Service).options(selectinload(Service.coverage)).order_by(Service.id)
    return [service for service in directory.scalars(statement) if not types or service.type in types]


def court_areas_reached(gazetteer: Gazetteer, found: list[Service]) -> set[str]:
    """Court areas in which at least one authority is served, wholly or in part."""
    reached = set()
    for authority in gazetteer.authorities():
        place = gazetteer.place_of_authority(authority.code)
        verdicts = (coverage_of(service.coverage, place, gazetteer.area_name).verdict for service in found)
        if any(verdict in {CoverageVerdict.SERVES, CoverageVerdict.PART} for verdict in verdicts):
            reached.add(authority.court_areas[0])
    return reached


def test_every_court_area_has_something_to_find(directory, gazetteer):
    public = [service for service in services(directory) if service.audience is Audience.PUBLIC]
    local = [service for service in public if service.type is not ServiceType.HELPLINE]

    assert {area.code for area in gazetteer.court_areas()} <= court_areas_reached(gazetteer, local)


def test_wales_and_some_english_areas_honestly_have_no_programme(directory, gazetteer):
    reached = court_areas_reached(gazetteer, services(directory, ServiceType.DVPP))

    assert {area.code for area in gazetteer.court_areas()} - reached == WITHOUT_PROGRAMME


def test_groups_stand_in_every_state_and_some_have_one_place_left(directory):
    groups = list(directory.scalars(sa.select(Group)))

    assert {state_of(group, TODAY) for group in groups} == set(GroupState)
    assert len(groups) >= 70
    assert sum(group.places_free == 1 for group in groups) >= 5


def test_services_stand_in_every_status(directory):
    programmes = services(directory, ServiceType.DVPP)

    assert {status_on(service, TODAY) for service in programmes} == set(ServiceStatus)


def test_every_programme_is_paired_and_support_sometimes_reaches_elsewhere(directory):
    programmes = services(directory, ServiceType.DVPP)

    assert 28 <= len(programmes) <= 36
    assert all(service.partner_services for service in programmes)
    assert any(len(service.partner_services) == 2 for service in programmes)
    assert any(partner.status is ServiceStatus.PAUSED for s in programmes for partner in s.partner_services)


def test_partner_support_is_protected_and_has_no_place(directory):
    for service in services(directory, ServiceType.PARTNER_SUPPORT):
        assert service.audience is Audience.PROTECTED
        assert service.venues == []
        assert not any(line.kind is AreaKind.RADIUS for line in service.coverage)


def test_about_120_other_services_of_every_type_are_there(directory):
    counted = Counter(service.type for service in services(directory))

    assert set(counted) == set(ServiceType) - {ServiceType.OTHER}
    assert counted.total() - counted[ServiceType.DVPP] - counted[ServiceType.PARTNER_SUPPORT] >= 115


def test_coverage_is_stated_in_mixed_kinds_with_exceptions(directory):
    lines = [line for service in services(directory) for line in service.coverage]

    assert {line.kind for line in lines} >= set(AreaKind) - {AreaKind.UPPER_TIER}
    assert any(line.is_excluded for line in lines)


def test_every_postcode_district_in_it_exists(directory, gazetteer):
    lines = [line for service in services(directory) for line in service.coverage]
    districts = {line.code for line in lines if line.kind is AreaKind.OUTCODE}

    assert {code for code in districts if gazetteer.resolve(code).point is None} == set()


def test_the_demonstration_programme_can_be_found_in_every_way_it_is_shown(directory):
    (programme,) = [service for service in services(directory) if service.slug == "aire-valley-dvpp"]
    in_leeds = [group for group in programme.groups if "Leeds" in group.name]

    assert programme.provider.slug == "aire-valley-change"
    assert {state_of(group, TODAY) for group in in_leeds} >= {
        GroupState.FORMING,
        GroupState.ROLLING,
        GroupState.FULL,
    }
    assert any(group.places_free == 1 for group in in_leeds)
    assert [partner.slug for partner in programme.partner_services] == ["aire-valley-partner-support"]


def test_listings_grow_old_and_accreditations_run_out(directory):
    unconfirmed = [(TODAY - service.confirmed_on).days for service in services(directory)]
    providers = list(directory.scalars(sa.select(Provider)))

    assert sorted(days for days in unconfirmed if days > 90)[0] <= 180
    assert max(unconfirmed) > 180
    assert any(p.accreditation_expires_on and p.accreditation_expires_on < TODAY for p in providers)
    assert {provider.accreditation for provider in providers} == set(Accreditation)


def test_groups_meet_outside_working_hours_for_two_to_two_and_a_half_hours(directory):
    for group in directory.scalars(sa.select(Group)):
        minutes = (
            (group.ends_at.hour - group.starts_at.hour) * 60 + group.ends_at.minute - group.starts_at.minute
        )
        assert 120 <= minutes <= 150
        assert group.day == "saturday" or group.starts_at.hour >= 18
        assert 24 <= group.sessions_total <= 32


def test_nobody_in_it_is_real(directory):
    people = [*directory.scalars(sa.select(Provider)), *services(directory)]

    assert all(provider.is_invented for provider in directory.scalars(sa.select(Provider)))
    assert all(DRAMA_NUMBER.fullmatch(one.phone) for one in people if one.phone)
    assert all(one.email.endswith(".example") for one in people if one.email)
    assert all(one.website.split("/")[2].endswith(".example") for one in people if one.website)
    assert all(venue.postcode is None for venue in directory.scalars(sa.select(Venue)))


def test_no_two_listings_read_the_same(directory):
    for part in ("name", "summary", "description"):
        words = Counter(getattr(service, part) for service in services(directory))
        assert words.most_common(1)[0][1] == 1


def test_every_programme_publishes_whom_it_admits_and_why(directory):
    ruled = {rule.service_id for rule in directory.scalars(sa.select(AdmissionRule)) if rule.reason}

    assert {service.id for service in services(directory, ServiceType.DVPP)} == ruled


def test_it_loads_again_without_a_change(directory):
    report = load(read_csv_folder(FOLDER), directory, today=TODAY)

    assert {(count.new, count.changed, count.removed) for count in report.counts.values()} == {(0, 0, 0)}
