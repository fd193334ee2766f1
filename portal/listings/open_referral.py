"""All of a provider's own listings as Open Referral (HSDS 3) JSON, which can be changed and brought back.

What the standard has no word for is not in it, and stays as it is when the file comes back: groups, places, admission
rules, pairings, accreditation. Nor is an address that is kept off public pages: such files are made to be passed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from directory_data.coverage import AreaName
from directory_data.loading.hsds import id_of
from directory_data.loading.hsds.words import STATUSES, area_of
from directory_data.models import CoverageArea, MeetingPlace, Provider, Service, Venue
from directory_data.vocabulary import ServiceType

Thing = dict[str, Any]

AREA_URI = "https://statistics.data.gov.uk/id/statistical-geography/{}"
"""How the Office for National Statistics names an area by its code."""
STATUS_WORDS = {status: word for word, status in reversed(list(STATUSES.items()))}


def tables_of(provider: Provider, services: Iterable[Service], area_name: AreaName) -> dict[str, list[Thing]]:
    """Organisation, locations and services, each once, with what belongs to it inside."""
    listed = list(services)
    held_at = {venue.id: venue for service in listed for venue in _open_venues(service)}
    return {
        "organizations": [_organization(provider)],
        "locations": [_location(venue, provider) for venue in held_at.values()],
        "services": [_service(service, provider, area_name) for service in listed],
    }


def _organization(provider: Provider) -> Thing:
    return {
        "id": id_of(provider.slug),
        "name": provider.name,
        "description": provider.name,
        "email": provider.email,
        "website": provider.website,
        "phones": _phones(provider.phone, provider.slug),
    }


def _location(venue: Venue, provider: Provider) -> Thing:
    key = _location_id(venue, provider)
    return {
        "id": key,
        "location_type": "physical",
        "name": venue.name,
        "latitude": venue.lat,
        "longitude": venue.lon,
        "transportation": venue.transport,
        "addresses": [
            {
                "id": _id("address", key),
                "address_1": venue.address,
                "postal_code": venue.postcode,
                "country": "GB",
                "address_type": "physical",
            }
        ],
    }


def _service(service: Service, provider: Provider, area_name: AreaName) -> Thing:
    is_programme = service.type is ServiceType.DVPP
    return {
        "id": id_of(service.slug),
        "organization_id": id_of(provider.slug),
        "name": service.name,
        "description": service.description or service.summary,
        "url": service.website,
        "email": service.email,
        "status": STATUS_WORDS.get(service.status),
        "application_process": service.how_to_refer,
        "eligibility_description": service.who_for,
        "fees_description": service.cost,
        "assured_date": service.confirmed_on.isoformat() if service.confirmed_on else None,
        "phones": _phones(service.phone, service.slug),
        "schedules": [] if is_programme else _schedules(service.opening_hours, service.slug),
        "languages": [
            {"id": _id("language", service.slug, name.strip()), "name": name.strip()}
            for name in service.languages.split(",")
            if name.strip()
        ],
        "service_areas": list(_areas(service, area_name)),
        "service_at_locations": [
            _at_location(place, service, provider)
            for place in service.meeting_places
            if _is_open(place.venue)
        ],
        "attributes": [_kind(service)],
    }


def _at_location(place: MeetingPlace, service: Service, provider: Provider) -> Thing:
    key = _id("place", service.slug, place.venue.name)
    is_programme = service.type is ServiceType.DVPP
    return {
        "id": key,
        "location_id": _location_id(place.venue, provider),
        "phones": _phones(place.phone, key),
        "schedules": [] if is_programme else _schedules(place.opening_hours, key),
    }


def _areas(service: Service, area_name: AreaName) -> Iterator[Thing]:
    """The areas by their codes, all or none: half of an area would say of the rest that it is not served."""
    areas: list[CoverageArea] = list(service.coverage)
    if all(not area.is_excluded and area_of(AREA_URI.format(area.code)) for area in areas):
        for area in areas:
            assert area.code is not None
            yield {
                "id": _id("area", service.slug, area.code),
                "name": area_name(area.kind, area.code),
                "uri": AREA_URI.format(area.code),
            }


def _kind(service: Service) -> Thing:
    return {
        "id": _id("attribute", service.slug),
        "link_id": id_of(service.slug),
        "link_entity": "service",
        "taxonomy_term": {
            "id": _id("term", service.type.value),
            "code": service.type.value,
            "name": service.type.label,
        },
    }


def _phones(number: str | None, owner: str) -> list[Thing]:
    return [{"id": _id("phone", owner), "number": number, "type": "voice"}] if number else []


def _schedules(hours: str, owner: str) -> list[Thing]:
    return [{"id": _id("schedule", owner), "description": hours}] if hours else []


def _open_venues(service: Service) -> list[Venue]:
    return [venue for venue in service.venues if _is_open(venue)]


def _is_open(venue: Venue) -> bool:
    return bool(venue.address) and not venue.is_address_withheld


def _location_id(venue: Venue, provider: Provider) -> str:
    return _id("location", provider.slug, str(venue.id))


def _id(*parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, ":".join(parts)))
