"""Whether what was typed about a group fits together: the same checks that a loaded file goes through."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from directory_data.listing_vocabulary import ListingPart
from directory_data.loading.feed import Feed
from directory_data.loading.relations import objections
from directory_data.loading.rows import GroupRow, Origin
from directory_data.loading.stock import Stock
from directory_data.models import Group, Service
from portal.listings.content import plain_value

ORIGIN = Origin("", 1)


def group_objections(
    service: Service, group: Group | None, content: Mapping[str, str], today: date
) -> list[tuple[str, str]]:
    """Field and sentence for each thing that does not fit; empty means all does. `group` is None for a new one."""
    names = {each.name.casefold() for each in service.groups if each is not group}
    if content["name"].casefold() in names:
        return [("name", "Another group of this service has this name. Choose another")]
    plain = {
        field: plain_value(ListingPart.GROUP, field, text)
        for field, text in content.items()
        if field != "venue"
    }
    row = GroupRow(origin=ORIGIN, service=service.slug, venue=content["venue"] or None, **plain)
    provider = service.provider
    stock = Stock(
        providers={provider.slug: provider},
        venues={(provider.slug, venue.name): venue for venue in provider.venues},
        services={service.slug: service},
        groups={(service.slug, row.name): group} if group else {},
        admission_rules={},
    )
    found = objections(Feed(rows={GroupRow: (row,)}), stock, today=today, known_areas=None)
    return [(refusal.field, refusal.sentence.removesuffix(".")) for refusal in found]
