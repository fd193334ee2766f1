"""Every listing as a search needs it, kept by one process: after the first search only what changed is read again.

While nothing at all was committed, nothing is asked. Else the change table says what changed; places in groups leave no
line there, so it is asked which groups are full.
"""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from operator import itemgetter

from sqlalchemy.orm import Session

from directory_data import changes
from directory_data.changes import Moment
from directory_data.places import AreaKey
from directory_data.search_facts import ListingFacts, full_groups, listing_facts
from directory_data.store_version import Version, version_of
from directory_data.vocabulary import AreaKind, Audience
from search_index.meaning import Known, Reach, known

MOST_LINES_AT_ONCE = 1_000


class KeptListings:
    """Safe to share between threads: what is kept is never changed, only replaced."""

    def __init__(self) -> None:
        self._last: tuple[tuple[Version | None, date] | None, Listings | None] = (None, None)
        self._turn = threading.Lock()

    def on(self, session: Session, today: date) -> Listings:
        """The listings as this session sees them now, as they stand on that day."""
        version, (true_for, kept) = version_of(session), self._last
        if kept is not None and version is not None and true_for == (version, today):
            return kept
        moment, full = changes.latest(session), full_groups(session)
        if kept is None or not kept.are_of(moment, today, full):
            with self._turn:
                kept = self._followed(self._last[1], session, moment, today, full)
                self._last = None, kept
        self._last = (version, today), kept
        return kept

    def _followed(
        self, kept: Listings | None, session: Session, moment: Moment, today: date, full: frozenset[int]
    ) -> Listings:
        if kept is None:
            return Listings(listing_facts(session), moment, today, full)
        if kept.moment == moment:
            return Listings(kept.facts, moment, today, full, before=kept)
        news = changes.since(session, kept.moment, most=MOST_LINES_AT_ONCE)
        if news.service_ids is None:
            return Listings(listing_facts(session), news.until, today, full)
        stay = {one: facts for one, facts in kept.facts.items() if one not in news.service_ids}
        return Listings(stay | listing_facts(session, news.service_ids), news.until, today, full, before=kept)


class Listings:
    """All listings at one moment of the change table, on one day, with these groups full. Never changed.

    What they mean is taken from the one before, where a listing is the same in both.
    """

    def __init__(
        self,
        facts: Mapping[int, ListingFacts],
        moment: Moment,
        today: date,
        full: frozenset[int],
        before: Listings | None = None,
    ) -> None:
        self.facts = facts
        self.moment = moment
        self._today = today
        self._full = full
        self.known = self._all_known(before)
        self._seen: dict[tuple[Audience, ...], list[Reach]] = {}

    def are_of(self, moment: Moment, today: date, full: frozenset[int]) -> bool:
        """Whether they are still what the store says."""
        return (self.moment, self._today, self._full) == (moment, today, full)

    def reaching(self, areas: Iterable[AreaKey]) -> set[int]:
        """Those that state one of the areas or a radius, or that state nothing: no other can serve a place there."""
        found = set(self._stating[None])
        for area in areas:
            found |= self._stating.get(area, set())
        return found

    def seen_by(self, audiences: tuple[Audience, ...]) -> list[Reach]:
        """Those that the reader may see, in the order of their names: put together once, not to be changed."""
        if audiences not in self._seen:
            self._seen[audiences] = [
                one.reach for one in self.known.values() if one.reach.audience in audiences
            ]
        return self._seen[audiences]

    def between(self, south: float, north: float, west: float, east: float) -> set[int]:
        """Those that can be met within the rectangle (degrees)."""
        first = bisect_left(self._met_at, south, key=itemgetter(0))
        last = bisect_right(self._met_at, north, key=itemgetter(0))
        return {service_id for _, lon, service_id in self._met_at[first:last] if west <= lon <= east}

    def _all_known(self, before: Listings | None) -> Mapping[int, Known]:
        """Service id -> what is known of it, in the order of their names."""
        old: Mapping[int, Known] = before.known if before and before._today == self._today else {}
        ordered = sorted(self.facts.values(), key=lambda facts: (facts.service.name, facts.service.id))
        return {facts.service.id: self._one_known(facts, old.get(facts.service.id)) for facts in ordered}

    def _one_known(self, facts: ListingFacts, old: Known | None) -> Known:
        full = facts.group_ids & self._full if facts.group_ids else facts.group_ids
        partners = tuple([self.facts[one].service for one in facts.partner_ids if one in self.facts])
        if old is not None and old.facts is facts and old.full == full and old.partners == partners:
            return old
        return known(facts, full, partners, self._today)

    @cached_property
    def _stating(self) -> Mapping[AreaKey | None, set[int]]:
        """Area -> those that state it; None -> those that state a radius, or nothing."""
        found: dict[AreaKey | None, set[int]] = defaultdict(set)
        for service_id, facts in self.facts.items():
            stated = [area for area in facts.coverage if not area.is_excluded]
            for area in stated:
                found[None if area.kind is AreaKind.RADIUS else (area.kind, area.code)].add(service_id)
            if not stated:
                found[None].add(service_id)
        return found

    @cached_property
    def _met_at(self) -> list[tuple[float, float, int]]:
        """Latitude, longitude and service id of every published point, from south to north."""
        return sorted(
            (point.lat, point.lon, service_id)
            for service_id, one in self.known.items()
            for point in one.points
        )
