"""The keys that seal protected fields: which one seals, which ones open, and where they are read from.

AES-256-GCM (NIST SP 800-38D). What is sealed is bound to its own record and field, so that a ciphertext moved to
another row does not open. The one door to the cryptography library.
"""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from portal.config import read_secrets

NONCE_BYTES = 12
KEY_BYTES = 32
SETTING = "PORTAL_FIELD_KEYS"


class CannotOpen(Exception):
    """A sealed field that no key opens: it was moved, altered, or its key is gone."""


@dataclass(frozen=True)
class KeyRing:
    """The keys by name; the first one seals, all of them open."""

    keys: tuple[tuple[str, bytes], ...] = field(repr=False)
    written: tuple[tuple[str, str], ...] = field(repr=False, default=())

    @property
    def seals_with(self) -> str:
        """The name of the key that seals."""
        return self.keys[0][0]

    def as_text(self) -> dict[str, str]:
        """The keys by name, as they are written in the setting."""
        return dict(self.written)

    def seal(self, text: str, *, belongs_to: str) -> str:
        """The text encrypted, as `name.base64`; `belongs_to` names the record and the field."""
        name, key = self.keys[0]
        nonce = os.urandom(NONCE_BYTES)
        sealed = AESGCM(key).encrypt(nonce, text.encode(), belongs_to.encode())
        return f"{name}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    def open(self, sealed: str, *, belongs_to: str) -> str:
        """The text that was sealed for this record and field; raises CannotOpen for anything else."""
        name, _, body = sealed.partition(".")
        key = dict(self.keys).get(name)
        if key is None:
            raise CannotOpen(f"No key named {name!r} for {belongs_to}.")
        try:
            raw = base64.urlsafe_b64decode(body)
            return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], belongs_to.encode()).decode()
        except (InvalidTag, ValueError):
            raise CannotOpen(f"What is stored for {belongs_to} does not open.") from None


class KeyHolder:
    """The ring of one running portal. Keys that stand in a file are read again once the file changes, so that a server
    goes on through `flask rotate-keys` without a restart."""

    def __init__(self, field_keys: str | None, file: Path | None) -> None:
        self.file = file
        self._ring = key_ring(field_keys) if field_keys else None
        self._mark = _mark_of(file)

    @property
    def ring(self) -> KeyRing:
        """The keys as they are now; raises CannotOpen where there are none."""
        mark = _mark_of(self.file)
        if mark != self._mark and self.file is not None:
            if written := read_secrets(self.file).get(SETTING):
                self._ring = key_ring(written)
            self._mark = mark
        if self._ring is None:
            raise CannotOpen("The portal has no field keys: run flask setup.")
        return self._ring


def key_ring(field_keys: str) -> KeyRing:
    """Keys written as `name:base64,name:base64`; raises ValueError for a key that is not 32 bytes."""
    keys, written = [], []
    for part in field_keys.split(","):
        name, _, encoded = part.strip().partition(":")
        key = _bytes_of(encoded)
        if not name or len(key) != KEY_BYTES:
            raise ValueError(f"{SETTING} holds a key that is not a name, a colon and 32 bytes in base64.")
        keys.append((name, key))
        written.append((name, encoded))
    return KeyRing(tuple(keys), tuple(written))


def new_key() -> str:
    """A fresh key as it stands in PORTAL_FIELD_KEYS."""
    return f"k{os.urandom(3).hex()}:{base64.urlsafe_b64encode(os.urandom(KEY_BYTES)).decode()}"


def write_keys(file: Path, field_keys: list[str]) -> None:
    """Put these keys into the secrets file in place of those there: all of it or nothing, even in a crash."""
    line = f"{SETTING}={','.join(field_keys)}"
    kept = [each for each in file.read_text().splitlines() if not each.strip().startswith(f"{SETTING}=")]
    beside = file.with_suffix(".new")
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as writing:
        writing.write("\n".join([*kept, line]) + "\n")
        writing.flush()
        os.fsync(writing.fileno())
    beside.replace(file)


def _bytes_of(encoded: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(encoded)
    except ValueError:
        return b""


def _mark_of(file: Path | None) -> tuple[int, int, int] | None:
    """What changes when the file is written or put in another's place."""
    if file is None:
        return None
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
