"""Ids that stay: a UUID made from what a record is known by inside, and never from its number alone."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID, uuid5

FEED = UUID("6f2b7a0e-63f5-5a0b-9d0c-0f6f6c1f8d52")
"""The name space of this feed. With another, every id of it would be another."""


@lru_cache(maxsize=65536)
def id_of(kind: str, *known_by: object) -> str:
    """The id of the record of this kind (RFC 9562, version 5)."""
    return str(uuid5(FEED, "/".join((kind, *map(str, known_by)))))
