"""A real browser in front of the real server, with a sample portal of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from portal.app import create_app
from portal.clock import now, today
from portal.config import read_settings
from tests.browser.chromium import chromium
from tests.conftest import skip_unless_ci
from tests.ports import free_port
from tests.sample_portal import TODAY
from tests.work_in_hand import add_work_in_hand

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
PASSWORD = "demonstration"
READY_WITHIN_SECONDS = 60
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser, so that `-m "not browser"` leaves it out."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of this machine, not one that would have to be fetched."""
    program = chromium()
    if program is None:
        skip_unless_ci("No Chromium or Chrome was found for the browser tests.")
    return {**browser_type_launch_args, "executable_path": str(program), "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def portal_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The settings of the portal that the browser sees; the whole environment of its processes."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    instance = tmp_path_factory.mktemp("portal-in-browser")
    own = {"PORTAL_INSTANCE": str(instance), "PORTAL_DEMO": "1", "PORTAL_TODAY": TODAY.isoformat()}
    return {**kept, **own, "PORT": str(free_port())}


@pytest.fixture(scope="session")
def base_url(portal_environment: dict[str, str]) -> Iterator[str]:
    """Where the portal answers, served as in production; `page.goto("/services")` goes there."""
    for step in (["setup"], ["demo"]):
        command = [sys.executable, "-m", "flask", *step]
        subprocess.run(command, cwd=ROOT, env=portal_environment, check=True, capture_output=True)
    address = f"http://127.0.0.1:{portal_environment['PORT']}"
    log = Path(portal_environment["PORTAL_INSTANCE"]) / "server.log"
    command = [sys.executable, "-m", "gunicorn", "--config", "python:portal.serving", "wsgi:app"]
    with log.open("w") as said:
        server = subprocess.Popen(
            command, cwd=ROOT, env=portal_environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        try:
            _wait_until_ready(address, server, log)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture(scope="session")
def portal_app(base_url: str, portal_environment: dict[str, str]) -> Flask:
    """The same portal in this process, to ask it for addresses; it reads the same store, with work in hand."""
    app = create_app(read_settings(portal_environment))
    with app.app_context():
        add_work_in_hand(app, today(), now())
    return app


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A browser as a reader in England has it."""
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "Europe/London", "viewport": WIDE}


@pytest.fixture
def person(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Callable[[str | None], Page]]:
    """A person in a browser of their own: `person("officer@demo.example")`; None is somebody not signed in."""
    contexts: list[BrowserContext] = []

    def enter(email: str | None) -> Page:
        context = browser.new_context(**browser_context_args)
        contexts.append(context)
        page = context.new_page()
        if email:
            sign_in(page, email)
        return page

    yield enter
    for context in contexts:
        context.close()


def sign_in(page: Page, email: str) -> None:
    """Sign in as a reader does."""
    page.goto("/sign-in")
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit], main button:not([type])").first.click()
    page.wait_for_url(lambda address: "/sign-in" not in address)


def _wait_until_ready(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The server did not become ready:\n{log.read_text()[-3000:]}")
