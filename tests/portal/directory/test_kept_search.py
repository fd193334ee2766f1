"""A search that is kept: its link holds the council area and the choices, and nothing of the postcode."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest


def _kept(page: Any) -> dict[str, list[str]]:
    """What the link of a results page holds that keeps the search."""
    link = re.search(r'href="([^"]+)">Keep this search<', page.text)
    assert link, "no link to keep the search by"
    return parse_qs(urlsplit(unescape(link[1])).query)


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("LS6 1AA", "Leeds"),
        ("LS6 1", "Leeds"),
        ("LSI IAA", "Leeds"),
        ("WA10 1AA", "E08000013"),  # St Helens is also a place on the Isle of Wight
        ("E1 7", "E1"),
        ("LS6", "LS6"),
        ("York", "York"),
    ],
)
def test_a_search_is_kept_by_an_area_with_its_choices(client: Any, typed: str, where: str) -> None:
    choices = {"what": "dapp", "type": "dvpp", "is_open": "y", "starts_before": "31 3 2027"}

    page = client.post("/services", data={"where": typed, **choices}, follow_redirects=True)

    kept = _kept(page)
    assert kept == {
        "where": [where],
        "what": ["dapp"],
        "type": ["dvpp"],
        "is_open": ["y"],
        "starts_before": ["2027-03-31"],
    }
    again = client.get("/services", query_string=kept)
    assert again.status_code == 200
    assert _kept(again) == kept


def test_the_page_says_what_is_kept_of_a_postcode(client: Any) -> None:
    whole = client.post("/services", data={"where": "LS6 1AA"}, follow_redirects=True)
    parted = client.post("/services", data={"where": "E1 7"}, follow_redirects=True)
    named = client.get("/services?where=Leeds")

    assert "It keeps the council area, not the postcode: Leeds." in whole.text
    assert "It keeps only the first part of the postcode: E1." in parted.text
    assert "It keeps" not in named.text


def test_the_area_that_was_said_is_the_one_that_is_kept(client: Any) -> None:
    page = client.post("/services", data={"where": "E1 7", "authority": "E09000030"}, follow_redirects=True)

    assert _kept(page) == {"where": ["Tower Hamlets"]}


def test_where_nothing_is_asked_there_is_nothing_to_keep(client: Any) -> None:
    assert "Keep this search" not in client.get("/services").text


ADDRESSES = [
    "LSI IAA", "SWIA IAA", "12 Acacia Road, LSI IAA", "Flat 2, 9 Acacia Road, Leeds", "Acacia Cottage, Otley",
    "Otley, Acacia Cottage", "Acacia Cottage, 0X1", "Acacia Cottage, Newport",
    "Leeds Combined Court Centre, Acacia Row", "Otley, b, c, d, e, f, Acacia Cottage",
]  # fmt: skip


@pytest.mark.parametrize("typed", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_is_sealed_like_any_postcode(client: Any, typed: str, method: str) -> None:
    if method == "get":
        answer = client.get("/services", query_string={"where": typed})
    else:
        answer = client.post("/services", data={"where": typed})

    assert answer.status_code == 303
    assert set(parse_qs(urlsplit(answer.location).query)) == {"near"}
    assert "IAA" not in answer.location.split("near=")[0]
    assert "Acacia" not in client.get(answer.location).text
    assert "IAA" not in client.get(answer.location).text.replace(answer.location.split("=")[1], "")


PLACES = [
    "Leeds", "Newport, Isle of Wight", "Newport (Shropshire)", "Newport Isle of Wight", "LS6", "UB9, Buckinghamshire",
    "Leeds Combined Court Centre", "Leeds City Council", "Kent", "Camden, London", "E07000026", "Otley, England",
]  # fmt: skip


@pytest.mark.parametrize("typed", PLACES)
def test_the_name_of_a_place_alone_stays_in_the_address(client: Any, typed: str) -> None:
    answer = client.post("/services", data={"where": typed})

    assert parse_qs(urlsplit(answer.location).query) == {"where": [typed]}


@pytest.mark.parametrize("typed", ["LS6 3AAA", "LS6 AA3", "12 Acacia Road"])
def test_what_is_not_understood_goes_back_in_the_page_and_in_no_address(client: Any, typed: str) -> None:
    answer = client.post("/services", data={"where": typed, "what": "dapp", "slug": ["a", "b"]})

    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text
    assert 'value="dapp"' in answer.text
