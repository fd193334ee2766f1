"""Open Referral listings for tests: plain records with good defaults, written as one file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def an_organization(**changed: Any) -> dict[str, Any]:
    return {"id": "org-vale", "name": "Vale Change", "description": "A charity."} | changed


def a_term(name: str) -> dict[str, Any]:
    return {
        "id": f"attribute-{name}",
        "taxonomy_term": {"id": f"term-{name}", "name": name, "description": "-"},
    }


def a_service(**changed: Any) -> dict[str, Any]:
    """A helpline of Vale Change; a field given as None is left out."""
    service = {
        "id": "service-line",
        "name": "Vale Line",
        "status": "active",
        "organization": an_organization(),
        "attributes": [a_term("Helpline")],
    } | changed
    return {name: value for name, value in service.items() if value is not None}


def a_place(number: int = 1, *, address: dict[str, Any] | None = None, **changed: Any) -> dict[str, Any]:
    """A service_at_location with its location and a published address."""
    lines = {
        "address_1": f"{number} Example Street",
        "city": "Leeds",
        "state_province": "Leeds",
        "postal_code": f"LS{number} 1AA",
        "country": "GB",
        "address_type": "physical",
    } | (address or {})
    location = {
        "id": f"location-{number}",
        "location_type": "physical",
        "name": "Old Library",
        "latitude": 53.8,
        "longitude": -1.5,
        "addresses": [lines],
    } | changed
    return {"id": f"place-{number}", "location": location}


def write_feed(path: Path, *records: Any, name: str = "feed.json") -> Path:
    """One file with a list of records."""
    file = path / name
    file.write_text(json.dumps(list(records), ensure_ascii=False), encoding="utf-8")
    return file
