"""A provider's own files -> changes of its listings, by the same checks and the same moderation as its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from directory_data.database import db
from directory_data.loading import Feed, KnownAreas, Refusal
from directory_data.loading.days import FromLoading, settled, settled_to_weekday
from directory_data.loading.feed import RECORD_KINDS
from directory_data.loading.relations import objections
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
from directory_data.loading.stock import stock_of
from directory_data.models import Group, Provider, Service, Venue
from portal.accounts.models import User
from portal.listings import areas, at_venues, editing, new_parts, upload_checks, words
from portal.listings.content import RULE_FIELDS, PartRecord, content_of, part_of, text_of
from portal.listings.stood import Stood
from portal.rules.moderation import FIELDS

WHY = "From an uploaded file."
NAMES_ANOTHER = frozenset({"provider", "service", "venue"})
"""Columns that say whose a row is, or where something is held."""
NOT_TAKEN = NAMES_ANOTHER | {"status", "status_from", "status_until"}
"""Those, and the status, which has a page of its own: opening a programme asks more."""


@dataclass(frozen=True)
class Taken:
    """What one row changes or adds, in words. `waits`: whether a directory administrator looks at it first."""

    place: str
    what: str
    new: str
    waits: bool


@dataclass
class Uploaded:
    """What would become, or became, of a file: how many fields are live, wait, and what was refused."""

    live: int = 0
    waiting: int = 0
    added: int = 0
    taken: list[Taken] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    not_kept: list[str] = field(default_factory=list)
    """Fields of the file for which listings have no place."""
    not_by_file: set[str] = field(default_factory=set)
    """Columns that say something else than the listings do, and that no file changes."""


def take(
    feed: Feed,
    provider: Provider,
    services: Mapping[str, Service],
    *,
    by: User,
    at: datetime,
    today: date,
    known_areas: KnownAreas,
    before: Feed | None = None,
) -> Uploaded:
    """Change what the feed changes, all of it or, with one refusal, nothing. The caller commits, or rolls a trial back.
    `before` is what a format that cannot say everything says of these listings now: only what differs is taken.

    A record that the feed does not name stays as it is. Another provider's rows are refused, and so is a new service.
    """
    stood = Stood(before, feed) if before else None
    feed = stood.in_names_of_now(feed) if stood else feed
    faults = [*feed.refusals, *feed.held_back, *feed.left_empty]
    found = Uploaded(
        refusals=[
            *faults,
            *upload_checks.of_others(feed, provider, services),
            *upload_checks.of_names(feed, provider, stood),
            *upload_checks.of_pairings(feed, services),
        ],
        not_kept=sorted(feed.not_kept.keys() - (before.not_kept.keys() if before else set())),
    )
    if not found.refusals:
        found.refusals += objections(feed, stock_of(db.session()), today=today, known_areas=known_areas)
    if not found.refusals:
        _Taking(feed, provider, services, found, stood, by=by, at=at, today=today).take()
    return found


class _Taking:
    """One feed on its way into the listings."""

    def __init__(
        self,
        feed: Feed,
        provider: Provider,
        services: Mapping[str, Service],
        found: Uploaded,
        stood: Stood | None,
        *,
        by: User,
        at: datetime,
        today: date,
    ) -> None:
        self.feed, self.provider, self.services, self.found = feed, provider, services, found
        self.stood = stood
        self.by, self.at, self.today = by, at, today

    def take(self) -> None:
        """Each kind in turn, each after what it names."""
        for provider_row in self.feed.of(ProviderRow):
            self._save(provider_row, self.provider, self._cells(provider_row, self.provider))
        for venue_row in self.feed.of(VenueRow):
            self._take_venue(venue_row)
        for service_row in self.feed.of(ServiceRow):
            service = self.services[service_row.slug]
            cells = self._cells(service_row, service)
            if self.stood is None:
                cells["venues"] = "\n".join(service_row.venue)
            elif (venues := self.stood.venues_after(service_row, service)) is not None:
                cells["venues"] = "\n".join(venues)
            self._save(service_row, service, cells)
        for group_row in self.feed.of(GroupRow):
            self._take_group(group_row)
        self._take_places()
        self._take_lines()
        self._take_rules()

    def _take_venue(self, row: VenueRow) -> None:
        name = self.stood.name_now(row.name) if self.stood else row.name
        venue = next((each for each in self.provider.venues if each.name == name), None)
        cells = self._cells(row, venue or Venue())
        if venue is not None:
            self._save(row, venue, cells)
            return
        new_parts.add_venue(self.provider, cells, by=self.by, at=self.at, today=self.today, why=WHY)
        self._note_added(row, row.name, waits=True)

    def _take_group(self, row: GroupRow) -> None:
        service = self.services[row.service]
        group = next((each for each in service.groups if each.name == row.name), None)
        cells = self._cells(row, group or Group()) | {"venue": row.venue or ""}
        for name in ("first_session_on", "next_intake_on"):
            value = getattr(row, name)
            cells[name] = text_of(value and settled_to_weekday(value, row.day, self.today))
        if group is not None:
            self._save(row, group, cells)
            return
        new_parts.add_group(service, cells, by=self.by, at=self.at, today=self.today)
        self._note_added(row, row.name, waits=False)

    def _take_places(self) -> None:
        rows = {(row.service, row.venue): row for row in self.feed.of(MeetingPlaceRow)}
        speaks: dict[str, Row] = {row.service: row for row in reversed(rows.values())}
        if self.stood is not None:
            speaks = {row.slug: row for row in self.feed.of(ServiceRow)} | speaks
        for slug, row in sorted(speaks.items()):
            service = self.services[slug]
            self._save(row, service, {name: self._lines(service, name, rows) for name in at_venues.COLUMNS})

    def _lines(self, service: Service, name: str, rows: Mapping[tuple[str, str], MeetingPlaceRow]) -> str:
        column, found = at_venues.COLUMNS[name], []
        for place in service.meeting_places:
            venue = place.venue.name
            said = text_of(getattr(rows.get((service.slug, venue)), column, None))
            if self.stood is not None:
                live = text_of(getattr(place, column))
                said = self.stood.at_venue(service.slug, venue, column, said=said, live=live)
            found += [at_venues.line(venue, said)] if said else []
        return "\n".join(found)

    def _take_lines(self) -> None:
        coverage: dict[str, list[CoverageRow]] = {}
        for row in self.feed.of(CoverageRow):
            coverage.setdefault(row.service, []).append(row)
        for slug, rows in coverage.items():
            lines = sorted(map(areas.line_of, rows))
            if self.stood is None or lines != self.stood.coverage(slug):
                self._save(rows[0], self.services[slug], {"coverage": "\n".join(lines)})
        pairings: dict[str, list[PairingRow]] = {}
        for pairing in self.feed.of(PairingRow):
            pairings.setdefault(pairing.programme, []).append(pairing)
        for slug, pairs in pairings.items():
            slugs = ",".join(sorted(each.partner_service for each in pairs))
            self._save(pairs[0], self.services[slug], {"partner_services": slugs})

    def _take_rules(self) -> None:
        newest: dict[str, AdmissionRuleRow] = {}
        for row in self.feed.of(AdmissionRuleRow):
            if row.service not in newest or newest[row.service].version < row.version:
                newest[row.service] = row
        for slug, row in newest.items():
            self._save(
                row,
                self.services[slug],
                {name: text_of(getattr(row, column)) for name, column in RULE_FIELDS.items()},
            )

    def _cells(self, row: Row, record: PartRecord) -> dict[str, str]:
        """The row's values of what a provider may change, days counted from today."""
        names = [name for name in FIELDS[part_of(record)] if hasattr(row, name) and name not in NOT_TAKEN]
        if self.stood is not None:
            names = [name for name in names if self.stood.is_changed(row, name, record)]
        self.found.not_by_file |= {
            f"{RECORD_KINDS[type(row)]}.{name}"
            for name in columns_of(type(row)).keys() - FIELDS[part_of(record)].keys() | NOT_TAKEN
            if record.id is not None and self._is_left_out(row, name, record)
        }
        return {name: text_of(self._settled(getattr(row, name))) for name in names}

    def _is_left_out(self, row: Row, name: str, record: PartRecord) -> bool:
        """Whether the file would change what no file changes."""
        if name in NAMES_ANOTHER or name not in columns_of(type(row)):
            return False
        if self.stood is not None:
            return self.stood.is_changed(row, name, record)
        return text_of(self._settled(getattr(row, name))) != text_of(getattr(record, name))

    def _settled(self, value: object) -> object:
        return settled(value, self.today) if isinstance(value, FromLoading) else value

    def _save(self, row: Row, record: PartRecord, cells: Mapping[str, str]) -> None:
        # A cell that says what is live was not changed in the file: what waits of that field goes on waiting.
        live = content_of(record)
        cells = {name: text for name, text in cells.items() if text != live[name]}
        seen = {name: editing.mark(text) for name, text in editing.standing(record).items()}
        saved = editing.save(record, cells, seen=seen, by=self.by, at=self.at, today=self.today, why=WHY)
        self.found.live += len(saved.live)
        self.found.waiting += len(saved.waiting)
        for name in (*saved.live, *saved.waiting):
            label = words.label_of(part_of(record), name)
            self._note(
                row,
                f"{label} ({record.name})",
                words.in_words(part_of(record), name, cells[name]),
                name in saved.waiting,
            )

    def _note_added(self, row: Row, name: str, *, waits: bool) -> None:
        self.found.added += 1
        self._note(row, name, "added", waits)

    def _note(self, row: Row, what: str, new: str, waits: bool) -> None:
        place = f"{row.origin.file}, {row.origin.unit} {row.origin.number}"
        self.found.taken.append(Taken(place, what, new, waits))
