"""What the tests of the feed share: the official schemas, and both roots."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import skip_unless_ci

ROOTS = ("/api/oruk/3.0", "/api/hsds/3.2")
LISTS = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")


@pytest.fixture(params=ROOTS)
def root(request: pytest.FixtureRequest) -> str:
    """Each root in turn."""
    return str(request.param)


@pytest.fixture(scope="session")
def faults_under(shared: Path) -> Callable[[str, Any], list[str]]:
    """What an official schema, named by its file below ../shared/oruk, says against a content."""
    try:
        from jsonschema import Draft202012Validator, FormatChecker
    except ImportError:
        skip_unless_ci("jsonschema is not installed: make test installs what the lock file has.")
    made: dict[str, Draft202012Validator] = {}

    def faults(name: str, content: Any) -> list[str]:
        if name not in made:
            schema = json.loads((shared / "oruk" / name).read_text())
            made[name] = Draft202012Validator(schema, format_checker=FormatChecker())
        return [f"{each.json_path}: {each.message[:200]}" for each in made[name].iter_errors(content)]

    return faults
