"""What a provider's own file may not say, beside what no feed may: each refusal points at its row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from directory_data.loading import Feed, Refusal
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
from directory_data.models import Provider, Service
from portal.listings.content import content_of
from portal.listings.editing import PAIRING
from portal.listings.pairing import referrals_under_way, takes_away
from portal.listings.stood import Stood
from portal.listings.venue_checks import venue_objections

ASKED_ON_A_PAGE = (
    "Referrals are under way to this programme. Take partner support away on the page of its listing, which asks what "
    "happens to them."
)


def of_others(feed: Feed, provider: Provider, services: Mapping[str, Service]) -> Iterator[Refusal]:
    """Rows of other organisations and of services that are not theirs, and what is held where it cannot be yet."""
    waiting = {venue.name for venue in provider.venues if not venue.address}
    new = {row.name for row in feed.of(VenueRow)} - {venue.name for venue in provider.venues}
    for group in feed.of(GroupRow):
        if group.venue in waiting | new:
            yield Refusal.of(
                group,
                "venue",
                "The address of this venue waits for a directory administrator. Leave the venue empty until then.",
            )
    for place in feed.of(MeetingPlaceRow):
        if place.service in services and not _is_held_there(place, services[place.service]):
            yield Refusal.of(
                place,
                "venue",
                "The service is not held there yet. Leave this row out until that venue is live.",
            )
    owned: tuple[tuple[type[Row], str], ...] = (
        (ProviderRow, "slug"),
        (VenueRow, "provider"),
        (ServiceRow, "provider"),
    )
    for row_type, name in owned:
        for row in feed.of(row_type):
            if getattr(row, name) != provider.slug:
                yield Refusal.of(row, name, "This is another organisation’s. Take the row out.")
    named: tuple[tuple[type[Row], str], ...] = (
        (ServiceRow, "slug"),
        (MeetingPlaceRow, "service"),
        (GroupRow, "service"),
        (CoverageRow, "service"),
        (PairingRow, "programme"),
        (AdmissionRuleRow, "service"),
    )
    for row_type, name in named:
        for row in feed.of(row_type):
            if getattr(row, name) not in services:
                yield Refusal.of(
                    row, name, "This is none of your listings. A directory administrator adds a new one."
                )


def of_pairings(feed: Feed, services: Mapping[str, Service]) -> Iterator[Refusal]:
    """Partner support that a file takes away while referrals are under way: a page asks what happens to them."""
    first: dict[str, PairingRow] = {}
    after: dict[str, list[str]] = {}
    for row in feed.of(PairingRow):
        first.setdefault(row.programme, row)
        after.setdefault(row.programme, []).append(row.partner_service)
    for slug, row in first.items():
        live = content_of(services[slug])[PAIRING] if slug in services else ""
        if takes_away(live, ",".join(after[slug])) and referrals_under_way(services[slug]):
            yield Refusal.of(row, "partner_service", ASKED_ON_A_PAGE)


def of_names(feed: Feed, provider: Provider, stood: Stood | None) -> Iterator[Refusal]:
    """A venue with another name than the one it has: where the format knows it by an id."""
    from_name = {venue.name: venue for venue in provider.venues}
    for row in feed.of(VenueRow):
        venue = from_name.get(stood.name_now(row.name)) if stood else None
        if venue is not None and venue.name != row.name:
            for name, sentence in venue_objections(provider, venue, {"name": row.name}):
                yield Refusal.of(row, name, f"{sentence}.")


def _is_held_there(row: MeetingPlaceRow, service: Service) -> bool:
    return any(venue.name == row.venue for venue in service.venues)
