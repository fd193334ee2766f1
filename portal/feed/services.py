"""A published service as a record of the standard: what its public page shows, and nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterable

from directory_data.availability import service_objections, status_on
from directory_data.live_programme import live_objections
from directory_data.models import CoverageArea, Service
from directory_data.places import miles_words
from directory_data.queries import PUBLIC_AUDIENCES
from directory_data.vocabulary import AreaKind, ServiceStatus
from portal.feed.identifiers import id_of
from portal.feed.organizations import accreditation, organization, organization_id
from portal.feed.places import elsewhere, places
from portal.feed.records import INVENTED, Bearings, Record, filled, paragraphs, phones, term, term_id
from portal.feed.schedules import hours, schedule

STATUSES = {
    ServiceStatus.OPEN: "active",
    ServiceStatus.PAUSED: "temporarily closed",
    ServiceStatus.CLOSED: "inactive",
    ServiceStatus.LEGACY: "inactive",
}
ONS_CODE = re.compile(r"[A-Z][0-9]{8}")
ONS_URI = "http://statistics.data.gov.uk/id/statistical-geography/"
"""The addresses by which the Office for National Statistics names areas."""


def service_id(slug: str) -> str:
    """The id of the service with this slug."""
    return id_of("service", slug)


def brief(service: Service, around: Bearings) -> Record:
    """The service's own fields and its organisation, for a list."""
    provider, rule = service.provider, service.admission_rule
    return filled(
        {
            "id": service_id(service.slug),
            "organization_id": organization_id(provider.slug),
            "name": service.name,
            "alternate_name": service.former_names,
            "description": paragraphs(service.summary, service.description),
            "url": service.website or provider.website,
            "email": service.email or provider.email,
            "status": STATUSES[status_on(service, around.today)],
            "alert": _alert(service, around),
            "application_process": service.how_to_refer,
            "fees_description": service.cost,
            "fees": service.cost,
            "accreditations": accreditation(provider, around.today),
            "eligibility_description": _eligibility(service),
            "minimum_age": rule.minimum_age if rule else None,
            "assured_date": service.confirmed_on.isoformat() if service.confirmed_on else None,
            "additional_urls": [_listing_page(service, around)],
            "organization": organization(provider),
        }
    )


def minimal(service: Service, around: Bearings) -> Record:
    """What tells whether a copy is whole: id, name and status."""
    return {name: brief(service, around)[name] for name in ("id", "name", "status")}


def full(service: Service, around: Bearings) -> Record:
    """Everything that the service's page tells."""
    slug = service.slug
    return filled(
        {
            **brief(service, around),
            "phones": phones(service.phone or service.provider.phone, "service", slug),
            "schedules": [
                *hours(service.opening_hours, "service", slug),
                *(schedule(group, service, around.today) for group in elsewhere(service, around)),
            ],
            "service_areas": [_area(area, service, around) for area in _in_order(service.coverage)],
            "service_at_locations": places(service, around),
            "languages": [
                {"id": id_of("language", slug, name), "name": name} for name in _listed(service.languages)
            ],
            "attributes": [_kind(service), *_partners(service)],
        }
    )


def _alert(service: Service, around: Bearings) -> str:
    invented = [INVENTED] if service.provider.is_invented else []
    closed = service_objections(service, around.today) or live_objections(service, around.today)
    return " ".join([*closed, *invented])


def _eligibility(service: Service) -> str:
    rule = service.admission_rule
    if rule is None:
        return service.who_for
    routes = (
        ("If a family court has ordered it", rule.by_court_order),
        ("If a Cafcass officer refers without an order", rule.by_officer),
        ("If a council’s children’s services refer", rule.by_council),
        ("If you come by yourself", rule.by_themselves),
    )
    return paragraphs(
        service.who_for,
        rule.text,
        *(f"{route}: {text}" for route, text in routes if text),
        f"Why: {rule.reason}",
        f"Where else people can turn: {rule.alternatives}",
    )


def _listing_page(service: Service, around: Bearings) -> Record:
    return {
        "id": id_of("url", "listing", service.slug),
        "label": "This listing for people",
        "url": f"{around.home}/services/{service.slug}",
    }


def _in_order(coverage: Iterable[CoverageArea]) -> list[CoverageArea]:
    return sorted(coverage, key=lambda area: (area.is_excluded, area.kind, area.code, area.miles or 0))


def _area(area: CoverageArea, service: Service, around: Bearings) -> Record:
    """The standard has no way to leave an area out, so one that is left out has a name that says so and no code:
    whoever goes by codes then finds one missing and asks, and does not read it as served."""
    name = _area_name(area, around)
    has_code = not area.is_excluded and ONS_CODE.fullmatch(area.code)
    return filled(
        {
            "id": id_of(
                "service_area", service.slug, area.kind, area.code, area.miles or "", area.is_excluded
            ),
            "service_id": service_id(service.slug),
            "name": f"Except {name}" if area.is_excluded else name,
            "description": "Not served." if area.is_excluded else "",
            "uri": f"{ONS_URI}{area.code}" if has_code else "",
        }
    )


def _area_name(area: CoverageArea, around: Bearings) -> str:
    if area.kind is AreaKind.RADIUS:
        return f"Places within {miles_words(area.miles or 0)} of the service"
    if area.kind is AreaKind.OUTCODE:
        return f"Postcodes that begin {area.code}"
    return around.names(area.kind, area.code)


def _listed(words: str) -> list[str]:
    return list(dict.fromkeys(word.strip() for word in words.split(",") if word.strip()))


def _kind(service: Service) -> Record:
    return {
        "id": id_of("attribute", "kind", service.slug),
        "link_id": service_id(service.slug),
        "link_type": "service_type",
        "link_entity": "service",
        "taxonomy_term_id": term_id(service.type),
        "taxonomy_term": term(service.type),
    }


def _partners(service: Service) -> list[Record]:
    """The support for the other parent, as the page of a programme names it; the other way nothing is said."""
    return [
        {
            "id": id_of("attribute", "partner", service.slug, other.slug),
            "link_id": service_id(service.slug),
            "link_type": "related_service",
            "link_entity": "service",
            "label": f"Support for the other parent: {other.name}",
            "value": service_id(other.slug),
        }
        for other in service.partner_services
        if other.audience in PUBLIC_AUDIENCES
    ]
