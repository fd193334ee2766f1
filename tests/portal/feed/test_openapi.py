"""The description of the feed and the feed are one: made from one table, and held against the addresses."""

from __future__ import annotations

import re

from portal.feed.addresses import PARAMETERS
from tests.portal.feed.conftest import ROOTS

METHODS = {"GET", "POST"}


def described(client) -> dict:
    return client.get("/api/openapi.json").json


def test_it_describes_every_address_and_method_and_no_other(app, client):
    there = {
        (re.sub(r"<(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(ROOTS)
        for method in (rule.methods or set()) & METHODS
    }

    found = {(path, method) for path, methods in described(client)["paths"].items() for method in methods}

    assert found == there
    assert len(found) == 2 * (11 + 5)


def test_every_operation_has_a_name_of_its_own(client):
    names = [each["operationId"] for path in described(client)["paths"].values() for each in path.values()]

    assert len(names) == len(set(names))


def test_every_parameter_that_it_describes_is_taken_there_and_every_other_is_refused(client):
    values = {"page": "1", "per_page": "1", "perPage": "1", "format": "json", "postcode": "LS6"}
    for path, methods in described(client)["paths"].items():
        taken = {
            each["$ref"].rpartition("/")[2] for each in methods["get"].get("parameters", ()) if "$ref" in each
        }
        if "{" in path:
            continue
        for name in PARAMETERS:
            value = values.get(name, "5f0c2b0e-63f5-5a0b-9d0c-0f6f6c1f8d52" if name.endswith("_id") else "1")
            asked = {name: value, **({"postcode": "LS6"} if name == "proximity" else {})}
            status = client.get(path, query_string=asked).status_code
            is_taken = name in taken and name != "modified_after"
            assert status == (200 if is_taken else 400), f"{path} {name}"


def test_every_reference_leads_somewhere(client):
    document = described(client)
    for reference in set(re.findall(r"'#/(components/[^']+)'", str(document))):
        found = document
        for part in reference.split("/"):
            found = found[part]

        assert found
