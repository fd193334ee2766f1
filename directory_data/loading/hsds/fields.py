"""The fields of HSDS 3 and Open Referral UK 3.0 that have a place in our records, and which place that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

TABLES: Mapping[str, str] = {
    "service": "service",
    "services": "service",
    "organization": "organization",
    "organizations": "organization",
    "location": "location",
    "locations": "location",
    "service_at_location": "service_at_location",
    "service_at_locations": "service_at_location",
    "addresses": "address",
    "physical_addresses": "address",
    "postal_addresses": "postal_address",
    "phones": "phone",
    "contacts": "contact",
    "schedules": "schedule",
    "regular_schedules": "schedule",
    "service_areas": "service_area",
    "languages": "language",
    "accessibility": "accessibility",
    "cost_options": "cost_option",
    "attributes": "attribute",
    "taxonomy_term": "taxonomy_term",
    "taxonomy_terms": "taxonomy_term",
    "taxonomy": "taxonomy",
    "taxonomies": "taxonomy",
    "program": "program",
    "programs": "program",
    "funding": "funding",
    "metadata": "metadata",
    "meta_table_descriptions": "metadata",
    "organization_identifiers": "organization_identifier",
    "required_documents": "required_document",
    "service_capacity": "service_capacity",
    "units": "unit",
    "url": "url",
    "base": "api_details",
}
"""A file's or a list's name -> the kind of its records."""

CHILDREN: Mapping[str, Mapping[str, str]] = {
    "organization": {"services": "service", "phones": "phone"},
    "service": {
        "organization": "organization",
        "service_at_locations": "service_at_location",
        "service_areas": "service_area",
        "phones": "phone",
        "contacts": "contact",
        "schedules": "schedule",
        "languages": "language",
        "cost_options": "cost_option",
        "attributes": "attribute",
    },
    "service_at_location": {
        "service": "service",
        "location": "location",
        "service_areas": "service_area",
        "phones": "phone",
        "schedules": "schedule",
    },
    "location": {
        "addresses": "address",
        "accessibility": "accessibility",
        "phones": "phone",
        "schedules": "schedule",
    },
    "contact": {"phones": "phone"},
    "attribute": {"taxonomy_term": "taxonomy_term"},
}
"""The records that stand inside others, by the field that holds them."""

PARENTS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "phone": (
        ("service_id", "service", "phones"),
        ("service_at_location_id", "service_at_location", "phones"),
        ("contact_id", "contact", "phones"),
        ("location_id", "location", "phones"),
        ("organization_id", "organization", "phones"),
    ),
    "contact": (("service_id", "service", "contacts"),),
    "schedule": (
        ("service_id", "service", "schedules"),
        ("service_at_location_id", "service_at_location", "schedules"),
        ("location_id", "location", "schedules"),
    ),
    "service_area": (
        ("service_id", "service", "service_areas"),
        ("service_at_location_id", "service_at_location", "service_areas"),
    ),
    "language": (("service_id", "service", "languages"),),
    "cost_option": (("service_id", "service", "cost_options"),),
    "attribute": (("link_id", "service", "attributes"), ("service_id", "service", "attributes")),
    "address": (("location_id", "location", "addresses"),),
    "accessibility": (("location_id", "location", "accessibility"),),
}
"""Where records that stand in a table of their own belong: the field that names the parent, its kind, its list."""


@dataclass(frozen=True)
class Field:
    """One field that is kept: what becomes of it, and whether it is a number."""

    becomes: str
    is_number: bool = False


FIELDS: Mapping[str, Mapping[str, Field]] = {
    "organization": {
        "id": Field("the end of the provider's slug"),
        "name": Field("the provider's name and legal name"),
        "email": Field("the provider's e-mail address"),
        "website": Field("the provider's web address"),
        "url": Field("the provider's web address (HSDS 2)"),
    },
    "service": {
        "id": Field("the end of the service's slug"),
        "organization_id": Field("the provider"),
        "name": Field("name"),
        "alternate_name": Field("description: Also known as"),
        "description": Field("description; its first sentence is the summary"),
        "alert": Field("description: Notice"),
        "interpretation_services": Field("description: Interpreters"),
        "url": Field("web address"),
        "email": Field("e-mail address"),
        "status": Field("status: active, temporarily closed, inactive or defunct"),
        "application_process": Field("how to refer"),
        "eligibility_description": Field("who it is for"),
        "minimum_age": Field("who it is for: From ... years of age", is_number=True),
        "maximum_age": Field("who it is for: Up to ... years of age", is_number=True),
        "fees_description": Field("cost"),
        "fees": Field("cost, where there is no fees_description"),
        "assured_date": Field("the day on which it was confirmed"),
    },
    "service_at_location": {
        "service_id": Field("the service that is held there"),
        "location_id": Field(
            "one of the service's venues; the first with a published address is the main one"
        ),
    },
    "location": {
        "id": Field("tells buildings of one name apart"),
        "name": Field("the venue's name"),
        "location_type": Field("physical makes a venue; postal and virtual make none"),
        "latitude": Field("the venue's latitude", is_number=True),
        "longitude": Field("the venue's longitude", is_number=True),
        "transportation": Field("how to get there"),
    },
    "address": {
        "address_type": Field("physical is the venue's; postal and virtual are not"),
        "address_1": Field("the venue's address"),
        "address_2": Field("the venue's address"),
        "city": Field("the venue's address"),
        "state_province": Field("the venue's address, where it is not the city again"),
        "postal_code": Field("the venue's postcode; left empty where it is not one"),
    },
    "accessibility": {
        "description": Field("how to get there: Access"),
        "details": Field("how to get there: Access"),
    },
    "phone": {
        "number": Field("the first is the telephone number; left empty where it is not one"),
        "type": Field("fax and text numbers are not taken"),
    },
    "contact": {"email": Field("the service's e-mail address, where it has none of its own")},
    "schedule": {
        "description": Field("opening hours, in these words"),
        "byday": Field("opening hours, where there are no words"),
        "weekday": Field("opening hours (HSDS 2)"),
        "opens_at": Field("opening hours, as local time"),
        "closes_at": Field("opening hours, as local time"),
        "freq": Field("only WEEKLY is put into words"),
    },
    "service_area": {
        "name": Field("not needed beside the code"),
        "uri": Field("coverage, by the area's code at its end"),
    },
    "language": {"name": Field("languages"), "code": Field("languages, where there is no name")},
    "cost_option": {
        "option": Field("cost, where there are no words for it"),
        "amount": Field("cost", is_number=True),
        "currency": Field("cost"),
        "amount_description": Field("cost"),
    },
    "attribute": {"taxonomy_term_id": Field("the term")},
    "taxonomy_term": {
        "id": Field("the term that attributes name"),
        "name": Field("the kind of service, where the words are ours; description: Subjects"),
        "code": Field("the kind of service, where the words are ours"),
    },
}
"""Kind of record -> the fields that are kept. Every other field that is filled is counted in the report."""

LINKS = frozenset(
    {"id", "link_id", "link_type", "link_entity", "taxonomy_id"}
    | {f"{kind}_id" for kind in ("service", "location", "organization", "contact", "service_at_location")}
)
"""What only ties records together is used or not needed, and not counted."""
