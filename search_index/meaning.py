"""What is known of one listing on a day before any place is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from directory_data import live_programme
from directory_data.availability import (
    group_objections,
    next_start_on,
    service_objections,
    state_of,
    status_on,
)
from directory_data.live_programme import Programme
from directory_data.places import Point
from directory_data.search_facts import GroupFacts, ListingFacts, PlaceFacts, ServiceFacts
from directory_data.vocabulary import (
    Audience,
    CoverageVerdict,
    GroupState,
    ServiceType,
    TimeOfWeek,
    Weekday,
)
from search_index.filters import Offer

EVENING_FROM_HOUR = 17
WEEKEND = (Weekday.SATURDAY, Weekday.SUNDAY)
ITSELF = {is_step_free: (Offer(is_step_free=is_step_free),) for is_step_free in (True, False)}
"""What a service without groups offers, by whether a place of its own is step-free."""


class Reach(NamedTuple):
    """One listing against one search. Verdict and miles are None where no place was asked about.

    `miles` is None too where no published address is known: nothing of a withheld one is ever measured. `alike` is the
    same for listings that are alike in everything that can be asked besides words, place and a day to start before.
    """

    service_id: int
    name: str
    type: ServiceType
    audience: Audience
    languages: tuple[str, ...]
    objections: tuple[str, ...]
    offers: tuple[Offer, ...]
    alike: object
    verdict: CoverageVerdict | None = None
    miles: float | None = None

    @property
    def starts_on(self) -> date:
        """The next day on which somebody could begin; the end of time where nobody can."""
        return min(
            (offer.starts_on for offer in self.offers if offer.starts_on is not None), default=date.max
        )


class Known(NamedTuple):
    """A listing with its full groups and its partner support, as it stands on a day, and the published points where it
    can be met."""

    facts: ListingFacts
    full: frozenset[int]
    partners: tuple[ServiceFacts, ...]
    reach: Reach
    points: tuple[Point, ...]


def known(
    facts: ListingFacts, full: frozenset[int], partners: tuple[ServiceFacts, ...], today: date
) -> Known:
    """What the facts say on that day, with these of its groups full and these services paired with it."""
    service = facts.service
    groups = [group._replace(places_free=0) if group.id in full else group for group in facts.groups]
    still_met = [group for group in groups if state_of(group, today) is not GroupState.FINISHED]
    objections = tuple(service_objections(service, today)) or _not_live(facts, partners, today)
    languages = _listed_languages(service.languages)
    if still_met:
        languages = tuple(dict.fromkeys([*languages, *(group.language for group in still_met)]))
    offers = _offers(facts.places, still_met, today, is_open=not objections)
    kinds = tuple((*offer[:-1], offer.starts_on is not None) for offer in offers)
    alike = _likeness(service.type, service.audience, languages, not objections, kinds)
    reach = Reach(
        service.id, service.name, service.type, service.audience, languages, objections, offers, alike
    )
    return Known(facts, full, partners, reach, _points([*facts.places, *still_met]))


def _not_live(facts: ListingFacts, partners: Iterable[ServiceFacts], today: date) -> tuple[str, ...]:
    """Why a programme that is open takes no referrals all the same."""
    if facts.service.type is not ServiceType.DVPP:
        return ()
    programme = Programme(
        type=facts.service.type,
        partner_statuses=[status_on(partner, today) for partner in partners],
        accreditation=facts.provider.accreditation,
        accreditation_expires_on=facts.provider.accreditation_expires_on,
        has_coverage=any(not area.is_excluded for area in facts.coverage),
    )
    return live_programme.said(live_programme.objections(programme, today))


@lru_cache(maxsize=65_536)
def _likeness(*_facts: object) -> object:
    """One object for the same facts: it is compared in no time."""
    return object()


def _offers(
    places: Iterable[PlaceFacts], groups: Sequence[GroupFacts], today: date, *, is_open: bool
) -> tuple[Offer, ...]:
    """The groups that go on; a service without any is its own. A closed service has no place in any group."""
    if not groups:
        return ITSELF[any(place.has_step_free_access for place in places)]
    return tuple(_offer(group, today, is_open=is_open) for group in groups)


def _offer(group: GroupFacts, today: date, *, is_open: bool) -> Offer:
    has_place = is_open and not group_objections(group, today)
    starts_on = next_start_on(group, today) if has_place else None
    return Offer(group.day, time_of_week(group), group.delivery, bool(group.has_step_free_access), starts_on)


def time_of_week(group: GroupFacts) -> TimeOfWeek:
    """When in the week a group meets."""
    if group.day in WEEKEND:
        return TimeOfWeek.WEEKEND
    return TimeOfWeek.EVENING if group.starts_at.hour >= EVENING_FROM_HOUR else TimeOfWeek.DAYTIME


@lru_cache(maxsize=2048)
def _listed_languages(text: str) -> tuple[str, ...]:
    """Languages are names: what is listed after them in small letters is not one."""
    return tuple(part for part in map(str.strip, text.split(",")) if part[:1].isupper())


def _points(places: Iterable[PlaceFacts | GroupFacts]) -> tuple[Point, ...]:
    found = {(place.lat, place.lon) for place in places if place.lat is not None and place.lon is not None}
    return tuple(Point(lat, lon) for lat, lon in found)
