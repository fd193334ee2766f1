"""Every record of the feed is what the official schemas of both standards say."""

from __future__ import annotations

import json

import pytest

from tests.portal.feed.conftest import LISTS

HSDS = "hsds-3.2.3/schema/compiled"
UK = "validator-rules/schemas-V3.0-UK"
OF_ONE = {
    "services": (f"{HSDS}/service.json", f"{UK}/service.json"),
    "organizations": (f"{HSDS}/organization.json", f"{UK}/organization.json"),
    "service_at_locations": (f"{HSDS}/service_at_location.json", f"{UK}/service_at_location.json"),
    "taxonomies": (f"{UK}/taxonomy.json",),
    "taxonomy_terms": (f"{UK}/taxonomy_term.json",),
}
OF_A_LIST = {
    "services": f"{UK}/service_list.json",
    "service_at_locations": f"{UK}/service_at_location_list.json",
    "taxonomies": f"{UK}/taxonomy_list.json",
    "taxonomy_terms": f"{UK}/taxonomy_term_list.json",
}
IN_A_LIST = {
    "services": (f"{HSDS}/service_list.json",),
    "organizations": (f"{HSDS}/organization_list.json", f"{UK}/organization_list.json"),
    "service_at_locations": (f"{HSDS}/service_at_location_list.json",),
}
"""HSDS describes what stands in a list; Open Referral UK the list itself, but of organisations what stands in it."""

pytestmark = pytest.mark.shared


def test_what_the_feed_says_of_itself_is_as_the_standard_asks(client, root, faults_under):
    for path in (root, f"{root}/"):
        about = client.get(path)

        assert about.status_code == 200
        assert faults_under(f"{UK}/api_details.json", about.json) == []
    assert client.get(about.json["openapi_url"]).status_code == 200


@pytest.mark.parametrize("kind", LISTS)
def test_each_page_of_each_list_is_as_the_schemas_say(client, root, kind, faults_under):
    page = client.get(f"{root}/{kind}?per_page=100").json
    of_list = faults_under(OF_A_LIST[kind], page) if kind in OF_A_LIST else []
    in_list = [
        fault
        for name in IN_A_LIST.get(kind, ())
        for record in page["contents"]
        for fault in faults_under(name, record)
    ]

    assert page["size"] == len(page["contents"]) > 0
    assert of_list == in_list == []


@pytest.mark.parametrize("kind", LISTS)
def test_each_record_in_full_is_as_the_schemas_say(client, kind, faults_under):
    is_full = "full=true&" if kind in ("services", "organizations", "service_at_locations") else ""
    lines = client.get(f"/api/hsds/3.2/{kind}?{is_full}format=ndjson").text.splitlines()
    wrong = [
        fault for line in lines for name in OF_ONE[kind] for fault in faults_under(name, json.loads(line))
    ]

    assert lines
    assert wrong == []


@pytest.mark.parametrize("kind", LISTS)
def test_what_a_list_holds_is_found_by_its_id_and_is_as_the_schemas_say(client, root, kind, faults_under):
    first = client.get(f"{root}/{kind}").json["contents"][0]

    answer = client.get(f"{root}/{kind}/{first['id']}")

    assert answer.status_code == 200
    assert answer.json["id"] == first["id"]
    assert [fault for name in OF_ONE[kind] for fault in faults_under(name, answer.json)] == []
