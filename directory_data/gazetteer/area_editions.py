"""Which edition of an operator's own tables of areas is in place."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeAlias

Edition: TypeAlias = tuple[tuple[str, int, int, int], ...]
"""Name, file number, moment (nanoseconds) and size of each table; empty where there is none."""


def edition_of(folder: Path | None) -> Edition:
    """The tables in the folder as they stand. A table is replaced by another file, never written again."""
    if folder is None:
        return ()
    try:
        found = [(entry.name, entry.stat()) for entry in os.scandir(folder) if entry.name.endswith(".csv")]
    except FileNotFoundError:
        return ()
    return tuple(sorted((name, stat.st_ino, stat.st_mtime_ns, stat.st_size) for name, stat in found))
