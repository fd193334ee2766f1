"""What is measured over HTTP, against a bare page from the same kind of server in the same minute."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from urllib.parse import quote_plus

from flask import Flask

from directory_data.vocabulary import Role
from tests.bench.directory import QUERIES, TOWNS
from tests.bench.measures import interleaved, leave_out, say, say_times
from tests.bench.served import BROWSER, Visitor, served
from tests.client import PageReadingClient
from tests.house.addresses import address

ROUNDS = 60
OFFICER = "officer@demo.example"


def measure_web(app: Flask, settings: Mapping[str, str]) -> None:
    """Public pages and an officer's matches."""
    with served("tests.bench.bare:app", settings) as bare_server, served("wsgi:app", settings) as server:
        bare, reader = Visitor(bare_server.port), Visitor(server.port)
        reader.read("/services")
        say("cold_start", server.ready_after, "s")
        calls: dict[str, Callable[[int], object]] = {
            "bare_page": lambda _: bare.read("/"),
            "home_http": lambda _: reader.read("/"),
            "search_http": lambda number: reader.read(_search(number)),
            "listing_http": lambda _: reader.read(address(app, "directory.show", None)[0]),
        }
        path, is_real = address(app, "matches.index", Role.OFFICER)
        if is_real:
            officer = Visitor(server.port, _sign_in(app))
            calls["match_http"] = lambda _: officer.read(path)
        else:
            leave_out("match_http", "the sample holds no case.")
        taken = interleaved(calls, ROUNDS)
        base = ("bare_page", taken["bare_page"])
        for name, times in taken.items():
            say_times(name, times, None if name == base[0] else base)
        page = reader.read("/services")
        if (held := server.worker_megabytes()) is not None:
            say("worker_memory", held, "MB")
        say("page_bytes", len(page), "bytes", page="/services", compressed=len(gzip.compress(page)))


def _search(number: int) -> str:
    what, where = QUERIES[number % len(QUERIES)], TOWNS[number % len(TOWNS)]
    return f"/services?what={quote_plus(what)}&where={quote_plus(where)}"


def _sign_in(app: Flask) -> str:
    """Sign in here, and take the cookie along: the portal knows the browser by its name and its address."""
    app.test_client_class = PageReadingClient
    client = app.test_client()
    assert isinstance(client, PageReadingClient)
    client.environ_base.update({"HTTP_USER_AGENT": BROWSER, "REMOTE_ADDR": "127.0.0.1"})
    client.sign_in(OFFICER)
    cookie = client.get_cookie("session")
    assert cookie is not None
    return cookie.value
