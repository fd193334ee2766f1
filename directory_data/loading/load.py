"""A feed -> records. Either all of it is written, or nothing; or so for each provider."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any, TypeVar

from directory_data.database import Record
from directory_data.loading.days import FromLoading, settled, settled_to_weekday
from directory_data.loading.each import Each, sound_part
from directory_data.loading.feed import RECORD_KINDS, Feed, Refusal
from directory_data.loading.known import KnownAreas
from directory_data.loading.relations import objections
from directory_data.loading.report import Count, LoadReport
from directory_data.loading.rows import (
    AdmissionRuleRow,
    CoverageRow,
    GroupRow,
    MeetingPlaceRow,
    PairingRow,
    ProviderRow,
    Row,
    ServiceRow,
    VenueRow,
    columns_of,
)
from directory_data.loading.stock import Stock, Store, stock_of
from directory_data.models import AdmissionRule, CoverageArea, Group, Provider, Service, Venue
from directory_data.models.service import FREE_IF_ORDERED
from directory_data.vocabulary import ServiceType

AnyRecord = TypeVar("AnyRecord", bound=Record)

NOT_COPIED = frozenset({"provider", "service", "venue"})
"""Columns that name another record by its key."""

COVERAGE_COLUMNS = tuple(name for name in columns_of(CoverageRow) if name not in NOT_COPIED)


def load(
    feed: Feed,
    session: Store,
    *,
    today: date,
    dry_run: bool = False,
    known_areas: KnownAreas | None = None,
    each: Each = Each.FILE,
) -> LoadReport:
    """Write the feed into the session and flush; the caller commits. With a refusal nothing is written, or, where
    `each` provider stands for itself, nothing of the providers that it concerns.

    A dry run writes, counts and rolls the session back. `today` settles days counted from loading. Area codes
    are checked against `known_areas` where it knows the kind. Records that the feed does not name stay as they
    are; ids and places held by referrals are never touched.
    """
    stock = stock_of(session)

    def objections_to(feed: Feed) -> list[Refusal]:
        return objections(feed, stock, today=today, known_areas=known_areas)

    sound = sound_part(feed, objections_to, stock, each)
    if sound.feed is None:
        return LoadReport(
            counts={},
            refusals=sound.refusals,
            is_dry_run=dry_run,
            left_out=sound.left_out,
            held_back=feed.held_back,
        )
    with session.no_autoflush:
        counts = _Writing(sound.feed, session, stock, today).write()
    session.flush()
    if dry_run:
        session.rollback()
    return LoadReport(
        counts=counts,
        refusals=sound.refusals,
        is_dry_run=dry_run,
        left_out=sound.left_out,
        of_no_known_kind=sum(row.slug in feed.of_no_known_kind for row in sound.feed.of(ServiceRow)),
        held_back=feed.held_back,
        left_empty=feed.left_empty,
        not_kept=feed.not_kept,
    )


class _Writing:
    """One feed being written: the records by key grow as rows become records."""

    def __init__(self, feed: Feed, session: Store, stock: Stock, today: date) -> None:
        self.feed, self.session, self.today = feed, session, today
        self.providers, self.venues = dict(stock.providers), dict(stock.venues)
        self.services, self.stock = dict(stock.services), stock
        self.counts = {kind: Count() for row_type, kind in RECORD_KINDS.items() if feed.speaks_of(row_type)}

    def write(self) -> Mapping[str, Count]:
        """Every kind in turn, each after what it names."""
        for provider in self.feed.of(ProviderRow):
            self.providers[provider.slug] = self._put(provider, self.providers.get(provider.slug), Provider)
        for venue in self.feed.of(VenueRow):
            self._put_venue(venue)
        for service in self.feed.of(ServiceRow):
            self._put_service(service)
        if self.feed.speaks_of(MeetingPlaceRow):
            self._replace_what_differs()
        for group in self.feed.of(GroupRow):
            self._put_group(group)
        self.session.flush()  # new services need their ids now: a rule names its service by id
        for rule in self.feed.of(AdmissionRuleRow):
            record = self.stock.admission_rules.get((rule.service, rule.version))
            self._put(rule, record, AdmissionRule, service_id=self.services[rule.service].id)
        if self.feed.speaks_of(CoverageRow):
            self._replace_coverage()
        if self.feed.speaks_of(PairingRow):
            self._replace_pairings()
        return self.counts

    def _put_venue(self, row: VenueRow) -> None:
        key = (row.provider, row.name)
        self.venues[key] = self._put(row, self.venues.get(key), Venue, provider=self.providers[row.provider])

    def _put_service(self, row: ServiceRow) -> None:
        record = self.services.get(row.slug)
        if (
            record is not None
            and not row.venue
            and (record.type, record.audience) != (row.type, row.audience)
        ):
            # Its places go first: the store refuses a place of a service that becomes protected.
            record.venues = []
            self.session.flush()
        # The venues are set last: the record asks its type and audience whether it may have any.
        # Whoever is ordered to attend a programme pays nothing (mission R11); elsewhere an empty cell says nothing.
        cost = row.cost or (FREE_IF_ORDERED if row.type is ServiceType.DVPP else "")
        links = {
            "cost": cost,
            "provider": self.providers[row.provider],
            "venues": [self.venues[row.provider, name] for name in row.venue],
        }
        self.services[row.slug] = self._put(row, record, Service, **links)

    def _replace_what_differs(self) -> None:
        """The hours and the telephone number of each venue of a service; a line that is no longer there is emptied."""
        wanted: dict[str, dict[str, MeetingPlaceRow]] = {row.slug: {} for row in self.feed.of(ServiceRow)}
        for row in self.feed.of(MeetingPlaceRow):
            wanted.setdefault(row.service, {})[row.venue] = row
        count = self.counts[RECORD_KINDS[MeetingPlaceRow]]
        for slug, rows in wanted.items():
            for place in self.services[slug].meeting_places:
                said = rows.get(place.venue.name)
                before = (place.opening_hours or "", place.phone)
                after = (said.opening_hours, said.phone) if said else ("", None)
                place.opening_hours, place.phone = after
                _count_change(count, before=before, after=after)

    def _put_group(self, row: GroupRow) -> None:
        service = self.services[row.service]
        intake_on = row.next_intake_on and settled_to_weekday(row.next_intake_on, row.day, self.today)
        self._put(
            row,
            self.stock.groups.get((row.service, row.name)),
            Group,
            service=service,
            venue=self._venue(service.provider.slug, row.venue),
            first_session_on=settled_to_weekday(row.first_session_on, row.day, self.today),
            next_intake_on=intake_on,
        )

    def _venue(self, provider: str, name: str | None) -> Venue | None:
        return None if name is None else self.venues[provider, name]

    def _put(
        self, row: Row, record: AnyRecord | None, record_type: type[AnyRecord], **links: Any
    ) -> AnyRecord:
        """The record with the row's values, new if there was none; counted."""
        values = {
            name: self._settled(getattr(row, name))
            for name in columns_of(type(row))
            if name not in NOT_COPIED
        }
        values |= links
        count = self.counts[RECORD_KINDS[type(row)]]
        if record is None:
            count.new += 1
            record = record_type(**values)
            self.session.add(record)
            return record
        changes = {name: value for name, value in values.items() if getattr(record, name) != value}
        for name, value in changes.items():
            setattr(record, name, value)
        count.changed += bool(changes)
        count.unchanged += not changes
        return record

    def _settled(self, value: object) -> object:
        return settled(value, self.today) if isinstance(value, FromLoading) else value

    def _replace_coverage(self) -> None:
        wanted: dict[str, dict[tuple[object, ...], CoverageArea]] = {
            row.slug: {} for row in self.feed.of(ServiceRow) if row.slug not in self.feed.silent_on_coverage
        }
        for row in self.feed.of(CoverageRow):
            values = {name: getattr(row, name) for name in COVERAGE_COLUMNS}
            wanted.setdefault(row.service, {})[tuple(values.values())] = CoverageArea(**values)
        count = self.counts[RECORD_KINDS[CoverageRow]]
        for slug, lines in wanted.items():
            service = self.services[slug]
            before = {
                tuple(getattr(line, name) for name in COVERAGE_COLUMNS): line for line in service.coverage
            }
            _count_lines(count, before=before.keys(), after=lines.keys())
            for key in before.keys() - lines.keys():
                service.coverage.remove(before[key])
            service.coverage.extend(line for key, line in lines.items() if key not in before)

    def _replace_pairings(self) -> None:
        wanted: dict[str, list[str]] = {
            row.slug: [] for row in self.feed.of(ServiceRow) if row.type is ServiceType.DVPP
        }
        for row in self.feed.of(PairingRow):
            wanted.setdefault(row.programme, []).append(row.partner_service)
        for slug, partners in wanted.items():
            programme = self.services[slug]
            before = {partner.slug for partner in programme.partner_services}
            _count_lines(self.counts[RECORD_KINDS[PairingRow]], before=before, after=set(partners))
            if before != set(partners):
                programme.partner_services = [self.services[partner] for partner in partners]


def _count_change(count: Count, *, before: tuple[object, ...], after: tuple[object, ...]) -> None:
    """Cells that say nothing are as good as no line."""
    count.new += any(after) and not any(before)
    count.removed += any(before) and not any(after)
    count.changed += any(before) and any(after) and before != after
    count.unchanged += any(after) and before == after


def _count_lines(count: Count, *, before: AbstractSet[Any], after: AbstractSet[Any]) -> None:
    count.new += len(after - before)
    count.removed += len(before - after)
    count.unchanged += len(before & after)
