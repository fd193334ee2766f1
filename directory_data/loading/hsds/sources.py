"""What a path holds: a file, the files of a folder or the members of a zip, as bytes within a limit."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from directory_data.loading.feed import UnusableFeed

LONGEST_FEED = 64_000_000
"""Bytes, all files of a feed together and unpacked. Four thousand services take nine million."""
MOST_FILES = 5_000
ENDINGS = (".json", ".ndjson", ".jsonl", ".csv")


@dataclass(frozen=True)
class Source:
    """One file of a feed, wherever it was."""

    name: str
    content: bytes


def sources(path: Path) -> Iterator[Source]:
    """Every file that may hold listings, by name. Raises UnusableFeed with one sentence."""
    found = False
    left = LONGEST_FEED
    try:
        for source in _sources(path):
            found = True
            left -= len(source.content)
            if left < 0:
                raise _too_long(path.name)
            yield source
    except OSError as wrong:
        raise UnusableFeed(f"{path.name} cannot be read: {wrong.strerror or 'it is damaged'}.") from None
    if not found:
        raise UnusableFeed(f"{path.name} holds no file that ends in {', '.join(ENDINGS)}.")


def _sources(path: Path) -> Iterator[Source]:
    if path.is_dir():
        yield from _folder(path)
    elif path.suffix.lower() == ".zip":
        yield from _zip(path)
    else:
        with path.open("rb") as stream:
            yield Source(path.name, _limited(stream, path.name))


def _folder(folder: Path) -> Iterator[Source]:
    files = sorted(file for file in folder.rglob("*") if file.is_file() and _is_listing(file.name))
    if len(files) > MOST_FILES:
        raise UnusableFeed(f"{folder.name} holds more than {MOST_FILES:,} files.")
    if sum(file.stat().st_size for file in files) > LONGEST_FEED:
        raise _too_long(folder.name)
    for file in files:
        with file.open("rb") as stream:
            yield Source(file.relative_to(folder).as_posix(), _limited(stream, file.name))


def _zip(path: Path) -> Iterator[Source]:
    """The members are read where they lie: nothing is ever unpacked to a disk."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted(archive.infolist(), key=lambda member: member.filename)
            _check_members(path.name, members)
            for member in members:
                if not member.is_dir() and _is_listing(PurePosixPath(member.filename).name):
                    with archive.open(member) as stream:
                        yield Source(member.filename, _limited(stream, path.name))
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise UnusableFeed(f"{path.name} is not a whole zip file. Fetch it again.") from None
    except (RuntimeError, NotImplementedError):
        raise UnusableFeed(
            f"{path.name} is packed in a way that cannot be read, or needs a password."
        ) from None


def _check_members(name: str, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_FILES:
        raise UnusableFeed(f"{name} holds more than {MOST_FILES:,} files.")
    if any(_leads_outside(member.filename) for member in members):
        raise UnusableFeed(f"{name} names a file outside itself, so nothing of it was read.")
    if sum(member.file_size for member in members) > LONGEST_FEED:
        raise _too_long(name)


def _leads_outside(name: str) -> bool:
    return name.startswith("/") or ".." in PurePosixPath(name).parts or "\\" in name or ":" in name


def _is_listing(name: str) -> bool:
    return name.lower().endswith(ENDINGS) and not name.startswith(".")


def _limited(stream: IO[bytes], name: str) -> bytes:
    """The whole file; what a zip says of its length is not believed."""
    content = stream.read(LONGEST_FEED + 1)
    if len(content) > LONGEST_FEED:
        raise _too_long(name)
    return content


def _too_long(name: str) -> UnusableFeed:
    millions = LONGEST_FEED // 1_000_000
    return UnusableFeed(
        f"{name} is longer than {millions} million bytes. Give it in parts, one load for each."
    )
