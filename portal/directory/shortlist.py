"""The shortlist: up to five listings side by side. It lives in the address alone, so it needs no cookie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from directory_data.availability import in_full
from directory_data.coverage import AreaName, listed
from directory_data.models import Service
from directory_data.vocabulary import DeliveryMode, Weekday
from portal.directory.listing import Listing, listing_of
from search_index.hits import opening_of

MOST = 5


@dataclass(frozen=True)
class Compared:
    """One listing of the comparison."""

    service: Service
    listing: Listing
    today: date


def chosen(slugs: Sequence[str]) -> list[str]:
    """The first five that were chosen, each once. What holds a NUL names nothing, and PostgreSQL cannot be asked."""
    return list(dict.fromkeys(slug for slug in slugs if slug and "\x00" not in slug))[:MOST]


def compared(
    services: Sequence[Service], names: AreaName, today: date, *, is_for_staff: bool
) -> list[Compared]:
    """The listings as this reader may see them."""
    return [
        Compared(service, listing_of(service, names, today, is_for_staff=is_for_staff), today)
        for service in services
    ]


def rows(columns: Sequence[Compared]) -> list[tuple[str, list[str]]]:
    """The comparison line by line: what is compared, and what each listing says of it."""
    return [(name, [words(column) or "Not given" for column in columns]) for name, words in _ROWS.items()]


def _next_start(column: Compared) -> str:
    opening = opening_of(column.service.groups, column.today)
    if column.listing.objections or opening is None or opening.next_start_on is None:
        return "No start date"
    return in_full(opening.next_start_on)


def _meets(column: Compared) -> str:
    groups = [line.group for line in column.listing.groups]
    days = [day.label for day in Weekday if any(group.day is day for group in groups)]
    ways = [way.label.lower() for way in DeliveryMode if any(group.delivery is way for group in groups)]
    return f"{listed(days, at_most=7)}; {listed(ways)}" if groups else ""


def _step_free(column: Compared) -> str:
    access = {line.venue.has_step_free_access for line in column.listing.places_to_meet}
    if True in access:
        return "Yes, at every place" if access == {True} else "At some places"
    return "No" if False in access else ""


_ROWS: dict[str, Callable[[Compared], str]] = {
    "Kind of service": lambda column: column.service.type.label,
    "Provider": lambda column: column.service.provider.name,
    "Referrals": lambda column: " ".join(column.listing.objections) or column.listing.status.label,
    "Next start": _next_start,
    "Places": lambda column: column.listing.places,
    "Groups meet": _meets,
    "Area served": lambda column: listed(column.listing.areas),
    "Languages": lambda column: column.service.languages,
    "Step-free access": _step_free,
    "Cost": lambda column: column.service.cost,
    "Accreditation": lambda column: column.listing.accreditation,
    "Telephone": lambda column: column.service.phone or column.service.provider.phone or "",
    "Details": lambda column: column.listing.confirmed,
}
