"""Every programme as matching needs it, kept by one process: after the first match only what changed is read again.

While nothing at all was committed, nothing is asked. Else the change table says what changed; places in groups leave no
line there, so they are asked for.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from directory_data import changes
from directory_data.changes import Moment
from directory_data.programme_facts import (
    CohortFacts,
    Places,
    ProgrammeFacts,
    places_now,
    programme_facts,
)
from directory_data.store_version import Version, version_of
from directory_data.vocabulary import ServiceType

MOST_LINES_AT_ONCE = 1_000
NONE_LEFT = Places(0, None)


@dataclass(frozen=True, slots=True)
class _Kept:
    """The facts at one moment of the change table, with these places; `programmes` is what is made of them."""

    moment: Moment
    facts: Mapping[int, ProgrammeFacts]
    places: Mapping[int, Places]
    programmes: tuple[ProgrammeFacts, ...]


class KeptProgrammes:
    """Safe to share between threads: what is kept is never changed, only replaced."""

    def __init__(self) -> None:
        self._last: tuple[Version | None, _Kept | None] = (None, None)
        self._turn = threading.Lock()

    def on(self, session: Session) -> tuple[ProgrammeFacts, ...]:
        """Every programme by name, as this session sees it now: with its groups, their places and partner support."""
        version, (true_for, kept) = version_of(session), self._last
        if kept is not None and version is not None and true_for == version:
            return kept.programmes
        moment, places = changes.latest(session), places_now(session)
        if kept is None or kept.moment != moment or kept.places != places:
            with self._turn:
                kept = _followed(self._last[1], session, moment, places)
                self._last = None, kept
        self._last = version, kept
        return kept.programmes


def _followed(kept: _Kept | None, session: Session, moment: Moment, places: Mapping[int, Places]) -> _Kept:
    if kept is None:
        return _made(moment, programme_facts(session), places)
    if kept.moment == moment:
        return _made(moment, kept.facts, places)
    news = changes.since(session, kept.moment, most=MOST_LINES_AT_ONCE)
    if news.service_ids is None:
        return _made(news.until, programme_facts(session), places)
    stay = {one: facts for one, facts in kept.facts.items() if one not in news.service_ids}
    return _made(news.until, stay | programme_facts(session, news.service_ids), places)


def _made(moment: Moment, facts: Mapping[int, ProgrammeFacts], places: Mapping[int, Places]) -> _Kept:
    programmes = [each for each in facts.values() if each.type is ServiceType.DVPP]
    programmes.sort(key=lambda each: (each.name, each.id))
    return _Kept(moment, facts, places, tuple([_whole(each, facts, places) for each in programmes]))


def _whole(
    programme: ProgrammeFacts, facts: Mapping[int, ProgrammeFacts], places: Mapping[int, Places]
) -> ProgrammeFacts:
    """With the places of its groups, and with its partner support as it is known now."""
    return programme._replace(
        groups=tuple([_with_places(group, places.get(group.id, NONE_LEFT)) for group in programme.groups]),
        partner_services=tuple([facts[one] for one in programme.partner_ids if one in facts]),
    )


def _with_places(group: CohortFacts, places: Places) -> CohortFacts:
    return group._replace(places_free=places.free, people_waiting=places.waiting)
