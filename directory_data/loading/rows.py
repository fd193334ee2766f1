"""The rows of a feed: one frozen class for each file of the template, one field for each column."""

# ruff: noqa: RUF009 - column() answers with dataclasses.field(), made once for each column

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import time
from typing import Any

from directory_data.loading import cells
from directory_data.loading.days import Day
from directory_data.vocabulary import (
    Accreditation,
    AreaKind,
    Audience,
    DeliveryMode,
    Disqualifier,
    Intake,
    ServiceStatus,
    ServiceType,
    Weekday,
)

REQUIRED = object()


@dataclass(frozen=True)
class Column:
    """One column: how its cells are read, what they mean, and whether one may be left empty."""

    read: Callable[[str], object]
    meaning: str
    is_required: bool


@dataclass(frozen=True)
class Origin:
    """Where a row came from. Row 1 of a CSV file holds the names of the columns.

    `pointers` says where each column stands in the file, where it does not stand under its own name.
    """

    file: str
    number: int
    unit: str = "row"
    pointers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Row:
    """What every row has: the place to point at when something is wrong with it."""

    origin: Origin = field(compare=False)


def column(read: Callable[[str], object], meaning: str, default: Any = REQUIRED) -> Any:
    """A field that is read from the column of the same name; `default` stands for an empty cell."""
    described = {"column": Column(read=read, meaning=meaning, is_required=default is REQUIRED)}
    return field(metadata=described) if default is REQUIRED else field(default=default, metadata=described)


def columns_of(row_type: type[Row]) -> Mapping[str, Column]:
    """The template of a file: its columns by name, in order."""
    return {part.name: part.metadata["column"] for part in fields(row_type) if "column" in part.metadata}


@dataclass(frozen=True, kw_only=True)
class ProviderRow(Row):
    """providers.csv: the organisations. Key: slug."""

    slug: str = column(cells.slug, "Short name for addresses. It never changes.")
    name: str = column(cells.line(120), "Name people know it by.")
    legal_name: str = column(cells.line(160), "Registered name.")
    phone: str | None = column(cells.phone, "Telephone number.", None)
    email: str | None = column(cells.email, "E-mail address.", None)
    website: str | None = column(cells.website, "Web address.", None)
    accreditation: Accreditation = column(cells.word(Accreditation), "Accreditation.", Accreditation.NONE)
    accreditation_expires_on: Day | None = column(cells.day, "Last day of the accreditation.", None)
    is_invented: bool = column(cells.yes_or_no, "yes marks sample data wherever it is shown.", False)


@dataclass(frozen=True, kw_only=True)
class VenueRow(Row):
    """venues.csv: the buildings. Key: provider with name."""

    provider: str = column(cells.slug, "Slug of the provider.")
    name: str = column(cells.listed_name(120), "Name of the building, without a semicolon.")
    address: str = column(cells.line(300), "Address without the postcode.")
    postcode: str | None = column(cells.postcode, "Postcode or its first half.", None)
    authority_code: str | None = column(cells.line(9), "Code of the local authority it stands in.", None)
    lat: float | None = column(cells.degrees("latitude"), "Latitude in degrees (WGS84).", None)
    lon: float | None = column(cells.degrees("longitude"), "Longitude in degrees (WGS84).", None)
    is_address_withheld: bool = column(cells.yes_or_no, "yes keeps the address off public pages.", False)
    has_step_free_access: bool | None = column(cells.yes_or_no, "yes or no; empty when not known.", None)
    transport: str = column(cells.text(500), "How to get there.", "")


@dataclass(frozen=True, kw_only=True)
class ServiceRow(Row):
    """services.csv: the listings. Key: slug."""

    slug: str = column(cells.slug, "Short name for addresses. It never changes.")
    provider: str = column(cells.slug, "Slug of the provider.")
    venue: tuple[str, ...] = column(
        cells.names(120),
        "Names of the provider's venues where it is held, the main one first, separated by semicolons."
        " Never for a protected one.",
        (),
    )
    type: ServiceType = column(cells.word(ServiceType), "Kind of help.")
    audience: Audience = column(cells.word(Audience), "Whom the listing is shown to.", Audience.PUBLIC)
    name: str = column(cells.line(120), "Name of the service.")
    former_names: str = column(cells.line(300), "Names it had before, separated by semicolons.", "")
    summary: str = column(cells.line(300), "One sentence.")
    description: str = column(cells.text(5000), "What happens, in plain words.", "")
    who_for: str = column(cells.text(2000), "Whom it is for, and whom it is not for.", "")
    how_to_refer: str = column(cells.text(2000), "How somebody comes to it.", "")
    cost: str = column(
        cells.line(300), "What it costs the person. Empty for a programme: free if ordered.", ""
    )
    languages: str = column(cells.line(200), "Languages, separated by commas.", "English")
    opening_hours: str = column(cells.line(300), "When somebody answers.", "")
    phone: str | None = column(cells.phone, "Telephone number.", None)
    email: str | None = column(cells.email, "E-mail address.", None)
    website: str | None = column(cells.website, "Web address.", None)
    status: ServiceStatus = column(
        cells.word(ServiceStatus), "Whether it takes referrals.", ServiceStatus.OPEN
    )
    status_from: Day | None = column(cells.day, "First day of that status.", None)
    status_until: Day | None = column(cells.day, "First day of the next status.", None)
    commissioned_from: Day | None = column(cells.day, "First day of the contract.", None)
    commissioned_until: Day | None = column(cells.day, "Last day of the contract.", None)
    confirmed_on: Day | None = column(
        cells.day, "Day on which the provider last said that all this is right.", None
    )
    confirmed_by: str | None = column(cells.line(120), "Post of the person who said so.", None)


@dataclass(frozen=True, kw_only=True)
class MeetingPlaceRow(Row):
    """meeting_places.csv: what differs at one venue of a service. Together, a service's rows replace what was known."""

    service: str = column(cells.slug, "Slug of the service.")
    venue: str = column(cells.line(120), "Name of one of the venues of that service.")
    opening_hours: str = column(
        cells.line(300), "When somebody can come there, if it has hours of its own.", ""
    )
    phone: str | None = column(cells.phone, "Telephone number there, if it has one of its own.", None)


@dataclass(frozen=True, kw_only=True)
class GroupRow(Row):
    """groups.csv: the runs of a programme. Key: service with name."""

    service: str = column(cells.slug, "Slug of the service.")
    venue: str | None = column(cells.line(120), "Name of one of the provider's venues.", None)
    name: str = column(cells.line(120), "Name of the group.")
    day: Weekday = column(cells.word(Weekday), "Day on which it meets.")
    starts_at: time = column(cells.clock, "Start of a session.")
    ends_at: time = column(cells.clock, "End of a session.")
    first_session_on: Day = column(
        cells.day, "First session. A counted day moves forward to the group's day."
    )
    sessions_total: int = column(cells.whole_number(1, 104), "Number of weekly sessions.", 26)
    intake: Intake = column(cells.word(Intake), "Whether people can join later.", Intake.CLOSED)
    next_intake_on: Day | None = column(
        cells.day, "Next day on which somebody can join a rolling group.", None
    )
    delivery: DeliveryMode = column(
        cells.word(DeliveryMode), "How sessions are held.", DeliveryMode.IN_PERSON
    )
    language: str = column(cells.line(60), "Language of the sessions.", "English")
    places_min: int = column(cells.whole_number(1, 100), "Fewest people it runs with.", 8)
    places_max: int = column(cells.whole_number(1, 100), "Most people it takes.", 12)
    places_taken: int = column(cells.whole_number(0, 100), "Places the provider gave by other routes.", 0)
    people_waiting: int | None = column(
        cells.whole_number(0, 1000), "People who wait for a place; empty when not known.", None
    )
    facilitators: str = column(
        cells.line(60), "Initials of those who lead it, separated by commas. Never published.", ""
    )
    paused_from: Day | None = column(cells.day, "First day of a break.", None)
    paused_until: Day | None = column(cells.day, "First day after the break.", None)


@dataclass(frozen=True, kw_only=True)
class CoverageRow(Row):
    """coverage.csv: where services take people from. Together, a service's rows replace what was known."""

    service: str = column(cells.slug, "Slug of the service.")
    kind: AreaKind = column(cells.word(AreaKind), "Kind of area.")
    code: str = column(cells.line(60), "Code of the area, or the postcode district. Empty for a radius.", "")
    lat: float | None = column(cells.degrees("latitude"), "Latitude of a radius's centre.", None)
    lon: float | None = column(cells.degrees("longitude"), "Longitude of a radius's centre.", None)
    miles: float | None = column(
        cells.number(0.1, 200, "the distance in miles"), "Length of the radius in miles.", None
    )
    is_excluded: bool = column(cells.yes_or_no, "yes takes this area out of the others.", False)


@dataclass(frozen=True, kw_only=True)
class PairingRow(Row):
    """pairings.csv: programmes with their partner support. A programme's rows replace what was known."""

    programme: str = column(cells.slug, "Slug of the programme.")
    partner_service: str = column(cells.slug, "Slug of the partner-support service beside it.")


@dataclass(frozen=True, kw_only=True)
class AdmissionRuleRow(Row):
    """admission_rules.csv: whom programmes admit, as published. Key: service with version."""

    service: str = column(cells.slug, "Slug of the service.")
    version: int = column(cells.whole_number(1, 999), "Number of the version. New words need a new number.")
    published_on: Day = column(cells.day, "Day on which it was published.")
    text: str = column(cells.text(2000), "The rule, as people read it.")
    reason: str = column(cells.text(2000), "Why the rule exists.")
    alternatives: str = column(cells.text(2000), "Where others can turn.")
    minimum_age: int | None = column(cells.whole_number(0, 120), "Youngest age in years.", None)
    admits_genders: str = column(
        cells.line(100), "Genders the rule names, separated by commas; empty: it names none.", ""
    )
    disqualifiers: str = column(
        cells.words(Disqualifier), "What the programme cannot work with, separated by commas.", ""
    )
    by_court_order: str = column(
        cells.text(1000), "What holds for people sent by a family court's order; empty: the rule.", ""
    )
    by_officer: str = column(
        cells.text(1000), "What holds for people whom an officer sends without an order; empty: the rule.", ""
    )
    by_council: str = column(
        cells.text(1000), "What holds for people whom a council sends; empty: the rule.", ""
    )
    by_themselves: str = column(
        cells.text(1000), "What holds for people who come by themselves; empty: the rule.", ""
    )
