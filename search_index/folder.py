"""The index's folder: which `index-<n>/` is the current one, and who may write.

The files hold pickles: the folder must be as trusted as the program, and is never taken from anybody.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from whoosh.util.filelock import FileLock, try_for

from search_index.schema import SCHEMA_VERSION

KEPT = 2
"""The current index and the one before, which other processes may just be opening."""


class IndexUnusable(Exception):
    """The index is missing, damaged, of another version, or being written by somebody else for too long."""


@dataclass(frozen=True)
class IndexInUse:
    """One finished index. The mark tells it from another that came to stand in a folder of the same name."""

    path: Path
    mark: str


class IndexFolder:
    """A folder of numbered indexes and a file `current` that names the one in use, changed by one rename."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._pointer = path / "current"

    def current(self) -> IndexInUse:
        """The index in use; raises IndexUnusable where there is none of this version."""
        try:
            name, version, mark = self._pointer.read_text().split()
        except (OSError, ValueError):
            raise IndexUnusable("There is no search index.") from None
        if version != str(SCHEMA_VERSION):
            raise IndexUnusable(f"The search index is not of version {SCHEMA_VERSION}.")
        return IndexInUse(self.path / Path(name).name, mark)

    def make_new(self) -> Path:
        """An empty folder beside the others."""
        newest = max((_number(folder) for folder in self.path.glob("index-*")), default=0)
        folder = self.path / f"index-{newest + 1}"
        folder.mkdir()
        return folder

    def swap_to(self, folder: Path) -> None:
        """Make this the index in use, in one step, and remove the old ones."""
        beside = self.path / f"current.{os.getpid()}"
        beside.write_text(f"{folder.name} {SCHEMA_VERSION} {secrets.token_hex(8)}\n")
        os.replace(beside, self._pointer)
        for old in sorted(self.path.glob("index-*"), key=_number)[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)

    def forget(self) -> None:
        """Throw the index away."""
        self._pointer.unlink(missing_ok=True)

    @contextmanager
    def only_writer(self, wait_seconds: float) -> Iterator[None]:
        """One writer at a time, over all processes; the operating system frees the lock of one that dies."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            lock = FileLock(str(self.path / "lock"))
            is_ours = try_for(lock.acquire, timeout=wait_seconds, delay=0.05)
        except OSError as error:
            raise IndexUnusable(f"The search index cannot be written: {type(error).__name__}.") from error
        if not is_ours:
            raise IndexUnusable("The search index is being written by another process.")
        try:
            yield
        finally:
            lock.release()


def _number(folder: Path) -> int:
    digits = folder.name.removeprefix("index-")
    return int(digits) if digits.isdecimal() else 0
