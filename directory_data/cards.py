"""What a list of listings shows of each, read from the store as plain values: records cost four times as much.

Every search asks these statements, so they are put together once and sent on the connection: a session would look each
time for records that are meant.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from directory_data.models import Group, Provider, Service
from directory_data.queries import visible
from directory_data.vocabulary import ServiceType


class ProviderOnCard(NamedTuple):
    """The provider's own columns."""

    name: str
    is_invented: bool
    phone: str | None
    email: str | None
    website: str | None


class Card(NamedTuple):
    """A listing's own columns, and its provider."""

    id: int
    slug: str
    name: str
    former_names: str
    type: ServiceType
    summary: str
    description: str
    who_for: str
    languages: str
    phone: str | None
    email: str | None
    website: str | None
    confirmed_on: date | None
    provider: ProviderOnCard


OWN = Card._fields[:-1]


def cards(session: Session, ids: Collection[int], *, is_for_staff: bool = False) -> dict[int, Card]:
    """The cards of these listings by id, of those that may be found: one statement."""
    if not ids:
        return {}
    found = session.connection().execute(_CARDS[is_for_staff], {"ids": list(ids)})
    end = len(OWN)
    return {row[0]: Card._make((*row[:end], ProviderOnCard._make(row[end:]))) for row in found}


def free_places(session: Session, service_ids: Collection[int]) -> dict[int, int]:
    """Group id -> places that can still be given now, for the groups of these services: one statement."""
    if not service_ids:
        return {}
    found = session.connection().execute(_FREE_PLACES, {"ids": list(service_ids)})
    return {row[0]: row[1] for row in found}


_ASKED: BindParameter[int] = bindparam("ids", expanding=True)
_ALL_CARDS = (
    select(
        *(getattr(Service, name) for name in OWN),
        *(getattr(Provider, name) for name in ProviderOnCard._fields),
    )
    .join(Provider, Provider.id == Service.provider_id)
    .where(Service.id.in_(_ASKED))
)
_CARDS = {
    is_for_staff: _ALL_CARDS.where(visible(is_for_staff=is_for_staff)) for is_for_staff in (False, True)
}
_FREE_PLACES = select(Group.id, Group.places_max - Group.places_taken - Group.places_held).where(
    Group.service_id.in_(_ASKED)
)
