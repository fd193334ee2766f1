"""What passes everything that a search asks for, and what would pass with one condition another."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from operator import attrgetter

from directory_data.vocabulary import CoverageVerdict
from search_index.filters import Offer, offer_tests
from search_index.meaning import Reach
from search_index.query import SearchQuery

NEARBY_MILES = 25
MILES = (5, 10, 15, 25, 50)
"""The distances that may be chosen."""

MOST_KINDS = 2_048
"""Of listings, kept for one set of conditions; some hundreds of bytes each."""

ON = "y"
"""How a condition that is only on or off stands in an address."""

Facets = Mapping[str, Mapping[str, int]]
"""Condition -> value as it stands in an address -> listings found with it and all the other conditions."""

ReachTest = Callable[[Reach], bool]
Values = Callable[[Reach], Iterable[str]]
OfferValues = Callable[[Offer], Iterable[str]]


class Sieve:
    """The conditions of one query besides words and place."""

    def __init__(self, query: SearchQuery) -> None:
        self._of_service = dict(_service_tests(query))
        self._of_offer = offer_tests(query.filters)
        self._kind_of = _kind_of(query)
        self._pairs = _pairs_of(query.type, query.within_miles, query.place is not None, query.filters)

    def of(self, reaches: list[Reach]) -> list[Reach]:
        """Those that pass, in their order."""
        if not self._of_service and not self._of_offer:
            return reaches
        return [reach for reach in reaches if self.passes(reach)]

    def passes(self, reach: Reach) -> bool:
        """Whether the listing is what was asked for; all that was asked of a group must be true of one."""
        is_one = not self._of_service or all(test(reach) for test in self._of_service.values())
        return is_one and self._has_offer(reach)

    def facets(self, reaches: Collection[Reach]) -> Facets:
        """For each condition, what each of its values would find, all the other conditions given."""
        counts: dict[str, Counter[str]] = {name: Counter() for name in (*_VALUES, *_OFFER_VALUES)}
        # Most listings are alike in all that is counted, so one of each kind is looked at.
        kinds = list(map(self._kind_of, reaches))
        one_of_each = dict(zip(kinds, reaches, strict=True))
        for kind, times in Counter(kinds).items():
            if (pairs := self._pairs.get(kind)) is None:
                if len(self._pairs) >= MOST_KINDS:
                    self._pairs.clear()
                pairs = self._pairs[kind] = tuple(self._counted(one_of_each[kind]))
            for name, value in pairs:
                counts[name][value] += times
        return counts

    def _counted(self, reach: Reach) -> Iterator[tuple[str, str]]:
        failed = [name for name, test in self._of_service.items() if not test(reach)]
        if len(failed) > 1:
            return
        if self._has_offer(reach):
            for name in failed or _VALUES:
                yield from ((name, value) for value in _VALUES[name](reach))
        if not failed:
            yield from self._counted_by_group(reach)

    def _counted_by_group(self, reach: Reach) -> Iterator[tuple[str, str]]:
        for name, values in _OFFER_VALUES.items():
            others = [test for other, test in self._of_offer.items() if other != name]
            fitting = (offer for offer in reach.offers if all(test(offer) for test in others))
            yield from ((name, value) for value in {value for offer in fitting for value in values(offer)})

    def _has_offer(self, reach: Reach) -> bool:
        if not self._of_offer:
            return True
        return any(all(test(offer) for test in self._of_offer.values()) for offer in reach.offers)


@lru_cache(maxsize=64)
def _pairs_of(*_conditions: object) -> dict[object, tuple[tuple[str, str], ...]]:
    """Kind of listing -> what it counts for under these conditions, kept from search to search."""
    return {}


def _kind_of(query: SearchQuery) -> Callable[[Reach], object]:
    """What tells two listings apart for the conditions of this query."""
    if query.filters.starts_before is not None:
        return lambda reach: (_kind_at_place(reach), reach.offers)
    return attrgetter("alike") if query.place is None else _kind_at_place


def _kind_at_place(reach: Reach) -> object:
    """All that the conditions look at. Of the distance, only which of the choices it lies within."""
    miles = None if reach.miles is None else bisect_left(MILES, reach.miles)
    is_near = reach.miles is None or reach.miles <= NEARBY_MILES
    return reach.alike, miles, is_near, reach.verdict and reach.verdict._name_


def _service_tests(query: SearchQuery) -> Iterator[tuple[str, ReachTest]]:
    """The conditions on the listing itself that are on."""
    filters = query.filters
    if query.type is not None:
        yield "type", lambda reach: reach.type is query.type
    if query.place is not None:
        yield "within_miles", lambda reach: is_within(reach, query.within_miles)
    if filters.is_open:
        yield "is_open", lambda reach: not reach.objections
    if filters.language:
        yield "language", lambda reach: filters.language in reach.languages
    if filters.audience is not None:
        yield "audience", lambda reach: reach.audience is filters.audience


def is_within(reach: Reach, limit: int | None) -> bool:
    """Whether it is near enough. A listing without a published place is never dropped: its coming and going would
    say where it is. Where no area is stated, only what is near enough to ask may serve."""
    if reach.miles is None:
        return True
    if limit is None:
        return reach.verdict is not CoverageVerdict.NOT_STATED or reach.miles <= NEARBY_MILES
    return reach.miles <= limit


_VALUES: Mapping[str, Values] = {
    "type": lambda reach: (reach.type.value,),
    "within_miles": lambda reach: (str(miles) for miles in MILES if is_within(reach, miles)),
    "is_open": lambda reach: () if reach.objections else (ON,),
    "language": lambda reach: reach.languages,
    "audience": lambda reach: (reach.audience.value,),
}

_OFFER_VALUES: Mapping[str, OfferValues] = {
    "has_places": lambda offer: () if offer.starts_on is None else (ON,),
    "day": lambda offer: () if offer.day is None else (offer.day.value,),
    "time": lambda offer: () if offer.time is None else (offer.time.value,),
    "delivery": lambda offer: () if offer.delivery is None else (offer.delivery.value,),
    "is_step_free": lambda offer: (ON,) if offer.is_step_free else (),
}
