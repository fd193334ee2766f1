"""Where to look when nothing can be offered. What is named here is not offered: no hard rule is stretched for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import NamedTuple

from directory_data.availability import in_full, service_objections
from directory_data.places import miles_words
from directory_data.vocabulary import Intake
from portal.rules.matching.area import is_outside
from portal.rules.matching.candidates import Candidate
from portal.rules.matching.openings import opens_on

MOST_ON_A_RUNG = 3
HAVE_TO_AGREE = "It has to agree first, and so has partner support for the other parent."


@dataclass(frozen=True, slots=True)
class Rung:
    """One way on: what it is, and the nearest or soonest of its kind, each in a sentence."""

    title: str
    sentences: tuple[str, ...]
    is_dated: bool = False


class NeedsMonitoring(NamedTuple):
    """A group that only the end of monitoring keeps from being offered, and until when it would have to last."""

    candidate: Candidate
    until: date


def ladder(
    by_service: Sequence[Candidate],
    by_place: Sequence[Candidate],
    by_monitoring: Sequence[NeedsMonitoring],
    by_journey: Sequence[Candidate],
    of_other_areas: Sequence[Candidate],
    today: date,
) -> tuple[Rung, ...]:
    """The rungs that have anything on them, the likeliest help first.

    They are made of what nothing but its service (H1), its places or the end of monitoring (H8), or the journey (H3)
    keeps from being offered. Of
    other areas come the nearest too that are far (H3) or whose partner support works elsewhere (H4): it nearly always
    does, and the condition is the same for all of them, so that it says nothing of where anybody lives.
    """
    rungs = (
        Rung("Could be offered, if the person agrees to a longer journey", _farther(by_journey)),
        Rung("Could be offered, if the court extends the monitoring", _monitored_longer(by_monitoring), True),
        Rung(
            "Paused or not begun, with a day on which it opens", _reopening(by_service, by_place, today), True
        ),
        Rung("Groups that take new people on intake dates", _rolling(by_place)),
        Rung("The nearest programmes of other areas", _elsewhere(of_other_areas, today)),
    )
    return tuple(rung for rung in rungs if rung.sentences)


def _reopening(
    by_service: Sequence[Candidate], by_place: Sequence[Candidate], today: date
) -> tuple[str, ...]:
    services = [(day, each.service.name) for each in by_service if (day := _opens_here_on(each, today))]
    groups = [
        (until, f"{each.service.name}, {each.group.name}")
        for each in by_place
        if each.group and (until := each.group.paused_until) and until > today
    ]
    soonest = sorted(set(services + groups))[:MOST_ON_A_RUNG]
    return tuple(f"{name} opens on {in_full(day)}." for day, name in soonest)


def _opens_here_on(candidate: Candidate, today: date) -> date | None:
    return None if is_outside(candidate) else opens_on(candidate, today)


def _rolling(by_place: Sequence[Candidate]) -> tuple[str, ...]:
    found = [
        f"{each.service.name}, {each.group.name}: ask the provider for the next intake with a free place."
        for each in by_place
        if each.group and each.group.intake is Intake.ROLLING
    ]
    return tuple(found[:MOST_ON_A_RUNG])


def _monitored_longer(by_monitoring: Sequence[NeedsMonitoring]) -> tuple[str, ...]:
    """The groups that would do with the shortest extension."""
    soonest = sorted(by_monitoring, key=lambda each: each.until)
    return tuple(
        f"{_named(each.candidate)} could be offered if the court extends the monitoring to {in_full(each.until)}."
        for each in soonest[:MOST_ON_A_RUNG]
    )


def _named(candidate: Candidate) -> str:
    group = candidate.group
    return f"{candidate.service.name}, {group.name}," if group else candidate.service.name


def _farther(by_journey: Sequence[Candidate]) -> tuple[str, ...]:
    """The nearest groups that a recorded longer journey would let in."""
    nearest = sorted(by_journey, key=_miles)
    return tuple(
        f"{each.service.name}{f', {each.group.name}' if each.group else ''}{_away(each)}."
        for each in nearest[:MOST_ON_A_RUNG]
    )


def _elsewhere(candidates: Sequence[Candidate], today: date) -> tuple[str, ...]:
    """The nearest open programmes that only their area keeps out, once each."""
    open_ones = [
        each for each in candidates if not service_objections(each.service, today) and is_outside(each)
    ]
    nearest: dict[str, Candidate] = {}
    for each in sorted(open_ones, key=_miles):
        nearest.setdefault(each.service.slug, each)
    return tuple(
        f"{each.service.name}, {each.provider_name}{_away(each)}. {each.coverage_sentence} {HAVE_TO_AGREE}"
        for each in list(nearest.values())[:MOST_ON_A_RUNG]
    )


def _miles(candidate: Candidate) -> float:
    return inf if candidate.miles is None else candidate.miles


def _away(candidate: Candidate) -> str:
    return f", {miles_words(candidate.miles)} away" if candidate.miles is not None else ""
