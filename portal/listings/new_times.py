"""What new times in a group's listing do to its sessions, told before they are saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import current_app

from directory_data.listing_vocabulary import ListingPart
from directory_data.models import Group
from portal.listings.content import PartRecord, content_of, plain_value
from portal.meetings import book_of
from portal.rules.new_times import Template
from portal.rules.schedule import minutes_between

FIELDS = ("day", "starts_at", "ends_at", "first_session_on", "sessions_total")


def told(record: PartRecord, content: Mapping[str, str], day: date) -> list[str]:
    """What becomes of the sessions on that day, in sentences; empty where nothing does."""
    if not isinstance(record, Group):
        return []
    live = content_of(record)
    if all(content[field] == live[field] for field in FIELDS):
        return []
    new = {field: plain_value(ListingPart.GROUP, field, content[field]) for field in FIELDS}
    minutes = minutes_between(new["starts_at"], new["ends_at"])
    template = Template(new["day"], new["starts_at"], minutes, new["first_session_on"], new["sessions_total"])
    return book_of(current_app).told(record, template, day)
