"""What a search gives back: the listings found, each with the one line that says why it is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from directory_data.availability import group_objections, in_full, next_start_on, state_of
from directory_data.coverage import Coverage
from directory_data.models import Group, Service
from directory_data.places import miles_words
from directory_data.vocabulary import CoverageVerdict, GroupState


@dataclass(frozen=True)
class Opening:
    """What a programme's groups offer: the next start somebody could have, or only a waiting list."""

    next_start_on: date | None
    places_free: int
    is_full: bool


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One listing found. `objections` say why it takes no referrals; `opening` is None where there are no groups."""

    service: Service
    coverage: Coverage | None
    miles: float | None
    objections: tuple[str, ...]
    opening: Opening | None
    places_words: str
    why: str

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is here only because it is near: it does not serve the place."""
        return self.coverage is not None and self.coverage.verdict is CoverageVerdict.DOES_NOT_SERVE


@dataclass(frozen=True, kw_only=True)
class Results:
    """One page of a search. `total` counts what serves the place; `nearby` is close but does not serve it."""

    serving: tuple[Hit, ...]
    nearby: tuple[Hit, ...]
    total: int
    page: int
    pages: int
    sentence: str
    is_relaxed: bool
    """Nothing held all the words, so these hold some of them."""


def opening_of(groups: Sequence[Group], today: date) -> Opening | None:
    """The earliest start with a free place, over the groups that are not finished."""
    states = [state_of(group, today) for group in groups]
    if not groups or all(state is GroupState.FINISHED for state in states):
        return None
    starts = [
        (start, -group.places_free)
        for group in groups
        if not group_objections(group, today) and (start := next_start_on(group, today)) is not None
    ]
    if starts:
        start, places_taken = min(starts)
        return Opening(next_start_on=start, places_free=-places_taken, is_full=False)
    return Opening(next_start_on=None, places_free=0, is_full=GroupState.FULL in states)


def places_words(opening: Opening | None, *, is_for_staff: bool) -> str:
    """Places as the reader may know them: the public is not told the number, and nobody is promised one."""
    if opening is None:
        return ""
    if opening.next_start_on is None:
        return "Full: ask about the waiting list" if opening.is_full else "No group is open to new people"
    if not is_for_staff:
        return "Places available"
    return "1 place" if opening.places_free == 1 else f"{opening.places_free} places"


def why_words(
    *,
    coverage: Coverage | None,
    miles: float | None,
    objections: Sequence[str],
    opening: Opening | None,
    is_for_staff: bool,
) -> str:
    """The one line: "Serves all of Leeds; 3.2 miles; next group starts 12 January 2027, 4 places"."""
    parts = [coverage.sentence] if coverage is not None else []
    if miles is not None:
        parts.append(miles_words(miles))
    parts.extend(objections)
    if opening is not None and not objections:
        places = places_words(opening, is_for_staff=is_for_staff)
        start = opening.next_start_on
        parts.append(f"Next group starts {in_full(start)}, {_small(places)}" if start else places)
    plain = [part.rstrip(".") for part in parts]
    return "; ".join(plain[:1] + [_small(part) for part in plain[1:]])


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
