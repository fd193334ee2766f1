"""Names that a misspelt name is one slip away from: a letter left out, added, exchanged or swapped with the next.

Every name is kept under each of its shortenings by one letter, so that a look-up costs a few dictionary reads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

SHORTEST = 4
SHORTEST_EXCHANGED = 5
"""In a shorter text another letter makes another word, not a slip: "home" is not Hove. A letter may be left out."""

LONGEST = 40
WORDS = frozenset(
    {
        "abroad",
        "court",
        "flat",
        "here",
        "home",
        "hospital",
        "hostel",
        "hotel",
        "house",
        "live",
        "local",
        "mine",
    }
    | {"near", "north", "nowhere", "prison", "road", "school", "south", "there", "town", "unknown", "village"}
)
"""Words that say where somebody is, and that no place name is meant by."""


class Spelling:
    """The known names, found by what was typed for them."""

    def __init__(self, names: Iterable[str]) -> None:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in dict.fromkeys(names):
            if SHORTEST <= len(name) <= LONGEST:
                for part in (name, *_shortened(name)):
                    found[part].append(name)
        self._names = dict(found)

    def near(self, typed: str) -> tuple[str, ...]:
        """The names one slip from what was typed; none for a text too short to tell."""
        if not SHORTEST <= len(typed) <= LONGEST or typed in WORDS:
            return ()
        tries = dict.fromkeys((typed, *_shortened(typed)))
        found = dict.fromkeys(name for part in tries for name in self._names.get(part, ()))
        at_least = len(typed) + (len(typed) < SHORTEST_EXCHANGED)
        return tuple(
            name for name in found if name != typed and len(name) >= at_least and is_one_slip(typed, name)
        )


def is_one_slip(typed: str, name: str) -> bool:
    """Whether one letter left out, added or exchanged, or two neighbours swapped, makes one of the other."""
    if abs(len(typed) - len(name)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(typed, name, strict=False)) if a != b), None)
    if start is None:
        return len(typed) != len(name)
    rest, wanted = typed[start:], name[start:]
    if len(rest) != len(wanted):
        return rest[1:] == wanted or rest == wanted[1:]
    swapped = rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]
    return rest[1:] == wanted[1:] or swapped


def _shortened(name: str) -> Iterator[str]:
    return (name[:at] + name[at + 1 :] for at in range(len(name)))
