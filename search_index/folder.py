"""The index's folder: which `index-<n>/` is the current one, what it must hold to be whole, and who may write.

The files hold pickles: the folder must be as trusted as the program, and is never taken from anybody.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from whoosh.util.filelock import FileLock, try_for

from directory_data.changes import Moment
from search_index.schema import SCHEMA_VERSION

Files = Mapping[str, bytes]
"""File name -> what it holds."""

READING_TRIES = 8


class IndexUnusable(Exception):
    """The index is missing, damaged, of another version, or being written by somebody else for too long."""


@dataclass(frozen=True)
class IndexInUse:
    """One finished index. The mark tells it from another that came to stand in a folder of the same name; the
    digest says that its files are whole; the moment is the last change that it holds."""

    name: str
    mark: str
    digest: str
    moment: Moment


class IndexFolder:
    """A folder of numbered indexes and a file `current` that names the one in use, changed by one rename.

    A finished index is never written again: what changes later is counted in memory until the next one is made.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._pointer = path / "current"
        self._last: tuple[object, IndexInUse] | None = None

    def current(self) -> IndexInUse:
        """The index in use; raises IndexUnusable where there is none of this version."""
        try:
            stat = self._pointer.stat()
            # Every search asks: the file is read again only where it is another one.
            pointer = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
            if self._last is not None and self._last[0] == pointer:
                return self._last[1]
            said = json.loads(self._pointer.read_bytes())
            moment = Moment(int(said["change"]), str(said["change_mark"]))
            in_use = IndexInUse(Path(said["name"]).name, str(said["mark"]), str(said["digest"]), moment)
            version = said["version"]
        except (OSError, ValueError, TypeError, KeyError):
            raise IndexUnusable("There is no search index.") from None
        if version != SCHEMA_VERSION:
            raise IndexUnusable(f"The search index is not of version {SCHEMA_VERSION}.")
        self._last = (pointer, in_use)
        return in_use

    def read_current(self) -> tuple[IndexInUse, Files]:
        """The index in use with all its files, whole to the last byte; raises IndexUnusable."""
        for tries_left in reversed(range(READING_TRIES)):
            in_use = self.current()
            files = _read(self.path / in_use.name)
            if _digest_of(files) == in_use.digest:
                return in_use, files
            # Another process may have swapped and tidied up in between: then the pointer names another one now.
            if not tries_left or self.current() == in_use:
                break
        raise IndexUnusable("The search index is damaged.")

    def put(self, files: Files, moment: Moment) -> None:
        """Write a new index beside the one in use and swap. What could not be written is taken away again."""
        new = self._make_new()
        try:
            for name, content in files.items():
                (new / name).write_bytes(content)
            self.swap_to(new, moment)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise

    def _make_new(self) -> Path:
        """An empty folder beside the others. Only the index in use stays of those; the rest were given up."""
        folders = list(self.path.glob("index-*"))
        newest = max((_number(folder) for folder in folders), default=0)
        try:
            kept = self.current().name
        except IndexUnusable:
            kept = ""
        for folder in folders:
            if folder.name != kept:
                shutil.rmtree(folder, ignore_errors=True)
        new = self.path / f"index-{newest + 1}"
        new.mkdir()
        return new

    def swap_to(self, folder: Path, moment: Moment) -> None:
        """Make this the index in use, in one step. The one before stays: others may just be opening it."""
        said = {
            "name": folder.name,
            "version": SCHEMA_VERSION,
            "mark": secrets.token_hex(8),
            "digest": _digest_of(_read(folder)),
            "change": moment.number,
            "change_mark": moment.mark,
        }
        beside = self.path / f"current.{os.getpid()}"
        beside.write_text(json.dumps(said) + "\n")
        os.replace(beside, self._pointer)

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


def _read(folder: Path) -> Files:
    try:
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    except OSError:
        return {}


def _digest_of(files: Files) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for name, content in files.items():
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _number(folder: Path) -> int:
    digits = folder.name.removeprefix("index-")
    return int(digits) if digits.isdecimal() else 0
