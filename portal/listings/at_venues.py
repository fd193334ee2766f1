"""What differs at one venue of a service, in lines to type and to keep, such as "Quay House: Tuesdays"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from directory_data.loading.cells import CellRefused
from directory_data.loading.rows import MeetingPlaceRow, columns_of
from directory_data.models import Service
from portal.errors import Refused

COLUMNS: Mapping[str, str] = {"venue_hours": "opening_hours", "venue_phones": "phone"}
"""Field of a service -> the column of meeting_places.csv that says the same of one venue."""


def line(venue: str, text: str) -> str:
    """What holds at one venue, as it is kept."""
    return f"{venue}: {text}"


def text_of(service: Service, field: str) -> str:
    """The lines of the venues that have something of their own, the main venue first."""
    said = ((place.venue.name, getattr(place, COLUMNS[field])) for place in service.meeting_places)
    return "\n".join(line(name, text) for name, text in said if text)


def put(service: Service, field: str, text: str) -> None:
    """Make the venues of the service say what the lines say; a venue without a line says nothing of its own. Raises
    Refused for a line about a venue where the service is not held any more."""
    column = COLUMNS[field]
    if gone := lines_elsewhere(text, [place.venue.name for place in service.meeting_places]):
        raise Refused([f"“{each}” speaks of a venue where {service.name} is not held." for each in gone])
    for place in service.meeting_places:
        said = [rest for each in text.splitlines() if (rest := _after(place.venue.name, each)) is not None]
        setattr(
            place, column, columns_of(MeetingPlaceRow)[column].read(said[-1]) if said else _nothing(column)
        )


def tidy(typed: str) -> str:
    """What was typed without empty lines and doubled spaces."""
    return "\n".join(" ".join(each.split()) for each in typed.splitlines() if each.strip())


def lines_elsewhere(text: str, venues: Collection[str]) -> list[str]:
    """The lines that speak of none of these venues."""
    return [each for each in text.splitlines() if all(_after(name, each) is None for name in venues)]


def objections(text: str, field: str, venues: Iterable[str]) -> list[str]:
    """Why these lines cannot be kept, a sentence for each, for whoever typed them; empty means they can."""
    names = list(venues)
    found = [why for each in text.splitlines() if (why := _objection(each, field, names))]
    named = [name for each in text.splitlines() for name in names if _after(name, each) is not None]
    twice = sorted({name for name in named if named.count(name) > 1})
    return found + [f"“{name}” has two lines. Write one line for each venue" for name in twice]


def _objection(text: str, field: str, names: Sequence[str]) -> str:
    said = [rest for name in names if (rest := _after(name, text)) is not None]
    if not said:
        return (
            f"Begin “{text[:60]}” with the name of one of the venues where the service is held now, and a colon: "
            f"{', '.join(names) or 'it has none yet'}"
        )
    try:
        columns_of(MeetingPlaceRow)[COLUMNS[field]].read(said[0])
    except CellRefused as wrong:
        return f"At “{text[:60]}”: {str(wrong).removesuffix('.')}"
    return "" if said[0] else f"Say what holds there after “{text[:60]}”, or take the line out"


def _after(venue: str, text: str) -> str | None:
    """What the line says of this venue; None where it speaks of another."""
    begin = f"{venue}:".casefold()
    return text[len(begin) :].strip() if text.casefold().startswith(begin) else None


def _nothing(column: str) -> Any:
    return MeetingPlaceRow.__dataclass_fields__[column].default
