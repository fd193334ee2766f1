"""Whether a new case may be about somebody whom an earlier case knows: a score, and the reasons for it.

It never decides. It says which files a person should lay side by side (domain, section 13).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

ENOUGH = 4
"""From this score on a person is asked to look: the same birth date with one name the same, or more."""

SHORTEST_NEAR = 4
"""Letters of the shortest part of a name in which another letter is taken for a slip: Ann and Ian are two names."""

NEARLY = 2
"""From these points for the name on, two names are taken for each other: they differ in one letter at most."""

SAME_NUMBER = (4, "The court case number is the same.")


class Named(Protocol):
    """The person of a case."""

    @property
    def name(self) -> str: ...
    @property
    def known_as(self) -> str: ...
    @property
    def date_of_birth(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two people are, in points, and what makes them so."""

    score: int
    reasons: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """Whether somebody should look at both files."""
        return self.score >= ENOUGH


def likeness(new: Named, earlier: Named, *, has_same_number: bool = False) -> Likeness:
    """Points for the name (0 to 3), the date of birth (0 to 3) and the court case number (0 or 4)."""
    found = [
        _of_names(new, earlier),
        _of_dates(new.date_of_birth, earlier.date_of_birth),
        SAME_NUMBER if has_same_number else (0, ""),
    ]
    return Likeness(sum(score for score, _ in found), tuple(reason for _, reason in found if reason))


def is_mistakable(one: Named, other: Named) -> bool:
    """Whether the papers of one could go out as those of the other: names that nearly match, or much else that does."""
    return _of_names(one, other)[0] >= NEARLY or likeness(one, other).is_enough


def confirming_objections(mistakable: int, *, is_confirmed: bool) -> list[str]:
    """Why a paper may not leave yet; `mistakable` is the number of people whom this one could be taken for."""
    if mistakable == 0 or is_confirmed:
        return []
    return [
        "Somebody else has nearly the same name or date of birth. Confirm that this is about the right person."
    ]


def names_to_look_for(person: Named) -> set[str]:
    """The name as it is, turned round, and the other names: in lower case, for a first look in the store."""
    names = {name.strip().lower() for name in (person.name, person.known_as) if name.strip()}
    return names | {" ".join([name.split()[-1], *name.split()[:-1]]) for name in names}


def dates_to_look_for(born: date) -> set[date]:
    """The date of birth, with day and month changed over, and with one digit mistyped."""
    written = born.isoformat().replace("-", "")
    mistyped = (
        written[:place] + digit + written[place + 1 :]
        for place in range(len(written))
        for digit in "0123456789"
    )
    dates = {_date(text) for text in (written, written[:4] + written[6:] + written[4:6], *mistyped)}
    return {day for day in dates if day is not None}


def is_one_edit(one: str, other: str) -> bool:
    """Whether one letter was added, left out, changed, or changed over with its neighbour."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((place for place, letter in enumerate(short) if letter != long[place]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    is_swap = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return is_swap or short[at + 1 :] == long[at + 1 :]


def _of_names(new: Named, earlier: Named) -> tuple[int, str]:
    mine, theirs = _words(new.name), _words(earlier.name)
    if mine == theirs:
        return 3, "The name is the same."
    if sorted(mine) == sorted(theirs):
        return 3, "The names are the same, in another order."
    if {" ".join(each) for each in _all_names(new)} & {" ".join(each) for each in _all_names(earlier)}:
        return 3, "One file gives the name as another name of the person."
    if is_one_edit(" ".join(mine), " ".join(theirs)):
        return 2, "The names differ in one letter."
    if len(mine) == len(theirs) > 1 and all(map(_is_near, mine, theirs)):
        return 2, "Each part of the name is the same, or differs in one letter."
    if len(mine) > 1 and len(theirs) > 1:
        return _of_parts(mine, theirs)
    return 0, ""


def _of_parts(mine: Sequence[str], theirs: Sequence[str]) -> tuple[int, str]:
    """Somebody who took another family name, or is known by another first name."""
    if mine[-1] == theirs[-1]:
        return 1, "The family name is the same."
    if _is_near(mine[-1], theirs[-1]):
        return 1, "The family names differ in one letter."
    if mine[0] == theirs[0]:
        return 1, "The first name is the same."
    return 0, ""


def _is_near(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= SHORTEST_NEAR and is_one_edit(one, other))


def _of_dates(mine: date, theirs: date) -> tuple[int, str]:
    if mine == theirs:
        return 3, "The date of birth is the same."
    if (mine.year, mine.month, mine.day) == (theirs.year, theirs.day, theirs.month):
        return 2, "In the date of birth, day and month are changed over."
    if theirs in dates_to_look_for(mine):
        return 1, "The dates of birth differ in one digit."
    return 0, ""


def _all_names(person: Named) -> Iterable[list[str]]:
    return [words for words in (_words(person.name), _words(person.known_as)) if words]


def _words(name: str) -> list[str]:
    """The words of a name without case, accents, hyphens and apostrophes."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(mark for mark in apart if not unicodedata.combining(mark))
    return "".join(mark if mark.isalpha() else "" if mark in "'’" else " " for mark in plain).split()


def _date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
