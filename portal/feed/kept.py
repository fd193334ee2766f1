"""What the feed has made of listings, kept by each process for as long as nothing is committed to the store.

All of it is what everybody may see.
"""

from __future__ import annotations

import json

from directory_data.kept_values import KeptValues
from portal.feed.queries import Listed
from portal.feed.records import Record

MOST_BYTES = 4_000_000
"""Some 2,500 records as a list gives them."""


class Written(str):
    """A record as it stands in an answer."""

    __slots__ = ()


def written(record: Record | Written) -> str:
    """The record as JSON."""
    return record if isinstance(record, Written) else json.dumps(record, ensure_ascii=False)


class KeptFeed:
    """The published services by id, and records by our address, their shape and the service's id."""

    def __init__(self) -> None:
        self.listed = KeptValues[str, dict[int, Listed]](most=1)
        self.records = KeptValues[tuple[str, str, int], Written](MOST_BYTES, len)
