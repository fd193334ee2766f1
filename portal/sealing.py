"""Sealed fields: what is written about a protected person is encrypted before it reaches the store.

AES-256-GCM (NIST SP 800-38D). What is sealed is bound to its own record and field, so that a ciphertext moved to
another row does not open. The one door to the cryptography library.
"""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, current_app

NONCE_BYTES = 12
KEY_BYTES = 32


class CannotOpen(Exception):
    """A sealed field that no key opens: it was moved, altered, or its key is gone."""


@dataclass(frozen=True)
class KeyRing:
    """The keys by name; the first one seals, all of them open."""

    keys: tuple[tuple[str, bytes], ...]

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


def key_ring(field_keys: str) -> KeyRing:
    """Keys written as `name:base64,name:base64`; raises ValueError for a key that is not 32 bytes."""
    keys = []
    for part in field_keys.split(","):
        name, _, encoded = part.strip().partition(":")
        key = _bytes_of(encoded)
        if not name or len(key) != KEY_BYTES:
            raise ValueError(
                "PORTAL_FIELD_KEYS holds a key that is not a name, a colon and 32 bytes in base64."
            )
        keys.append((name, key))
    return KeyRing(tuple(keys))


def _bytes_of(encoded: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(encoded)
    except ValueError:
        return b""


def new_key() -> str:
    """A fresh key as it stands in PORTAL_FIELD_KEYS."""
    return f"k{os.urandom(3).hex()}:{base64.urlsafe_b64encode(os.urandom(32)).decode()}"


def init_app(app: Flask) -> None:
    """Keep the key ring with the application."""
    field_keys = app.config["SETTINGS"].field_keys
    app.extensions["key_ring"] = key_ring(field_keys) if field_keys else None


def seal(text: str, *, belongs_to: str) -> str:
    """Seal with the application's keys."""
    return _ring().seal(text, belongs_to=belongs_to)


def unseal(sealed: str, *, belongs_to: str) -> str:
    """Open with the application's keys."""
    return _ring().open(sealed, belongs_to=belongs_to)


def _ring() -> KeyRing:
    ring: KeyRing | None = current_app.extensions["key_ring"]
    if ring is None:
        raise CannotOpen("The portal has no field keys: run flask setup.")
    return ring
