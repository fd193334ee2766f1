"""A backup as a folder: its files, and a manifest with their digests that is checked before anything is put back."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from portal.commands.store_copies import CannotKeep, settle

MANIFEST = "manifest.json"
FORMAT = 1
STORES = {"sqlite": "portal.sqlite", "postgresql": "portal.dump"}
"""What the copy of the store is called, by the kind of store."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. Of the keys it has the names alone: whoever finds a backup must not be able to open it."""

    made_at: str
    store: str
    revision: str
    key_names: list[str]
    files: dict[str, str]
    """Each file by its path within the folder, with its SHA-256."""
    format: int = FORMAT


def write_folder(
    folder: Path,
    fill: Callable[[Path], None],
    *,
    at: datetime,
    store: str,
    revision: Callable[[], str],
    keys: list[str],
) -> Manifest:
    """Fill a folder beside the one that is named, and give it that name when it is whole: cut off, there is none.

    Raises CannotKeep where there is something in the folder already.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotKeep(f"{folder} is not empty: every backup has a folder of its own.")
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        fill(made)
        manifest = Manifest(at.isoformat(), store, revision(), keys, _digests(made))
        (made / MANIFEST).write_text(json.dumps(asdict(manifest), indent=2) + "\n")
        for path in sorted(made.rglob("*")):
            path.chmod(0o700 if path.is_dir() else 0o600)
            settle(path)
        os.replace(made, folder)
        settle(folder.parent)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return manifest


def read_folder(folder: Path) -> Manifest:
    """The manifest, with every file as it says. Raises CannotKeep with one sentence otherwise."""
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text()))
    except FileNotFoundError:
        raise CannotKeep(f"{folder} is not a backup: it holds no {MANIFEST}.") from None
    except (OSError, ValueError, TypeError):
        raise CannotKeep(f"{folder / MANIFEST} cannot be read.") from None
    if manifest.format != FORMAT:
        raise CannotKeep(
            f"{folder} was made by another version of the portal, whose format is not known here."
        )
    check_files(folder, manifest)
    return manifest


def check_files(folder: Path, manifest: Manifest) -> None:
    """Raise CannotKeep unless the folder holds the files of the manifest, sign by sign, and no others."""
    found = {name: digest for name, digest in _digests(folder).items() if name != MANIFEST}
    for name in sorted({*found, *manifest.files}):
        if found.get(name) != manifest.files.get(name):
            raise CannotKeep(f"{folder} is damaged: {name} is not as it was backed up. Nothing was restored.")


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): _digest(path) for path in files}


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
