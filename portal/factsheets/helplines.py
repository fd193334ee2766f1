"""The telephone helplines, read once from helplines.toml, the only place where their numbers stand."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

FILE = Path(__file__).with_name("helplines.toml")
CHECKED_AT_LEAST_EVERY = timedelta(days=183)


@dataclass(frozen=True)
class Helpline:
    """A number to ring: whom it helps, when it answers, what it costs, and when it was last held against a source."""

    key: str
    name: str
    number: str
    helps: str
    answers: str
    cost: str
    group: str
    checked_on: date

    @property
    def dial(self) -> str:
        """The number for a tel: link, digits only."""
        return "".join(filter(str.isdigit, self.number))

    def needs_checking(self, today: date) -> bool:
        """Whether the last check is more than half a year old."""
        return today - self.checked_on > CHECKED_AT_LEAST_EVERY


@dataclass(frozen=True)
class Helplines:
    """All helplines, in the order of the file."""

    all: tuple[Helpline, ...]

    def __getitem__(self, key: str) -> Helpline:
        return next(line for line in self.all if line.key == key)

    def __contains__(self, key: object) -> bool:
        return any(line.key == key for line in self.all)

    def of(self, group: str) -> list[Helpline]:
        """Those that stand under one heading: abuse, children, own-behaviour, anyone."""
        return [line for line in self.all if line.group == group]


def read(path: Path = FILE) -> Helplines:
    """The helplines of a file; a missing or unknown word in it raises TypeError."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    return Helplines(tuple(Helpline(key=key, **entry) for key, entry in entries.items()))


HELPLINES = read()
