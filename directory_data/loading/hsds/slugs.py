"""Short names for what a feed knows by an id: they stay the same when the name changes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection
from uuid import NAMESPACE_URL, uuid5

END = re.compile(r"-([0-9a-f]{10})$")
LONGEST_START = 60
KINDS = ("provider", "service")


def id_of(slug: str) -> str:
    """The id under which we give away what has this slug. Coming back, it is found again by that."""
    return str(uuid5(NAMESPACE_URL, slug))


class Slugs:
    """Slugs that end in ten signs made from the id. One that is in use already is found again by its end, or by the id
    under which we gave it away."""

    def __init__(self, in_use: Collection[str]) -> None:
        self._by_end = {_end(kind, id_of(slug)): slug for slug in in_use for kind in KINDS}
        self._by_end |= {found[1]: slug for slug in in_use if (found := END.search(slug))}

    def of(self, kind: str, key: str, name: str) -> str:
        """The slug of the organisation or service with this id."""
        end = _end(kind, key)
        return self._by_end.get(end) or f"{_start(name) or kind}-{end}"

    def known(self, kind: str, key: str) -> str | None:
        """The slug that is in use for this id, or None."""
        slug = self.of(kind, key, "")
        return slug if slug in self._by_end.values() else None


def _end(kind: str, key: str) -> str:
    return hashlib.sha256(f"{kind}:{key.casefold()}".encode()).hexdigest()[:10]


def _start(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST_START].strip("-")
