"""What must be true between the rows of a feed, and between the feed and the store. Answers with refusals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from directory_data.loading.checks import CHECKS
from directory_data.loading.feed import Feed, Refusal
from directory_data.loading.known import KnownAreas, known_to
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
)
from directory_data.loading.stock import Stock

KEYS: Mapping[type[Row], tuple[str, ...]] = {
    ProviderRow: ("slug",),
    VenueRow: ("provider", "name"),
    ServiceRow: ("slug",),
    MeetingPlaceRow: ("service", "venue"),
    GroupRow: ("service", "name"),
    CoverageRow: ("service", "kind", "code", "lat", "lon"),
    PairingRow: ("programme", "partner_service"),
    AdmissionRuleRow: ("service", "version"),
}


def objections(feed: Feed, stock: Stock, *, today: date, known_areas: KnownAreas | None) -> list[Refusal]:
    """Every refusal that no single cell shows; empty means the feed can be written."""
    known = known_to(feed, stock, today=today, areas=known_areas or {})
    found = [*_doubles(feed)]
    for row_type, checks in CHECKS.items():
        for row in feed.of(row_type):
            for check in checks:
                found += [Refusal.of(row, field, sentence) for field, sentence in check(row, known)]
    return found


def _doubles(feed: Feed) -> Iterator[Refusal]:
    for row_type, names in KEYS.items():
        seen: Counter[tuple[object, ...]] = Counter()
        for row in feed.of(row_type):
            key = tuple(getattr(row, name) for name in names)
            seen[key] += 1
            if seen[key] == 2:
                yield Refusal.of(row, names[-1], "An earlier row already says this. Keep one of them.")
