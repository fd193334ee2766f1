"""A postcode may be somebody's hiding place: the log of the real server never holds one that was searched for."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

POSTCODES = ("LS6 1AA", "ls61aa", "LS6 IAA", "M1 1AE")
PLACES = ("1AA", "IAA", "1AE")
VIEWS = ("", "print", "csv")


def _ask(address: str, typed: dict[str, str] | None = None) -> str:
    """Send a request as a browser does, with what was typed as a form; where the answer was in the end."""
    data = urlencode(typed).encode() if typed else None
    request = urllib.request.Request(address, data=data, headers={"Referer": f"{address}?where=LS6+1AA"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return str(answer.url)
    except urllib.error.HTTPError as refused:
        return str(refused.url)


def test_a_postcode_that_was_searched_for_is_in_no_line_of_the_log(
    base_url: str, portal_environment: dict[str, str]
) -> None:
    log = Path(portal_environment["PORTAL_INSTANCE"]) / "server.log"
    before = len(log.read_text())

    ends = [
        _ask(f"{base_url}/services?{urlencode({box: postcode, 'view': view})}")
        for box in ("where", "what", "language")
        for postcode in POSTCODES
        for view in VIEWS
    ]
    ends += [_ask(f"{base_url}/services", {"where": postcode}) for postcode in POSTCODES]
    ends += [_ask(f"{base_url}/services/compare?{urlencode({'where': 'LS6 1AA', 'slug': 'a'})}")]

    said = log.read_text()[before:].upper().replace("%20", "").replace("+", "").replace(" ", "")
    assert said.count("/SERVICES") >= len(ends)
    assert [place for place in PLACES if place in said] == []
    # The sealed place is random letters and digits, and may hold any three of them.
    readable = [
        value for end in ends[:-1] for name, value in parse_qsl(urlsplit(end).query) if name != "near"
    ]
    assert [value for value in readable for place in PLACES if place in value.upper()] == []
