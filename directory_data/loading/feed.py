"""A feed that has been read: its rows, and what could not be read. Every format ends here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar, cast

from directory_data.loading.rows import (
    AdmissionRuleRow,
    CoverageRow,
    GroupRow,
    MeetingPlaceRow,
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
    MeetingPlaceRow: "meeting_places",
    GroupRow: "groups",
    CoverageRow: "coverage",
    PairingRow: "pairings",
    AdmissionRuleRow: "admission_rules",
}
"""What each kind of row is called in reports, in the order in which records are written."""


OWNERS: Mapping[type[Row], tuple[type[Row], str]] = {
    ProviderRow: (ProviderRow, "slug"),
    VenueRow: (ProviderRow, "provider"),
    ServiceRow: (ProviderRow, "provider"),
    MeetingPlaceRow: (ServiceRow, "service"),
    GroupRow: (ServiceRow, "service"),
    CoverageRow: (ServiceRow, "service"),
    PairingRow: (ServiceRow, "programme"),
    AdmissionRuleRow: (ServiceRow, "service"),
}
"""Whose each kind of row is: a provider's or a service's, and the column that names it."""

Place: TypeAlias = tuple[str, int]
"""A file, and the number of a row or record in it."""


class UnusableFeed(Exception):
    """Nothing can be read at all. The message is one sentence for the person who gave the file."""


@dataclass(frozen=True)
class Owner:
    """Whom a row belongs to: a provider's slug, or the slug of a service that has a provider."""

    kind: type[Row]
    slug: str


@dataclass(frozen=True)
class Refusal:
    """One thing not taken. `row` counts rows from 1, the row of column names, or records from 1, as `unit` says.

    `field` is a column, or the JSON pointer of a field within the record; it is empty for the whole of it.
    """

    file: str
    row: int
    field: str
    sentence: str
    unit: str = "row"

    @classmethod
    def of(cls, row: Row, field: str, sentence: str) -> Refusal:
        """A refusal that points at a row that was read."""
        origin = row.origin
        field = origin.pointers.get(field, field)
        return cls(file=origin.file, row=origin.number, field=field, sentence=sentence, unit=origin.unit)

    @property
    def place(self) -> Place:
        """The row or record it is about."""
        return self.file, self.row

    def __str__(self) -> str:
        place = f"{self.file}, {self.unit} {self.row}" + (f", {self.field}" if self.field else "")
        return f"{place}: {self.sentence}"


@dataclass(frozen=True)
class Feed:
    """The rows by kind. A kind that is absent was not in the feed: what is known of it stays as it is."""

    rows: Mapping[type[Row], tuple[Row, ...]]
    refusals: tuple[Refusal, ...] = ()
    refused_slugs: frozenset[str] = field(default=frozenset())
    """Slugs on rows that were refused, so that rows which name them are not refused for that as well."""
    owners: Mapping[Place, frozenset[Owner]] = field(default_factory=dict)
    """Whose each row is, refused rows too. A row that is absent is nobody's: it concerns the whole feed."""
    providers_of: Mapping[str, str] = field(default_factory=dict)
    """The provider of each service whose row was refused."""
    silent_on_coverage: frozenset[str] = frozenset()
    """Services of which nothing is said about their area: what is known of it stays."""
    of_no_known_kind: frozenset[str] = frozenset()
    """Services that name none of our kinds of service, and are other help for that."""
    held_back: tuple[Refusal, ...] = ()
    """Services that are not taken until somebody has said what they are; the others are."""
    left_empty: tuple[Refusal, ...] = ()
    """Cells that could not be read and stay empty, although their rows are taken."""
    not_kept: Mapping[str, int] = field(default_factory=dict)
    """How often each field was filled that has no place in our records."""
    venue_names: Mapping[str, str] = field(default_factory=dict)
    """The name of the venue that each place became, by the id it has in a format that knows places by ids."""

    def of(self, row_type: type[AnyRow]) -> tuple[AnyRow, ...]:
        """The rows of one kind, in the order of the feed."""
        return cast(tuple[AnyRow, ...], self.rows.get(row_type, ()))

    def speaks_of(self, row_type: type[Row]) -> bool:
        """Whether the feed says anything of this kind, if only that there is none."""
        return row_type in self.rows
