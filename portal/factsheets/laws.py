"""The law that factsheets link to, read once from laws.toml, the only place where those addresses stand."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FILE = Path(__file__).with_name("laws.toml")


@dataclass(frozen=True)
class Law:
    """A part of an Act or a practice direction: how it is called, where it is published, when that was last checked."""

    title: str
    address: str
    checked_on: date


def read(path: Path = FILE) -> dict[str, Law]:
    """The laws of a file by their key; a missing or unknown word in it raises TypeError."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    return {key: Law(**entry) for key, entry in entries.items()}


LAWS = read()
