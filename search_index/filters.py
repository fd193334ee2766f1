"""What a search may be narrowed to besides words, place, type and distance, and whether a listing passes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import NamedTuple

from directory_data.vocabulary import Audience, DeliveryMode, TimeOfWeek, Weekday

OfferTest = Callable[["Offer"], bool]


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Each is off where it is None, False or empty. All that is asked of a group must be true of one group."""

    is_open: bool = False
    has_places: bool = False
    starts_before: date | None = None
    day: Weekday | None = None
    time: TimeOfWeek | None = None
    delivery: DeliveryMode | None = None
    is_step_free: bool = False
    language: str = ""
    audience: Audience | None = None

    @property
    def are_on(self) -> bool:
        """Whether any of them leaves something out."""
        return any(getattr(self, field.name) for field in fields(self))


NO_FILTERS = Filters()


class Offer(NamedTuple):
    """One group that goes on, or the service itself where it has none: when, how, and whether there is a place.

    `starts_on` is the next day on which somebody could begin, None where there is no place.
    """

    day: Weekday | None = None
    time: TimeOfWeek | None = None
    delivery: DeliveryMode | None = None
    is_step_free: bool = False
    starts_on: date | None = None


def offer_tests(filters: Filters) -> Mapping[str, OfferTest]:
    """Name of each filter on groups that is on -> its test."""
    return {name: make(filters) for name, make in _OFFER_TESTS.items() if getattr(filters, name)}


_OFFER_TESTS: Mapping[str, Callable[[Filters], OfferTest]] = {
    "has_places": lambda _: lambda offer: offer.starts_on is not None,
    "starts_before": lambda asked: lambda offer: _starts_before(offer, asked.starts_before),
    "day": lambda asked: lambda offer: offer.day is asked.day,
    "time": lambda asked: lambda offer: offer.time is asked.time,
    "delivery": lambda asked: lambda offer: offer.delivery is asked.delivery,
    "is_step_free": lambda _: lambda offer: offer.is_step_free,
}


def _starts_before(offer: Offer, day: date | None) -> bool:
    return offer.starts_on is not None and day is not None and offer.starts_on < day
