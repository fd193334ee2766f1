"""A listing for machines: the public facts of the page, in the words of schema.org (a Service and its provider)."""

from __future__ import annotations

from typing import Any

from directory_data.models import Service
from directory_data.opening_hours import DAYS, read_hours
from portal.directory.listing import Listing, PlaceLine

CONTEXT = "https://schema.org"


def as_schema(service: Service, listing: Listing, address: str) -> dict[str, Any]:
    """Nothing that the page does not show to the same reader; what is not known is left out, never empty."""
    facts = {
        "@context": CONTEXT,
        "@type": "Service",
        "@id": address,
        "url": address,
        "name": service.name,
        "alternateName": service.former_names,
        "description": service.summary,
        "serviceType": service.type.label,
        "provider": _filled(
            {"@type": "Organization", "name": service.provider.name, "url": service.provider.website}
        ),
        "areaServed": [{"@type": "AdministrativeArea", "name": name} for name in listing.areas],
        "audience": _filled({"@type": "Audience", "audienceType": service.who_for}, besides_type=True),
        "availableChannel": _channel(service, listing),
        "hoursAvailable": _periods(service.opening_hours),
    }
    return _filled(facts)


def _periods(text: str) -> list[dict[str, Any]]:
    hours = read_hours(text)
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"{CONTEXT}/{DAYS[each.weekday].title()}",
            "opens": f"{each.starts:%H:%M}",
            "closes": f"{each.ends:%H:%M}",
        }
        for each in (hours.openings if hours else ())
    ]


def _channel(service: Service, listing: Listing) -> dict[str, Any]:
    contact = _filled(
        {
            "@type": "ContactPoint",
            "telephone": service.phone or service.provider.phone,
            "email": service.email or service.provider.email,
            "availableLanguage": [each.strip() for each in service.languages.split(",") if each.strip()],
        }
    )
    return _filled(
        {
            "@type": "ServiceChannel",
            "serviceUrl": service.website or service.provider.website,
            "servicePhone": contact,
            "serviceLocation": [_place(line) for line in listing.places_to_meet],
        }
    )


def _place(line: PlaceLine) -> dict[str, Any]:
    venue = line.venue
    postal = _filled({"@type": "PostalAddress", "streetAddress": venue.address, "postalCode": venue.postcode})
    return _filled(
        {
            "@type": "Place",
            "name": venue.name,
            "address": postal,
            "telephone": line.phone,
            "openingHoursSpecification": _periods(line.opening_hours),
        }
    )


def _filled(facts: dict[str, Any], *, besides_type: bool = False) -> dict[str, Any]:
    """The facts that are known; nothing at all where only the type is."""
    known = {name: value for name, value in facts.items() if value}
    return {} if besides_type and len(known) == 1 else known
