"""The pictures that an easy-read factsheet can show, read once from pictures.toml: each drawn by us, with its words."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FILE = Path(__file__).with_name("pictures.toml")
DRAWN = Path(__file__).parents[1] / "static"


@dataclass(frozen=True)
class Picture:
    """A picture by its key; `shows` is read out to somebody who does not see it."""

    key: str
    shows: str

    @property
    def filename(self) -> str:
        """The file among those of the portal's dress."""
        return f"picture-{self.key}.svg"

    @cached_property
    def svg(self) -> str:
        """The drawing itself, for paper."""
        return (DRAWN / self.filename).read_text(encoding="utf-8")


def read(path: Path = FILE) -> dict[str, Picture]:
    """The pictures of a file by their key; a missing or unknown word in it raises TypeError."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    return {key: Picture(key=key, **entry) for key, entry in entries.items()}


PICTURES = read()
