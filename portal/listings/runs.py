"""A provider's groups as the rules of planning read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from directory_data.models import Group, Service
from portal.meetings import Meeting
from portal.rules.planner import Run


def runs_of(services: Iterable[Service], meetings: Mapping[int, Iterable[Meeting]]) -> list[Run]:
    """Every group of these services as the planner reads it; with its sessions as they stand, by the group's id."""
    return [_run(group, meetings.get(group.id)) for service in services for group in service.groups]


def _run(group: Group, meetings: Iterable[Meeting] | None) -> Run:
    return Run(
        name=group.name,
        day=group.day,
        starts_at=group.starts_at,
        ends_at=group.ends_at,
        first_on=group.first_session_on,
        sessions=group.sessions_total,
        venue=group.venue.name if group.venue else "",
        facilitators=frozenset(part.strip() for part in group.facilitators.split(",") if part.strip()),
        people=group.places_taken + group.places_held,
        places_min=group.places_min,
        paused_from=group.paused_from,
        paused_until=group.paused_until,
        kept=None if meetings is None else {each.on: (each.starts_at, each.ends_at) for each in meetings},
    )
