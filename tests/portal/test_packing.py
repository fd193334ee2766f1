"""Files that every page needs are packed; pages are not (portal/packing.py)."""

from __future__ import annotations

import gzip
from typing import Any

import pytest

FILE = "/static/app.css"
UNPACKS = {"Accept-Encoding": "gzip, deflate, br"}


def test_a_browser_that_unpacks_gets_the_file_packed_and_the_same(client: Any) -> None:
    plain, packed = client.get(FILE, buffered=True), client.get(FILE, headers=UNPACKS, buffered=True)

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 3
    assert packed.headers["ETag"] != plain.headers["ETag"]


@pytest.mark.parametrize("headers", [{}, UNPACKS])
def test_whoever_keeps_the_file_for_others_keeps_both(client: Any, headers: dict[str, str]) -> None:
    assert "Accept-Encoding" in client.get(FILE, headers=headers, buffered=True).headers["Vary"]


@pytest.mark.parametrize("asked", [{"Range": "bytes=0-9"}, {"Accept-Encoding": "gzip;q=0"}])
def test_a_part_of_a_file_or_one_for_a_browser_that_refuses_is_not_packed(
    client: Any, asked: dict[str, str]
) -> None:
    assert "Content-Encoding" not in client.get(FILE, headers=UNPACKS | asked, buffered=True).headers


@pytest.mark.parametrize("address", ["/", "/services?what=change", "/sign-in"])
def test_no_page_is_packed(client: Any, address: str) -> None:
    assert "Content-Encoding" not in client.get(address, headers=UNPACKS).headers
