"""Whom the programme takes, why, and since when: words that an administrator changes, read from programme_rule.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FILE = Path(__file__).with_name("programme_rule.toml")


@dataclass(frozen=True)
class ProgrammeRule:
    """The published rule, its reason, and what is there for people outside it (domain, sections 0.7 and 13)."""

    version: str
    since: date
    rule: list[str]
    reason: str
    alternatives: list[str]


def read(path: Path = FILE) -> ProgrammeRule:
    """The rule of a file; a missing or unknown word in it raises TypeError."""
    return ProgrammeRule(**tomllib.loads(path.read_text(encoding="utf-8")))


PROGRAMME_RULE = read()
