"""Sealed fields: what is written about a protected person is encrypted before it reaches the store."""

from __future__ import annotations

from flask import Flask

from portal.config import Settings
from portal.sealing.fields import SealedClass, SealedRecord, SealedText, ring, sealed_classes
from portal.sealing.keys import CannotOpen, KeyHolder, KeyRing, key_ring, new_key

__all__ = [
    "CannotOpen",
    "KeyRing",
    "SealedClass",
    "SealedRecord",
    "SealedText",
    "init_app",
    "key_ring",
    "new_key",
    "ring",
    "sealed_classes",
]


def init_app(app: Flask) -> None:
    """Keep the keys with the application."""
    settings: Settings = app.config["SETTINGS"]
    app.extensions["field_keys"] = KeyHolder(settings.field_keys, settings.keys_file)
