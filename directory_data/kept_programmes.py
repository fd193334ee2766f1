"""Every programme as matching needs it, kept by one process: after the first match only what changed is read again.

The change table says what changed. Places in groups leave no line there, so each match asks for them.
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
        self._kept: _Kept | None = None
        self._turn = threading.Lock()

    def on(self, session: Session) -> tuple[ProgrammeFacts, ...]:
        """Every programme by name, as this session sees it now: with its groups, their places and partner support."""
        moment, places = changes.latest(session), places_now(session)
        kept = self._kept
        if kept is None or kept.moment != moment or kept.places != places:
            with self._turn:
                kept = self._kept = _followed(self._kept, session, moment, places)
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
