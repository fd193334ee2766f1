"""The busiest public pages in other ways: by keyboard, without script, in forced colours, on paper, standing still."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_every_page import axe

BUSIEST = (
    "/",
    "/services",
    "/services?where=Leeds",
    "/services/aire-valley-dvpp",
    "/factsheets/domestic-abuse",
)

FOCUSED = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    const box = here.getBoundingClientRect(), style = getComputedStyle(here);
    const next = here.nextElementSibling && getComputedStyle(here.nextElementSibling, '::before');
    const shown = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || (next && next.boxShadow !== 'none');
    const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
    return {name: here.outerHTML.slice(0, 120), shown, seen};
}"""

SHIFT = """() => new Promise(done => {
    let moved = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => moved += entry.value))
        .observe({type: 'layout-shift', buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(moved), 0)));
})"""


@pytest.mark.parametrize("path", BUSIEST)
def test_a_reader_with_a_keyboard_sees_where_they_are_at_every_step(
    path: str, person: Callable[[str | None], Page], base_url: str
) -> None:
    page = person(None)
    page.goto(path)
    lost = []
    for _ in range(200):
        page.keyboard.press("Tab")
        if (here := page.evaluate(FOCUSED)) is None:
            break
        if not (here["shown"] and here["seen"]):
            lost.append(here)
    else:
        pytest.fail("The keyboard never leaves the page.")

    assert lost == []


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


@pytest.mark.parametrize("path", BUSIEST)
def test_a_page_in_forced_colours_has_no_fault(
    path: str, person: Callable[[str | None], Page], base_url: str
) -> None:
    page = person(None)
    page.emulate_media(forced_colors="active")
    page.goto(path)

    assert axe(page) == []
    assert all(
        page.evaluate("""[...document.querySelectorAll('main .govuk-button')].map(
            e => getComputedStyle(e).borderTopStyle !== 'none' || getComputedStyle(e).outlineStyle !== 'none')""")
    )


@pytest.mark.parametrize("path", BUSIEST)
def test_a_page_on_paper_holds_its_words_and_none_of_its_buttons(
    path: str, person: Callable[[str | None], Page], base_url: str
) -> None:
    page = person(None)
    page.goto(path)
    page.emulate_media(media="print")

    for gone in (".govuk-service-navigation", ".govuk-exit-this-page", ".govuk-skip-link"):
        assert not any(each.is_visible() for each in page.locator(gone).all()), gone
    assert page.locator("h1").is_visible()
    with pikepdf.open(io.BytesIO(page.pdf(format="A4"))) as paper:
        assert len(paper.pages) >= 1


def test_a_printed_listing_carries_its_address_and_its_code(
    person: Callable[[str | None], Page], base_url: str
) -> None:
    page = person(None)
    page.goto("/services/aire-valley-dvpp")
    assert not page.locator(".app-only-print").is_visible()

    page.emulate_media(media="print")

    assert "/services/aire-valley-dvpp" in page.locator(".app-only-print").inner_text()
    assert page.locator(".app-only-print svg").is_visible()
