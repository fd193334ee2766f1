"""The order in which matches are shown, and the sentence that explains each one's place. Price is never looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Any, NamedTuple

from directory_data.availability import in_full
from portal.rules.matching.answers import Match
from portal.rules.matching.area import is_home_served
from portal.rules.matching.judgements import ASK_AFTER
from portal.rules.orders.final import weeks_words

NEVER = date.max
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True, slots=True)
class Preference:
    """One line of the ranking: less is better. `better` says of one match why it goes before the other; it reads after
    "it" or "the second"."""

    code: str
    key: Callable[[Match, date], Any]
    better: Callable[[Match, Match], str]


START = "P1"

PREFERENCES: tuple[Preference, ...] = (
    Preference(
        "R14",
        lambda match, _: not is_home_served(match.candidate),
        lambda *_: "serves the place where the person lives",
    ),
    Preference(
        START,
        lambda match, _: match.starts_on or NEVER,
        lambda _, other: "starts sooner" if other.starts_on else "has a start date",
    ),
    Preference(
        "P2",
        lambda match, _: match.ends_on or NEVER,
        lambda _, other: "ends sooner" if other.ends_on else "has an end date",
    ),
    Preference(
        "P3",
        lambda match, _: _miles(match),
        lambda _, other: "is nearer" if other.candidate.miles is not None else "has a known distance",
    ),
    Preference("P4", lambda match, _: not match.is_in_language, lambda *_: "is in the person’s language"),
    Preference("P5", lambda match, _: _waiting(match), lambda match, other: _wait_words(match, other)),
    Preference(
        "P6",
        lambda match, _: not match.is_support_of_provider,
        lambda *_: "is run by the provider that runs its partner support",
    ),
    Preference(
        "P7", lambda match, today: not _is_fresh(match, today), lambda *_: "was confirmed more recently"
    ),
)
"""Who serves the home comes first (mission R14); then P1 to P7 of domain section 5, each deciding only where those
before it are equal. Never price, ethnicity or religion, nor anything of C1 to C4, which is put to the court instead."""


def ranked(matches: Iterable[Match], today: date) -> tuple[Match, ...]:
    """The matches in the order of the preferences, ties by name, each with the reason for its place."""
    ordered = sorted((_Ranked(_keys(match, today), _names(match), match) for match in matches), key=_order)
    return tuple(
        [each.match._replace(because=_because(ordered, place)) for place, each in enumerate(ordered)]
    )


def start_words(match: Match) -> str:
    """When it starts, against the next hearing: "starts on 3 May 2027, 9 weeks before the hearing"."""
    if match.starts_on is None:
        return "has no start date yet"
    weeks = match.weeks_before_hearing
    if weeks is None:
        return f"starts on {in_full(match.starts_on)}"
    when = (
        "within a week of"
        if weeks == 0
        else f"{weeks_words(abs(weeks))} {'before' if weeks > 0 else 'after'}"
    )
    return f"starts on {in_full(match.starts_on)}, {when} the hearing"


class _Ranked(NamedTuple):
    """A match with its keys: one for each preference, then its names."""

    keys: tuple[Any, ...]
    names: tuple[str, str, str]
    match: Match


def _order(each: _Ranked) -> tuple[Any, ...]:
    return each.keys, each.names


def _because(ordered: Sequence[_Ranked], place: int) -> str:
    """Why it stands before the next one; the last one: why the one before it stands there."""
    this = ordered[place]
    if len(ordered) == 1:
        return f"The only one that can be offered. It {start_words(this.match)}."
    if place + 1 < len(ordered):
        return _ahead_of(this, ordered[place + 1], place)
    before = ordered[place - 1]
    decided = _first_better(before, this)
    reason = f"the {_ordinal(place - 1)} {decided.better(before.match, this.match)}" if decided else _TIE
    return f"{_ordinal(place).capitalize()} because {reason}. It {start_words(this.match)}."


_TIE = "nothing sets it apart from the one before; the two stand in the order of their names"


def _ahead_of(this: _Ranked, following: _Ranked, place: int) -> str:
    decided = _first_better(this, following)
    if decided is None:
        return f"{_ordinal(place).capitalize()}, but level with the next: the two stand in the order of their names."
    what = start_words(this.match) if decided.code == START else decided.better(this.match, following.match)
    other = _first_better(following, this)
    but = f"; the {_ordinal(place + 1)} {other.better(following.match, this.match)}" if other else ""
    return f"{_ordinal(place).capitalize()} because it {what}{but}."


def _first_better(this: _Ranked, other: _Ranked) -> Preference | None:
    """The first preference in which this one is ahead of the other."""
    for preference, mine, theirs in zip(PREFERENCES, this.keys, other.keys, strict=True):
        if mine < theirs:
            return preference
    return None


def _keys(match: Match, today: date) -> tuple[Any, ...]:
    return tuple([preference.key(match, today) for preference in PREFERENCES])


def _names(match: Match) -> tuple[str, str, str]:
    group = match.candidate.group
    return match.candidate.service.name.casefold(), group.name if group else "", match.candidate.service.slug


def _miles(match: Match) -> float:
    return inf if match.candidate.miles is None else round(match.candidate.miles, 1)


def _waiting(match: Match) -> tuple[bool, int]:
    """Where the provider says nothing, more may wait than are known here."""
    waiting = match.candidate.waiting
    return waiting.said is None, waiting.at_least


def _wait_words(match: Match, other: Match) -> str:
    is_said = match.candidate.waiting.said is not None and other.candidate.waiting.said is None
    return "has a provider that says how many people wait" if is_said else "has fewer people waiting"


def _is_fresh(match: Match, today: date) -> bool:
    confirmed_on = match.candidate.service.confirmed_on
    return confirmed_on is not None and today - confirmed_on <= ASK_AFTER


def _ordinal(place: int) -> str:
    return ORDINALS[place] if place < len(ORDINALS) else f"number {place + 1}"
