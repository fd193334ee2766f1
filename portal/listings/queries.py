"""Reads of a provider's own listings. What is another provider's is not found."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from directory_data.database import db
from directory_data.listing_vocabulary import ListingPart
from directory_data.models import Group, MeetingPlace, Provider, Service, Venue
from portal.accounts.models import User
from portal.listings.content import PartRecord

EVERYTHING = (
    selectinload(Service.groups).joinedload(Group.venue),
    selectinload(Service.meeting_places).joinedload(MeetingPlace.venue),
    selectinload(Service.coverage),
    selectinload(Service.admission_rules),
    selectinload(Service.partner_services),
)


def services_of(person: User) -> Sequence[Service]:
    """The provider's services with all that says how they stand, by name: a statement for each kind of part."""
    wanted = select(Service).where(Service.provider_id == person.provider_id).order_by(Service.name)
    return db.session.scalars(wanted.options(joinedload(Service.provider), *EVERYTHING)).all()


def service_for(person: User, slug: str) -> Service:
    """The provider's service of that name in the address, or 404."""
    wanted = select(Service).where(Service.slug == slug, Service.provider_id == person.provider_id)
    wanted = wanted.options(joinedload(Service.provider).selectinload(Provider.venues), *EVERYTHING)
    return db.session.scalars(wanted).one_or_none() or abort(404)


def group_of(service: Service, group_id: int) -> Group:
    """That group of the service, or 404."""
    return next((group for group in service.groups if group.id == group_id), None) or abort(404)


def provider_of(person: User) -> Provider:
    """The organisation this person works for, with its venues and services."""
    wanted = select(Provider).where(Provider.id == person.provider_id)
    wanted = wanted.options(selectinload(Provider.venues), selectinload(Provider.services))
    return db.session.scalars(wanted).one_or_none() or abort(404)


def venue_of(provider: Provider, venue_id: int) -> Venue:
    """That venue of the provider, or 404."""
    return next((venue for venue in provider.venues if venue.id == venue_id), None) or abort(404)


def part_for(person: User, part: ListingPart, part_id: int) -> PartRecord:
    """That part of one of this person's listings, or 404."""
    provider = provider_of(person)
    own: dict[ListingPart, list[PartRecord]] = {
        ListingPart.PROVIDER: [provider],
        ListingPart.SERVICE: [*provider.services],
        ListingPart.VENUE: [*provider.venues],
        ListingPart.GROUP: [group for service in services_of(person) for group in service.groups],
    }
    return next((record for record in own[part] if record.id == part_id), None) or abort(404)
