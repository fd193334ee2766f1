"""What is said of a feed while it is read: what is refused, held back, left empty, or has no place in our records."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from directory_data.loading.feed import Owner, Place, Refusal


@dataclass(frozen=True)
class At:
    """Where something stands: the file, its record (from 1), and the JSON pointer within that (RFC 6901)."""

    file: str
    number: int
    pointer: str = ""

    def inside(self, name: str | int) -> At:
        """The place of a field, or of one of a list."""
        step = str(name).replace("~", "~0").replace("/", "~1")
        return At(self.file, self.number, f"{self.pointer}/{step}")


@dataclass
class Findings:
    """Filled while reading. `owners` are the providers that each record speaks of."""

    refusals: list[Refusal] = field(default_factory=list)
    held_back: list[Refusal] = field(default_factory=list)
    left_empty: list[Refusal] = field(default_factory=list)
    not_kept: Counter[str] = field(default_factory=Counter)
    owners: defaultdict[Place, set[Owner]] = field(default_factory=lambda: defaultdict(set))
    _refused: set[At] = field(default_factory=set)

    def refuse(self, at: At, sentence: str) -> None:
        """Say why something cannot be taken; the first reason is enough."""
        if at not in self._refused:
            self._refused.add(at)
            self.refusals.append(_said(at, sentence))

    def hold_back(self, at: At, sentence: str) -> None:
        """Say why a listing waits for somebody who knows what it is, although nothing is wrong with it."""
        self.held_back.append(_said(at, sentence))

    def leave_empty(self, at: At, sentence: str) -> None:
        """Say why a cell stays empty, although the listing is taken."""
        self.left_empty.append(_said(at, sentence))


def _said(at: At, sentence: str) -> Refusal:
    return Refusal(at.file, at.number, at.pointer, sentence, unit="record")
