"""A feed that has been read: its rows, and what could not be read. Every format ends here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from directory_data.loading.rows import (
    AdmissionRuleRow,
    CoverageRow,
    GroupRow,
    PairingRow,
    ProviderRow,
    Row,
    ServiceRow,
    VenueRow,
)

AnyRow = TypeVar("AnyRow", bound=Row)

RECORD_KINDS: Mapping[type[Row], str] = {
    ProviderRow: "providers",
    VenueRow: "venues",
    ServiceRow: "services",
    GroupRow: "groups",
    CoverageRow: "coverage",
    PairingRow: "pairings",
    AdmissionRuleRow: "admission_rules",
}
"""What each kind of row is called in reports, in the order in which records are written."""


class UnusableFeed(Exception):
    """Nothing can be read at all. The message is one sentence for the person who gave the file."""


@dataclass(frozen=True)
class Refusal:
    """One thing not taken. `row` counts from 1, the row of column names; `field` is empty for a whole row."""

    file: str
    row: int
    field: str
    sentence: str

    @classmethod
    def of(cls, row: Row, field: str, sentence: str) -> Refusal:
        """A refusal that points at a row that was read."""
        return cls(file=row.origin.file, row=row.origin.number, field=field, sentence=sentence)

    def __str__(self) -> str:
        place = f"{self.file}, row {self.row}" + (f", {self.field}" if self.field else "")
        return f"{place}: {self.sentence}"


@dataclass(frozen=True)
class Feed:
    """The rows by kind. A kind that is absent was not in the feed: what is known of it stays as it is."""

    rows: Mapping[type[Row], tuple[Row, ...]]
    refusals: tuple[Refusal, ...] = ()
    refused_slugs: frozenset[str] = field(default=frozenset())
    """Slugs on rows that were refused, so that rows which name them are not refused for that as well."""

    def of(self, row_type: type[AnyRow]) -> tuple[AnyRow, ...]:
        """The rows of one kind, in the order of the feed."""
        return cast(tuple[AnyRow, ...], self.rows.get(row_type, ()))

    def speaks_of(self, row_type: type[Row]) -> bool:
        """Whether the feed says anything of this kind, if only that there is none."""
        return row_type in self.rows
