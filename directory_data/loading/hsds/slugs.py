"""Short names for what a feed knows by an id: they stay the same when the name changes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection

END = re.compile(r"-([0-9a-f]{10})$")
LONGEST_START = 60


class Slugs:
    """Slugs that end in ten signs made from the id. One that is in use already is found again by its end."""

    def __init__(self, in_use: Collection[str]) -> None:
        self._by_end = {found[1]: slug for slug in in_use if (found := END.search(slug))}

    def of(self, kind: str, key: str, name: str) -> str:
        """The slug of the organisation or service with this id."""
        end = hashlib.sha256(f"{kind}:{key.casefold()}".encode()).hexdigest()[:10]
        return self._by_end.get(end) or f"{_start(name) or kind}-{end}"

    def known(self, kind: str, key: str) -> str | None:
        """The slug that is in use for this id, or None."""
        slug = self.of(kind, key, "")
        return slug if slug in self._by_end.values() else None


def _start(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST_START].strip("-")
