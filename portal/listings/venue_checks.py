"""Whether a venue can have the name that was typed: lists of venues know them by their names."""

from __future__ import annotations

from collections.abc import Mapping

from directory_data.listing_vocabulary import ListingPart
from directory_data.models import Provider, Venue
from portal.listings import proposals

TAKEN = "You have a venue of this name. Choose another name, or change that venue"


def venue_objections(
    provider: Provider, venue: Venue | None, typed: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Field and sentence for what does not fit; empty means it does. `venue` is None for a new one. A name that waits
    for a decision is taken too."""
    names = {each.name.casefold() for each in provider.venues if each is not venue}
    names |= {
        change.new.casefold()
        for change in proposals.open_of_provider(provider.id)
        if (change.part, change.field) == (ListingPart.VENUE, "name")
        and (venue is None or change.part_id != venue.id)
    }
    return [("name", TAKEN)] if typed.get("name", "").casefold() in names else []
