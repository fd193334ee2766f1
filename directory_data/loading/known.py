"""What a row of a feed may name: the rows beside it, and the records that the store holds already."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from directory_data.loading.feed import Feed
from directory_data.loading.rows import ProviderRow, ServiceRow, VenueRow
from directory_data.loading.stock import Key, Stock
from directory_data.vocabulary import AreaKind, Audience, ServiceType

KnownAreas: TypeAlias = Mapping[AreaKind, Collection[str]]
"""The codes there are, by kind of area. A kind that is absent or empty is not checked."""


@dataclass(frozen=True)
class Known:
    """The keys a row may use, with what the checks need to know of the services behind them."""

    today: date
    areas: KnownAreas
    stock: Stock
    providers: Container[str]
    venues: Container[Key]
    service_types: Mapping[str, ServiceType]
    service_providers: Mapping[str, str]
    service_venues: Mapping[str, Collection[str]]
    protected: Container[str]
    refused_slugs: Container[str]


def known_to(feed: Feed, stock: Stock, *, today: date, areas: KnownAreas) -> Known:
    """The feed's own rows first, then the store's records."""
    stored, stated = stock.services.values(), feed.of(ServiceRow)
    return Known(
        today=today,
        areas=areas,
        stock=stock,
        providers={*stock.providers, *(row.slug for row in feed.of(ProviderRow)), *feed.refused_slugs},
        venues={*stock.venues, *((row.provider, row.name) for row in feed.of(VenueRow))},
        service_types={s.slug: s.type for s in stored} | {row.slug: row.type for row in stated},
        service_providers={s.slug: s.provider.slug for s in stored}
        | {row.slug: row.provider for row in stated},
        service_venues={s.slug: [venue.name for venue in s.venues] for s in stored}
        | {row.slug: row.venue for row in stated},
        protected=_protected(stock, stated),
        refused_slugs=feed.refused_slugs,
    )


def _protected(stock: Stock, stated: tuple[ServiceRow, ...]) -> frozenset[str]:
    """The feed's word goes before the store's."""
    before = {slug for slug, service in stock.services.items() if service.is_protected}
    now = {
        row.slug
        for row in stated
        if row.audience is Audience.PROTECTED or row.type is ServiceType.PARTNER_SUPPORT
    }
    return frozenset(before - {row.slug for row in stated} | now)
