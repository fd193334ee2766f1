"""Adding to a provider's listings: a group, which is live at once, and a venue, whose address waits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from directory_data.database import db
from directory_data.listing_vocabulary import ListingPart
from directory_data.models import Group, Provider, Service, Venue
from portal.accounts.models import User
from portal.listings import editing, history
from portal.listings.content import plain_value, put

ADDED = "Added."
PUT_BY_NAME = frozenset({"venue"})


def add_group(service: Service, content: Mapping[str, str], *, by: User, at: datetime, today: date) -> Group:
    """A new group of the service. Its fields have been checked."""
    plain = {
        field: plain_value(ListingPart.GROUP, field, text)
        for field, text in content.items()
        if field not in PUT_BY_NAME
    }
    group = Group(service=service, **plain)
    put(group, {field: content[field] for field in PUT_BY_NAME}, today)
    db.session.add(group)
    history.begin(group, by=by, at=at, why=ADDED)
    return group


def add_venue(
    provider: Provider, typed: Mapping[str, str], *, by: User, at: datetime, today: date, why: str
) -> Venue:
    """A new venue by its name. Its address waits for a directory administrator; no group can meet there before."""
    venue = Venue(provider=provider, name=typed["name"], address="")
    db.session.add(venue)
    history.begin(venue, by=by, at=at, why=ADDED)
    shown = editing.standing(venue)
    seen = {field: editing.mark(text) for field, text in shown.items()}
    editing.save(venue, typed, seen=seen, by=by, at=at, today=today, why=why)
    return venue
