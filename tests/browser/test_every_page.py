"""Every page in a real browser: no fault for axe, nothing cut off at 320 pixels, nothing fetched elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import ConsoleMessage, Page, Request

from directory_data.vocabulary import Role
from portal.accounts.demonstration import PEOPLE
from portal.rules import permissions
from tests.browser.conftest import NARROW, WIDE
from tests.house.addresses import address, routes

PERSON_IN = {person.role: person.email for person in reversed(PEOPLE)}
NO_PAGES = ("health.healthz", "health.readyz", "metrics.show", "listings.evidence_file")
FOR_MACHINES = "/api/"
FILES = (".pdf", ".csv", ".ics", ".json", ".svg", ".atom", ".zip")
"""Addresses of files: a browser saves or shows them in its own way, and they have tests of their own."""


def paths(app: Flask, role: Role | None) -> list[str]:
    """Every page that a role may open and a stranger may not; for nobody in particular, the public ones."""
    open_to = [
        endpoint
        for endpoint in routes(app, "GET")
        if endpoint not in NO_PAGES
        and permissions.may_open(role, endpoint)
        and (role is None or not permissions.is_public(endpoint))
    ]
    real = [path for path, is_real in (address(app, endpoint, role) for endpoint in open_to) if is_real]
    pages = [path for path in real if not path.endswith(FILES) and not path.startswith(FOR_MACHINES)]
    return [*pages, "/nothing-here"] if role is None else pages


@pytest.mark.parametrize("role", [None, *Role])
def test_every_page_is_accessible_whole_and_self_contained(
    role: Role | None, person: Callable[[str | None], Page], portal_app: Flask, base_url: str
) -> None:
    page = person(PERSON_IN[role] if role else None)
    heard = Listener(page, base_url)

    faults = [fault for path in paths(portal_app, role) for fault in faults_of(page, path)]

    assert faults + heard.complaints == []


def test_the_sign_in_form_with_mistakes_is_accessible(
    person: Callable[[str | None], Page], base_url: str
) -> None:
    page = person(None)
    page.goto("/sign-in")
    page.locator("main form button").first.click()

    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className").startswith("govuk-error-summary")
    assert axe(page) == []


def faults_of(page: Page, path: str) -> list[str]:
    """What is wrong with one page, wide and narrow."""
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.goto(path)
    found = [f"{path}: {fault}" for fault in axe(page)]
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    found += [f"{path} at 320: {fault}" for fault in axe(page)]
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > NARROW["width"]:
        found.append(f"{path} is {width} pixels wide on a screen of 320: {page.evaluate(WIDER)}")
    return found


WIDER = """[...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map(e => e.tagName + '.' + e.className).join(', ')"""


def axe(page: Page) -> list[str]:
    """What axe-core finds, one sentence for each place."""
    violations: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{violation['id']}: {violation['help']} ({node['html'][:200]})"
        for violation in violations
        for node in violation["nodes"]
    ]


class Listener:
    """Hears what the browser complains of, and sees whom it asks."""

    def __init__(self, page: Page, base_url: str) -> None:
        self.complaints: list[str] = []
        self.home = urlsplit(base_url).netloc
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.complaints.append(f"A script failed: {error}"))
        page.on("request", self._on_request)

    def _on_console(self, message: ConsoleMessage) -> None:
        # The browser also reports the 404 that is asked for on purpose.
        if message.type == "error" and "404" not in message.text:
            self.complaints.append(f"The browser complains: {message.text}")

    def _on_request(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme in ("http", "https") and asked.netloc != self.home:
            self.complaints.append(f"Something is fetched from {asked.netloc}.")
