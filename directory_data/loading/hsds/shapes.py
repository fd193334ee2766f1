"""What kind of record something is, by the fields it has: files of a feed are often named after nothing."""

from __future__ import annotations

from typing import Any

SIGNS: tuple[tuple[str, frozenset[str]], ...] = (
    ("api_details", frozenset({"openapi_url"})),
    ("location", frozenset({"location_type"})),
    ("service_at_location", frozenset({"location_id", "location"})),
    (
        "service",
        frozenset({"status", "organization_id", "organization", "service_at_locations", "service_areas"}),
    ),
    ("taxonomy_term", frozenset({"taxonomy", "taxonomy_id", "term_uri", "taxonomy_detail"})),
    (
        "organization",
        frozenset({"description", "website", "organization_identifiers", "legal_status", "services"}),
    ),
)
"""The fields that only one kind has, the surest first."""


def kind_of(value: Any) -> str | None:
    """The kind of a record; None where nothing tells."""
    if not isinstance(value, dict) or (
        "id" not in value and "name" not in value and "openapi_url" not in value
    ):
        return None
    return next((kind for kind, signs in SIGNS if signs & value.keys()), None)
