"""Short names for addresses: made from what something is called, and never given twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import select

from directory_data.database import db
from directory_data.models import Provider, Service

LONGEST_SLUG = 60


def free_slug(record_type: type[Provider | Service], name: str, *, kept_free: Iterable[str] = ()) -> str:
    """A short name that no other record has. `kept_free`: words that stand for something else in its addresses."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-") or "listing"
    wanted = select(record_type.slug).where(record_type.slug.startswith(slug))
    taken = {*db.session.scalars(wanted), *kept_free}
    number = 2
    free = slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free
