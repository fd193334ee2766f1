"""A group's sessions as a calendar file (RFC 5545), without a name: the one door to icalendar.

Each session is an event of its own in England's time, with its rules: 6:30pm stays 6:30pm when the clocks change.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from directory_data.models import Group
from portal.clock import LONDON
from portal.programme.models import GroupSession

PRODUCT = "-//Commissioned Services Directory//Groups//EN"


def calendar_of(group: Group, sessions: Sequence[GroupSession], at: datetime) -> bytes:
    """The file. A one-to-one session is left out: when somebody is alone with a worker says who they are."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", group.name)
    for session in sessions:
        if session.referral_id is None:
            calendar.add_component(_event(group, session, at))
    calendar.add_missing_timezones()
    file: bytes = calendar.to_ical()
    return file


def starts_at(session: GroupSession) -> datetime:
    """The moment at which a session begins."""
    return datetime.combine(session.held_on, session.starts_at, LONDON)


def _event(group: Group, session: GroupSession, at: datetime) -> Event:
    start = starts_at(session)
    event = Event()
    event.add("uid", f"group-{group.id}-session-{session.number}@commissioned-services-directory")
    event.add("dtstamp", at)
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=session.minutes))
    event.add("summary", f"{group.name}: {session.label}")
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    event.add("sequence", (session.revision or 1) - 1)
    if group.venue is not None:
        event.add("location", group.venue.name)
    return event
