"""Every page and state in a real browser, in each way of reading it; nothing is fetched elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from directory_data.vocabulary import Role
from portal.accounts.demonstration import PEOPLE
from portal.rules import permissions
from tests.browser.conftest import sign_in
from tests.browser.states import EMPTIED, KEPT_AS_THEY_ARE, SEND, STATES
from tests.browser.ways import axe, faults_of, without_script
from tests.house.addresses import address, routes

PERSON_IN = {person.role: person.email for person in reversed(PEOPLE)}
NO_PAGES = ("health.healthz", "health.readyz", "metrics.show", "listings.evidence_file")
FOR_MACHINES = "/api/"
FILES = (".pdf", ".csv", ".ics", ".json", ".svg", ".atom", ".zip")
"""Addresses of files: a browser saves or shows them in its own way, and they have tests of their own."""


def pages(app: Flask, role: Role | None) -> dict[str, str]:
    """Endpoint -> address of every page that a role may open and a stranger may not; for nobody, the public ones."""
    open_to = [
        endpoint
        for endpoint in routes(app, "GET")
        if endpoint not in NO_PAGES
        and permissions.may_open(role, endpoint)
        and (role is None or not permissions.is_public(endpoint))
    ]
    found = {endpoint: address(app, endpoint, role) for endpoint in open_to}
    return {
        endpoint: path
        for endpoint, (path, is_real) in found.items()
        if is_real and not path.endswith(FILES) and not path.startswith(FOR_MACHINES)
    }


@pytest.mark.parametrize("role", [None, *Role])
def test_every_page_and_state_can_be_read_in_every_way_and_is_self_contained(
    role: Role | None, person: Callable[[str | None], Page], portal_app: Flask, base_url: str
) -> None:
    page = person(PERSON_IN[role] if role else None)
    heard = Listener(page, base_url)

    faults = list(_faults(page, [*pages(portal_app, role).values(), *STATES.get(role, ())]))

    assert faults + heard.complaints == []


@pytest.mark.parametrize("role", [None, *Role])
def test_every_form_that_comes_back_with_mistakes_can_be_read_in_every_way(
    role: Role | None, person: Callable[[str | None], Page], portal_app: Flask
) -> None:
    page = person(PERSON_IN[role] if role else None)
    came_back, faults = [], []
    for endpoint, path in pages(portal_app, role).items():
        page.goto(path)
        if endpoint in KEPT_AS_THEY_ARE or not page.evaluate(EMPTIED):
            continue
        with page.expect_navigation():
            page.evaluate(SEND)
        if page.locator(".govuk-error-summary").count():
            came_back.append(endpoint)
            faults += [f"{path} with mistakes: {fault}" for fault in faults_of(page)]

    assert faults == []
    assert came_back or role not in WRITERS


WRITERS = frozenset({Role.OFFICER, Role.PROGRAMME, Role.PARTNER_SUPPORT, Role.PROVIDER_ADMINISTRATOR})


@pytest.mark.parametrize("role", [None, *Role])
def test_every_page_is_whole_without_scripts(
    role: Role | None, browser: Browser, base_url: str, portal_app: Flask
) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    if role:
        sign_in(page, PERSON_IN[role])
    faults = []
    for path in [*pages(portal_app, role).values(), *STATES.get(role, ())]:
        page.goto(path)
        faults += [f"{path}: {fault}" for fault in without_script(page)]
    context.close()

    assert faults == []


def test_the_sign_in_form_with_mistakes_is_accessible(
    person: Callable[[str | None], Page], base_url: str
) -> None:
    page = person(None)
    page.goto("/sign-in")
    page.locator("main form button").first.click()

    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className").startswith("govuk-error-summary")
    assert axe(page) == []


def _faults(page: Page, paths: list[str]) -> Iterator[str]:
    for path in paths:
        page.goto(path)
        yield from (f"{path}, {fault}" for fault in faults_of(page))


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
        if message.type == "error" and "404" not in message.text and "422" not in message.text:
            self.complaints.append(f"The browser complains: {message.text}")

    def _on_request(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme in ("http", "https") and asked.netloc != self.home:
            self.complaints.append(f"Something is fetched from {asked.netloc}.")
