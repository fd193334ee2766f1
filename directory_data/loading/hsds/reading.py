"""A feed of HSDS 3 or Open Referral UK 3.0 listings -> the same rows as the folder of CSV files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType

from directory_data.loading.feed import Feed, Owner, UnusableFeed
from directory_data.loading.hsds.buildings import Building, building_of, names_of, venue_row
from directory_data.loading.hsds.fields import FIELDS
from directory_data.loading.hsds.findings import At, Findings
from directory_data.loading.hsds.held import suspicion_of
from directory_data.loading.hsds.joining import Joined
from directory_data.loading.hsds.kinds import kinds_named, type_of
from directory_data.loading.hsds.listings import (
    coverage_rows,
    meeting_place_row,
    provider_row,
    service_row,
)
from directory_data.loading.hsds.records import RawRecord, records_of
from directory_data.loading.hsds.shapes import kind_of
from directory_data.loading.hsds.slugs import Slugs
from directory_data.loading.hsds.sources import sources
from directory_data.loading.hsds.things import Thing, read_thing
from directory_data.loading.rows import CoverageRow, MeetingPlaceRow, ProviderRow, Row, ServiceRow, VenueRow
from directory_data.vocabulary import ServiceType

MOST_RECORDS = 200_000
"""In one feed. The whole country's listings would be fewer."""


def read_hsds(
    path: Path,
    *,
    as_type: ServiceType | None = None,
    slugs_in_use: Collection[str] = (),
    known_kinds: Mapping[str, ServiceType] = MappingProxyType({}),
) -> Feed:
    """Every listing that can be read, a refusal for each that cannot, and a count of what has no place.

    `path` is a file, a folder or a zip of JSON, JSON lines, pages of a feed, or the standard's CSV tables.
    `as_type` is the kind of each service whose terms name none of ours: other help, and counted as such, where
    nobody says which. `slugs_in_use` are those of the store, so that what is there already is found again.
    `known_kinds` are the kinds of its services, which stay where the feed names none: somebody may have made a
    listing partner support, and its place may not come back.
    Raises UnusableFeed, with one sentence, where nothing can be read.
    """
    findings = Findings()
    joined = Joined(findings)
    for number, record in enumerate(record for source in sources(path) for record in records_of(source)):
        if number == MOST_RECORDS:
            raise UnusableFeed(f"{path.name} holds more than {MOST_RECORDS:,} records. Give it in parts.")
        _add(record, joined, findings)
    if not joined.known["service"] and not joined.known["organization"] and not findings.refusals:
        raise UnusableFeed(f"{path.name} holds no service and no organisation.")
    return _Reading(joined, findings, Slugs(slugs_in_use), as_type, known_kinds).feed()


def _add(record: RawRecord, joined: Joined, findings: Findings) -> None:
    at = At(record.file, record.number)
    if (kind := record.table or kind_of(record.value)) is None:
        findings.refuse(at, "This is no record of the standard, such as a service or an organisation.")
    elif kind not in FIELDS:
        findings.not_kept[kind] += 1
    elif (thing := read_thing(kind, record.value, at, findings)) is not None:
        joined.add(thing)


class _Reading:
    """All records being made into rows, provider by provider."""

    def __init__(
        self,
        joined: Joined,
        findings: Findings,
        slugs: Slugs,
        as_type: ServiceType | None,
        known_kinds: Mapping[str, ServiceType],
    ) -> None:
        self.joined, self.findings, self.slugs = joined, findings, slugs
        self.as_type, self.known_kinds = as_type, known_kinds
        self.rows: dict[type[Row], list[Row]] = {
            ProviderRow: [],
            VenueRow: [],
            ServiceRow: [],
            MeetingPlaceRow: [],
            CoverageRow: [],
        }
        self.silent: set[str] = set()
        self.venue_names: dict[str, str] = {}

    def feed(self) -> Feed:
        """Everything that was read."""
        for organization in self.joined.known["organization"].values():
            slug = self.slugs.of("provider", organization.get("id"), organization.get("name"))
            self._belongs(organization, slug)
            self._put(provider_row(slug, organization, self.joined, self.findings))
        for provider, services in self._services_by_provider().items():
            self._read_services(provider, services)
        return Feed(
            rows={row_type: tuple(rows) for row_type, rows in self.rows.items()},
            refusals=tuple(self.findings.refusals),
            owners={place: frozenset(owners) for place, owners in self.findings.owners.items()},
            silent_on_coverage=frozenset(self.silent),
            of_no_known_kind=self._of_no_known_kind(),
            held_back=tuple(self.findings.held_back),
            left_empty=tuple(self.findings.left_empty),
            not_kept={name: count for name, count in self.findings.not_kept.items() if count},
            venue_names=self.venue_names,
        )

    def _of_no_known_kind(self) -> frozenset[str]:
        """No term names other help, so it stands only where nothing else was named."""
        services = (row for row in self.rows[ServiceRow] if isinstance(row, ServiceRow))
        return frozenset(
            row.slug for row in services if row.type is ServiceType.OTHER and self.as_type is None
        )

    def _services_by_provider(self) -> dict[str, list[Thing]]:
        found: defaultdict[str, list[Thing]] = defaultdict(list)
        for service in self.joined.services():
            if (provider := self._provider_of(service)) is None:
                sentence = "Nothing in this feed describes the organisation of this service."
                self.findings.refuse(service.at.inside("organization_id"), sentence)
                self._belongs(service, self.slugs.of("provider", service.get("organization_id"), "unknown"))
            else:
                found[provider].append(service)
        return found

    def _provider_of(self, service: Thing) -> str | None:
        key = service.get("organization_id")
        if (organization := self.joined.known["organization"].get(key)) is None:
            return self.slugs.known("provider", key)
        return self.slugs.of("provider", key, organization.get("name"))

    def _read_services(self, provider: str, found: list[Thing]) -> None:
        services = [service for service in found if not self._is_held_back(service)]
        types = {s.get("id"): type_of(s, self.joined, self._otherwise(s), self.findings) for s in services}
        held = {s.get("id"): self._places(s, provider, types[s.get("id")]) for s in services}
        names = names_of([building for found in held.values() for _, building in found], self.findings)
        self.venue_names |= {key: name for key, (name, _) in names.items()}
        made = {
            name
            for name, building in dict(names.values()).items()
            if self._put(venue_row(provider, name, building, self.joined, self.findings))
        }
        for service in services:
            self._belongs(service, provider)
            places: dict[str, Thing] = {}
            for place, building in held[service.get("id")]:
                if (name := names[building.location.get("id")][0]) in made:
                    places.setdefault(name, place)
            if (type_ := types[service.get("id")]) is not None:
                self._read_service(provider, service, type_, places)

    def _is_held_back(self, service: Thing) -> bool:
        """Whether its words say that it may be what must not be other help, and nobody has said otherwise."""
        slug = self.slugs.of("service", service.get("id"), service.get("name"))
        if self.as_type or slug in self.known_kinds or kinds_named(service, self.joined):
            return False
        if suspicion := suspicion_of(service, self.joined):
            self.findings.hold_back(service.at, f"{suspicion} No term names its kind.")
        return bool(suspicion)

    def _otherwise(self, service: Thing) -> ServiceType:
        """The kind of a service whose terms name none: what the operator says, what is known, other help."""
        slug = self.slugs.of("service", service.get("id"), service.get("name"))
        return self.as_type or self.known_kinds.get(slug, ServiceType.OTHER)

    def _read_service(
        self, provider: str, service: Thing, type_: ServiceType, places: Mapping[str, Thing]
    ) -> None:
        slug = self.slugs.of("service", service.get("id"), service.get("name"))
        self._put(service_row(slug, provider, service, type_, [*places], self.joined, self.findings))
        for venue, place in places.items():
            self._put(meeting_place_row(slug, venue, place, type_, self.joined, self.findings))
        coverage = coverage_rows(slug, service, self.joined, self.findings)
        if coverage is None:
            self.silent.add(slug)
        self.rows[CoverageRow] += coverage or []

    def _places(
        self, service: Thing, provider: str, type_: ServiceType | None
    ) -> list[tuple[Thing, Building]]:
        """Where the service is held. Nothing of the places of partner support is kept, not even as a venue."""
        places = self.joined.at_locations(service)
        if type_ is ServiceType.PARTNER_SUPPORT:
            self.findings.not_kept["place of a protected service"] += len(places)
            return []
        found = []
        for place in places:
            self._belongs(place, provider)
            location = self.joined.known["location"].get(place.get("location_id"))
            if location is not None and (building := building_of(location, self.joined)) is not None:
                self._belongs(location, provider)
                found.append((place, building))
        self.findings.not_kept["service_at_location without a published address"] += len(places) - len(found)
        return found

    def _belongs(self, thing: Thing, provider: str) -> None:
        self.findings.owners[thing.at.file, thing.at.number].add(Owner(ProviderRow, provider))

    def _put(self, row: Row | None) -> bool:
        if row is None:
            return False
        self.rows[type(row)].append(row)
        return True
