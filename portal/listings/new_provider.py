"""A provider that is new to the directory: an organisation without listings, until its administrator brings them."""

from __future__ import annotations

import re
import unicodedata

from sqlalchemy import select

from directory_data.database import db
from directory_data.models import Provider

LONGEST_SLUG = 60


def add(name: str, legal_name: str) -> Provider:
    """The new organisation, with a name for addresses that no other has."""
    provider = Provider(slug=_free_slug(name), name=name, legal_name=legal_name)
    db.session.add(provider)
    db.session.flush()
    return provider


def _free_slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-") or "provider"
    taken = set(db.session.scalars(select(Provider.slug).where(Provider.slug.startswith(slug))))
    number = 2
    free = slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free
