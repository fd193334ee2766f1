"""What is measured over HTTP, against a bare page from the same kind of server in the same minute."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median
from urllib.parse import quote_plus

from flask import Flask

from directory_data.vocabulary import Role
from tests.bench.directory import QUERIES, TOWNS
from tests.bench.measures import interleaved, leave_out, say, say_times
from tests.bench.served import BROWSER, Server, Visitor, served
from tests.client import PageReadingClient
from tests.house.addresses import address

ROUNDS = 60
OFFICER = "officer@demo.example"
FEED = "/api/oruk/3.0/services"


@dataclass(frozen=True)
class Page:
    """Something to ask one server for; `path` has the number of the round."""

    server: Server
    visitor: Visitor
    path: Callable[[int], str]

    def read(self, number: int) -> None:
        """Ask for it."""
        self.visitor.read(self.path(number))

    def worker_milliseconds(self, number: int) -> float:
        """What the worker used of a processor to answer: on a busy machine the clock says more of the machine."""
        before = self.server.worker_milliseconds() or 0.0
        self.read(number)
        return (self.server.worker_milliseconds() or 0.0) - before


def measure_web(app: Flask, settings: Mapping[str, str]) -> None:
    """Public pages, an officer's pages and the feed."""
    with ExitStack() as servers:
        bare, records, portal = (
            servers.enter_context(served(name, settings))
            for name in ("tests.bench.bare:app", "tests.bench.records:app", "wsgi:app")
        )
        reader = Visitor(portal.port)
        reader.read("/services")
        say("cold_start", portal.ready_after, "s")
        pages = {
            "bare_page": Page(bare, Visitor(bare.port), lambda _: "/"),
            "records_and_macros": Page(records, Visitor(records.port), lambda number: f"/{number}"),
            **{name: Page(portal, reader, path) for name, path in _public_pages(app).items()},
        }
        officer = Visitor(portal.port, _sign_in(app))
        pages |= {name: Page(portal, officer, path) for name, path in _officers_pages(app).items()}
        _say_all(pages)
        page = reader.read("/services")
        if (held := portal.worker_megabytes()) is not None:
            say("worker_memory", held, "MB")
        say("page_bytes", len(page), "bytes", page="/services", compressed=len(gzip.compress(page)))


def _say_all(pages: Mapping[str, Page]) -> None:
    """By the clock and by the worker's time, each beside the bare page's."""
    taken = interleaved({name: page.read for name, page in pages.items()}, ROUNDS)
    used: dict[str, list[float]] = {name: [] for name in pages}
    # Other searches than before: none of them has been asked.
    for number in range(ROUNDS, 2 * ROUNDS):
        for name, page in pages.items():
            used[name].append(page.worker_milliseconds(number))
    by_worker = {name: median(each) for name, each in used.items()}
    for name, times in taken.items():
        more = {"worker_ms": round(by_worker[name], 3)}
        if by_worker["bare_page"]:
            more["worker_ratio"] = round(by_worker[name] / by_worker["bare_page"], 2)
        compared = None if name == "bare_page" else ("bare_page", taken["bare_page"])
        say_times(name, times, compared, **more)


def _public_pages(app: Flask) -> dict[str, Callable[[int], str]]:
    """Name -> path in each round. No search is asked twice, save the one whose name says so."""
    listing = address(app, "directory.show", None)[0]
    return {
        "home_http": lambda _: "/",
        "search_http": _search,
        "place_again_http": lambda number: f"/services?where={quote_plus(TOWNS[number % 5])}",
        "listing_http": lambda _: listing,
        "areas_http": lambda _: "/areas",
        "area_http": lambda _: "/areas/leeds",
        "factsheet_http": lambda _: "/factsheets/dvpp",
        "search_json_http": lambda number: f"{FEED}?search={quote_plus(_words(number))}",
    }


def _officers_pages(app: Flask) -> dict[str, Callable[[int], str]]:
    path, is_real = address(app, "matches.index", Role.OFFICER)
    if not is_real:
        leave_out("match_http", "the sample holds no case.")
    return {"cases_http": lambda _: "/cases"} | ({"match_http": lambda _: path} if is_real else {})


def _words(number: int) -> str:
    return QUERIES[number % len(QUERIES)]


def _search(number: int) -> str:
    return f"/services?what={quote_plus(_words(number))}&where={quote_plus(TOWNS[number % len(TOWNS)])}"


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
