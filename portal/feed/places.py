"""A service at a place: its location, the groups that meet there, its own hours and telephone number."""

from __future__ import annotations

from directory_data.models import Group, MeetingPlace, Service, Venue
from portal.feed.identifiers import id_of
from portal.feed.queries import is_listed
from portal.feed.records import Bearings, Record, filled, phones
from portal.feed.schedules import hours, schedule

WORDS_FOR_ACCESS = {True: "Step-free access", False: "No step-free access"}
NO_POSTCODE = "Not given"
"""The standard wants a postal code of every address."""


def place_id(slug: str, owner: str, venue_id: int) -> str:
    """The id of the service with this slug at the venue of the provider with the slug `owner`."""
    return id_of("service_at_location", slug, owner, venue_id)


def places(service: Service, around: Bearings) -> list[Record]:
    """Where the service is held, of what is published; nothing at all for a protected service."""
    if service.is_protected:
        return []
    own: dict[int, tuple[Venue, MeetingPlace | None]] = {
        place.venue_id: (place.venue, place) for place in service.meeting_places
    }
    for group in service.groups:
        if group.venue is not None and is_listed(group, around.today):
            own.setdefault(group.venue.id, (group.venue, None))
    return [
        _place(service, venue, place, around)
        for venue, place in own.values()
        if not venue.is_address_withheld
    ]


def elsewhere(service: Service, around: Bearings) -> list[Group]:
    """The groups of which no place is published: they stand with the service itself."""
    return [
        group
        for group in service.groups
        if is_listed(group, around.today)
        and (service.is_protected or group.venue is None or group.venue.is_address_withheld)
    ]


def _place(service: Service, venue: Venue, place: MeetingPlace | None, around: Bearings) -> Record:
    here = place_id(service.slug, venue.provider.slug, venue.id)
    groups = [
        group for group in service.groups if group.venue_id == venue.id and is_listed(group, around.today)
    ]
    return filled(
        {
            "id": here,
            "service_id": id_of("service", service.slug),
            "location_id": _location_id(venue),
            "location": location(venue),
            "phones": phones(place.phone if place else None, "service_at_location", here),
            "schedules": [
                *hours(place.opening_hours if place else "", "service_at_location", here),
                *(schedule(group, service, around.today) for group in groups),
            ],
        }
    )


def location(venue: Venue) -> Record:
    """A published venue. The last part of an address is the town, which the standard asks for twice."""
    lines, _, town = venue.address.rpartition(", ")
    key = ("address", venue.provider.slug, venue.id)
    return filled(
        {
            "id": _location_id(venue),
            "location_type": "physical",
            "name": venue.name,
            "latitude": venue.lat,
            "longitude": venue.lon,
            "transportation": venue.transport,
            "addresses": [
                {
                    "id": id_of(*key),
                    "address_1": lines or town,
                    "city": town,
                    "state_province": town,
                    "postal_code": venue.postcode or NO_POSTCODE,
                    "country": "GB",
                    "address_type": "physical",
                }
            ],
            "accessibility": _access(venue),
        }
    )


def _access(venue: Venue) -> list[Record]:
    if venue.has_step_free_access is None:
        return []
    words = WORDS_FOR_ACCESS[venue.has_step_free_access]
    return [{"id": id_of("accessibility", venue.provider.slug, venue.id), "description": words}]


def _location_id(venue: Venue) -> str:
    return id_of("location", venue.provider.slug, venue.id)
