"""What of a feed is written when something in it is refused: nothing, or the providers that it does not concern."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from directory_data.loading.feed import OWNERS, Feed, Refusal
from directory_data.loading.rows import ProviderRow, ServiceRow
from directory_data.loading.stock import Stock


class Each(StrEnum):
    """What is loaded whole or not at all."""

    FILE = "file"
    PROVIDER = "provider"


@dataclass(frozen=True)
class Sound:
    """The part of a feed that can be written, or None; every refusal; the providers that were left out for them."""

    feed: Feed | None
    refusals: tuple[Refusal, ...]
    left_out: tuple[str, ...] = ()


def sound_part(feed: Feed, objections: Callable[[Feed], list[Refusal]], stock: Stock, each: Each) -> Sound:
    """Take out whole providers until nothing is refused any more.

    What one provider says of another's service falls when that one is left out, so the rest is asked again.
    """
    refusals = [*feed.refusals, *objections(feed)]
    providers_of = _providers_of_services(feed, stock)
    rest, left_out, new = feed, set[str](), refusals
    while new:
        concerned = _concerned(new, feed, providers_of) if each is Each.PROVIDER else None
        if concerned is None or concerned <= left_out:
            return Sound(None, tuple(refusals))
        left_out |= concerned
        rest = _without(feed, left_out, providers_of)
        new = objections(rest)
        refusals += [refusal for refusal in new if refusal not in refusals]
    is_anything_left = any(rest.rows.values()) or not refusals
    return Sound(rest if is_anything_left else None, tuple(refusals), tuple(sorted(left_out)))


def _providers_of_services(feed: Feed, stock: Stock) -> Mapping[str, str]:
    stored = {slug: service.provider.slug for slug, service in stock.services.items()}
    return stored | dict(feed.providers_of) | {row.slug: row.provider for row in feed.of(ServiceRow)}


def _concerned(refusals: list[Refusal], feed: Feed, providers_of: Mapping[str, str]) -> set[str] | None:
    """The providers that refusals are about; None where one is about nobody that can be named."""
    found: set[str] = set()
    for refusal in refusals:
        owners = feed.owners.get(refusal.place, frozenset())
        named = {
            owner.slug if owner.kind is ProviderRow else providers_of.get(owner.slug) for owner in owners
        }
        if not named or None in named:
            return None
        found |= {slug for slug in named if slug is not None}
    return found


def _without(feed: Feed, providers: Collection[str], providers_of: Mapping[str, str]) -> Feed:
    rows = {}
    for row_type, found in feed.rows.items():
        owner_type, column = OWNERS[row_type]
        is_provider = owner_type is ProviderRow
        rows[row_type] = tuple(
            row
            for row in found
            if (getattr(row, column) if is_provider else providers_of.get(getattr(row, column)))
            not in providers
        )
    return replace(feed, rows=rows, refusals=(), refused_slugs=frozenset())
