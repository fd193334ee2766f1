"""When: the weekly sessions of a group, and hours in the provider's own words."""

from __future__ import annotations

from datetime import date, datetime, time

from directory_data.availability import next_start_on, state_of
from directory_data.models import Group, Service
from directory_data.vocabulary import Intake, Weekday
from portal.clock import LONDON
from portal.feed.identifiers import id_of
from portal.feed.records import Record, filled
from search_index.hits import opening_of, places_words

BYDAY = dict(zip(Weekday, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))


def hours(words: str, *owner: object) -> list[Record]:
    """Opening hours as they are written; they are not read as times where a person wrote them."""
    return [{"id": id_of("schedule", *owner), "description": words}] if words else []


def schedule(group: Group, service: Service, today: date) -> Record:
    """The sessions of one group. Times carry the offset of their first day; who reads them keeps the local time.

    The public is told in words whether there are places, and never how many.
    """
    first = group.first_session_on
    return filled(
        {
            "id": id_of("schedule", service.slug, group.id),
            "dtstart": first.isoformat(),
            "freq": "WEEKLY",
            "interval": 1,
            "byday": BYDAY[group.day],
            "count": group.sessions_total if group.intake is Intake.CLOSED else None,
            "opens_at": _clock(first, group.starts_at),
            "closes_at": _clock(first, group.ends_at),
            "attending_type": group.delivery.label,
            "description": f"{group.name}: {state_of(group, today).label}, in {group.language}.",
            "notes": _notes(group, today),
        }
    )


def _notes(group: Group, today: date) -> str:
    start = next_start_on(group, today)
    places = places_words(opening_of([group], today), is_for_staff=False)
    return " ".join(
        filter(
            None,
            (
                "Times are local time in the United Kingdom.",
                f"Next start: {start.isoformat()}." if start else "",
                f"{places}. A listing is not a promise of a place." if places else "",
            ),
        )
    )


def _clock(day: date, at: time) -> str:
    return datetime.combine(day, at, LONDON).isoformat(timespec="minutes").partition("T")[2]
