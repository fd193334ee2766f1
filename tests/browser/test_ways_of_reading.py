"""What the ways of reading do not say of each page: a search by keyboard or without script, pages that stand still."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import NARROW, WIDE

BUSIEST = (
    "/",
    "/services",
    "/services?where=Leeds",
    "/services/aire-valley-dvpp",
    "/factsheets/domestic-abuse",
)

SHIFT = """() => new Promise(done => {
    let moved = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => moved += entry.value))
        .observe({type: 'layout-shift', buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(moved), 0)));
})"""


def test_a_search_is_done_with_the_keyboard_alone(
    person: Callable[[str | None], Page], base_url: str
) -> None:
    page = person(None)
    page.goto("/services")

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert "skip" in page.evaluate("document.activeElement.className")
    page.locator("input[name=where]").focus()
    page.keyboard.type("Leeds")
    page.keyboard.press("Enter")
    page.wait_for_url("**/services?*")

    assert page.locator("a[href='/services/aire-valley-dvpp']").count() >= 1


@pytest.mark.parametrize("path", BUSIEST)
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_moves_while_a_page_is_drawn(
    path: str, size: dict[str, int], browser: Browser, base_url: str
) -> None:
    context = browser.new_context(base_url=base_url, viewport=size)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(path, wait_until="load")

    moved = page.evaluate(SHIFT)
    context.close()

    assert moved < 0.01


def test_the_menu_of_a_small_screen_lies_open_when_its_script_does_not_come(
    browser: Browser, base_url: str
) -> None:
    context = browser.new_context(base_url=base_url, viewport=NARROW)  # type: ignore[arg-type]
    page = context.new_page()
    page.route("**/app.js*", lambda route: route.abort())
    page.goto("/")

    page.wait_for_selector("#navigation", state="visible")
    context.close()


def test_a_search_and_its_exit_need_no_script(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False, viewport=NARROW)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/services")
    page.locator("input[name=where]").fill("Leeds")
    page.locator("main form[action='/services'] button").first.click()
    page.locator("a[href='/services/aire-valley-dvpp']").first.click()

    assert page.locator("h1").inner_text() == "Aire Valley Domestic Violence Perpetrator Programme"
    assert page.locator("#navigation").is_visible()
    leave = page.locator("a.govuk-exit-this-page__button")
    assert leave.is_visible()
    assert leave.get_attribute("href") == "https://www.bbc.co.uk/weather"
    context.close()


def test_a_printed_listing_carries_its_address_and_its_code(
    person: Callable[[str | None], Page], base_url: str
) -> None:
    page = person(None)
    page.goto("/services/aire-valley-dvpp")
    assert not page.locator(".app-only-print").is_visible()

    page.emulate_media(media="print")

    assert "/services/aire-valley-dvpp" in page.locator(".app-only-print").inner_text()
    assert page.locator(".app-only-print svg").is_visible()
