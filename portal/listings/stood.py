"""What a format that cannot say everything says of a provider's listings now, so that only what differs is taken."""

from __future__ import annotations

from dataclasses import replace

from directory_data.loading import Feed
from directory_data.loading.rows import CoverageRow, MeetingPlaceRow, ProviderRow, Row, ServiceRow, VenueRow
from directory_data.models import Service
from portal.listings import areas
from portal.listings.content import PartRecord, text_of

DERIVED = frozenset({"summary", "legal_name"})
"""What the reader makes of another field of the standard: taken where the listing has no words of its own."""


class Stood:
    """The rows of the listings as they are, as the same format writes them."""

    def __init__(self, feed: Feed, new: Feed) -> None:
        self._feed = feed
        kept: tuple[type[Row], ...] = (ProviderRow, ServiceRow, VenueRow)
        self._rows = {_key(row): row for row_type in kept for row in feed.of(row_type)}
        self._old_names = {
            name: feed.venue_names[key] for key, name in new.venue_names.items() if key in feed.venue_names
        }

    def name_now(self, venue: str) -> str:
        """What a venue of the new file is called here now: it is known by its id, whatever the file calls it."""
        return self._old_names.get(venue, venue)

    def in_names_of_now(self, new: Feed) -> Feed:
        """The new file with its venues named as they are here now wherever something is held at one."""
        services = (replace(row, venue=tuple(map(self.name_now, row.venue))) for row in new.of(ServiceRow))
        places = (replace(row, venue=self.name_now(row.venue)) for row in new.of(MeetingPlaceRow))
        return replace(new, rows={**new.rows, ServiceRow: tuple(services), MeetingPlaceRow: tuple(places)})

    def is_changed(self, row: Row, name: str, record: PartRecord) -> bool:
        """Whether the file says something else of this field than the listing said when it was taken away."""
        before = self._rows.get(self._key_now(row))
        if before is None:
            return True
        stood = getattr(before, name)
        if name in DERIVED and getattr(record, name) != stood:
            return False
        return bool(getattr(row, name) != stood)

    def venues_after(self, row: ServiceRow, service: Service) -> list[str] | None:
        """Where the service is held after this file, with the places that are not in such files; None for no change."""
        before = self._rows.get(_key(row))
        stood = list(before.venue) if isinstance(before, ServiceRow) else []
        if list(row.venue) == stood:
            return None
        return [*row.venue, *(venue.name for venue in service.venues if venue.name not in stood)]

    def coverage(self, slug: str) -> list[str]:
        """The areas of a service in such a file, as they are kept."""
        return sorted(areas.line_of(row) for row in self._feed.of(CoverageRow) if row.service == slug)

    def at_venue(self, service: str, venue: str, column: str, *, said: str, live: str) -> str:
        """What holds at one venue after this file, which says `said`; what such files leave out stays as it is."""
        rows = (row for row in self._feed.of(MeetingPlaceRow) if (row.service, row.venue) == (service, venue))
        before = next((text_of(getattr(row, column)) for row in rows), "")
        return live if said == before else said

    def _key_now(self, row: Row) -> tuple[type[Row], str, str]:
        kind, owner, name = _key(row)
        return kind, owner, self.name_now(name) if kind is VenueRow else name


def _key(row: Row) -> tuple[type[Row], str, str]:
    if isinstance(row, VenueRow):
        return VenueRow, row.provider, row.name
    assert isinstance(row, ProviderRow | ServiceRow)
    return type(row), row.slug, ""
