"""The ways in which somebody may read a page, and what is wrong with it in each. One table; it holds for every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, WIDE

ZOOMED = {"width": 320, "height": 256}
"""What a window of 1280 by 1024 holds at 400 % (WCAG 2.2, 1.4.10)."""

PAPER = {"width": 680, "height": 960}
"""A4 within its margins, in CSS pixels."""

GONE_ON_PAPER = ".govuk-service-navigation, .govuk-exit-this-page, .govuk-skip-link, main .govuk-button"


def faults_of(page: Page) -> Iterator[str]:
    """What is wrong with the page that is open, way by way; it is left as it was found, wide and on a screen."""
    for way, look in WAYS.items():
        yield from (f"{way}: {fault}" for fault in look(page))
    page.emulate_media(media="screen", forced_colors="none")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]


def axe(page: Page) -> list[str]:
    """What axe-core finds, one sentence for each place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    violations: list[dict[str, Any]] = page.evaluate(RUN_AXE)
    return [
        f"{violation['id']}: {violation['help']} ({node['html'][:200]})"
        for violation in violations
        for node in violation["nodes"]
    ]


def by_keyboard(page: Page) -> list[str]:
    """Where somebody who goes from place to place with the tab key is lost: unseen, covered, or never out of it."""
    page.evaluate(LISTEN)
    for _ in range(page.evaluate("window.walk.most")):
        page.keyboard.press("Tab")
    faults: list[str] = page.evaluate("window.walk.end()")
    return faults


def without_script(page: Page) -> list[str]:
    """What can be reached with scripts alone, on a page that was opened without them."""
    faults: list[str] = page.evaluate(UNREACHED)
    return faults


def _wide(page: Page) -> list[str]:
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    return axe(page)


def _narrow(page: Page) -> list[str]:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    return [*axe(page), *page.evaluate(TOO_WIDE)]


def _zoomed(page: Page) -> list[str]:
    page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
    return [*page.evaluate(TOO_WIDE), *by_keyboard(page)]


def _in_forced_colours(page: Page) -> list[str]:
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.emulate_media(forced_colors="active")
    faults: list[str] = page.evaluate(WITHOUT_AN_EDGE)
    page.emulate_media(forced_colors="none")
    return faults


def _on_paper(page: Page) -> list[str]:
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)  # type: ignore[arg-type]
    return [*page.evaluate(TOO_WIDE), *page.evaluate(ON_PAPER, GONE_ON_PAPER)]


WAYS: Mapping[str, Callable[[Page], list[str]]] = {
    "axe, 1280 pixels wide": _wide,
    "axe, 320 pixels wide": _narrow,
    "keyboard, at 400 %": _zoomed,
    "forced colours": _in_forced_colours,
    "on paper": _on_paper,
}

RUN_AXE = "axe.run({resultTypes: ['violations']}).then(found => found.violations)"

TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [
    document.documentElement.scrollWidth + ' pixels wide: ' + [...document.querySelectorAll('body *')]
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
        .slice(0, 5).map(e => e.tagName + '.' + e.className).join(', ')]"""

LISTEN = """() => {
    const reached = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    const faults = new Set(), seen = new Set(), name = e => e.outerHTML.slice(0, 160);
    // The walk begins at the top, and looks at each place as it is left: by then the page has been scrolled to it.
    if (document.activeElement) document.activeElement.blur();
    getSelection().removeAllRanges(); scrollTo(0, 0);
    const look = () => {
        const here = document.activeElement;
        if (!here || here === document.body) return;
        seen.add(here);
        const box = here.getBoundingClientRect(), style = getComputedStyle(here);
        const next = here.nextElementSibling && getComputedStyle(here.nextElementSibling, '::before');
        if (style.outlineStyle === 'none' && style.boxShadow === 'none' && !(next && next.boxShadow !== 'none'))
            faults.add('no sign of the focus: ' + name(here));
        const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
        const points = [0.1, 0.5, 0.9].flatMap(x => [0.1, 0.5, 0.9].map(y =>
            [Math.max(1, box.left) + (Math.min(innerWidth - 1, box.right) - Math.max(1, box.left)) * x,
             Math.max(1, box.top) + (Math.min(innerHeight - 1, box.bottom) - Math.max(1, box.top)) * y]));
        const uncovered = points.some(([x, y]) => {
            const top = document.elementFromPoint(x, y);
            return top && (top === here || here.contains(top) || top.contains(here) || top.htmlFor === here.id);
        });
        if (!inside || !uncovered) faults.add('the focus is not seen: ' + name(here));
    };
    addEventListener('keydown', look, true);
    const places = [...document.querySelectorAll(reached)];
    window.walk = {most: places.length + 2, end: () => {
        removeEventListener('keydown', look, true);
        const open = places.filter(e => !e.disabled && e.tabIndex >= 0 && e.checkVisibility());
        const groups = new Set([...seen].filter(e => e.type === 'radio').map(e => e.form && e.name));
        const missed = open.filter(e => !seen.has(e) && !(e.type === 'radio' && groups.has(e.form && e.name)));
        missed.forEach(e => faults.add('not reached with the tab key: ' + name(e)));
        return [...faults];
    }};
}"""

WITHOUT_AN_EDGE = """() => [...document.querySelectorAll(
        'main .govuk-button, main .govuk-input, main .govuk-select, main .govuk-textarea')]
    .filter(e => e.checkVisibility() && !['borderTopStyle', 'borderBottomStyle', 'outlineStyle']
        .some(side => getComputedStyle(e)[side] !== 'none'))
    .map(e => 'no edge: ' + e.outerHTML.slice(0, 160))"""

ON_PAPER = """gone => [
    ...[...document.querySelectorAll(gone)].filter(e => e.checkVisibility()).map(e => 'printed: ' + e.className),
    // Pages about the other parent are kept off paper, and the paper says so.
    ...[...document.querySelectorAll('h1')].filter(e => !e.checkVisibility())
        .filter(() => ![...document.querySelectorAll('main .app-only-print')].some(e => e.checkVisibility()))
        .map(() => 'the heading is not printed'),
    ...[...document.querySelectorAll('main *')]
        .filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0
            && ['auto', 'scroll', 'hidden'].includes(getComputedStyle(e).overflowX)
            && !e.closest('.govuk-visually-hidden, svg'))
        .map(e => 'cut off on paper: ' + e.outerHTML.slice(0, 160))]"""

UNREACHED = """() => [...document.querySelectorAll(
        '#navigation, main input:not([type=hidden]), main select, main textarea, main button, main a[href], h1')]
    .filter(e => !e.checkVisibility() && !e.closest('details:not([open])'))
    // A hidden button that a form begins with is for the enter key; the others of the form are there to be pressed.
    .filter(e => !(e.matches('button[hidden]') && [...e.form.elements].some(other =>
        other.tagName === 'BUTTON' && other.checkVisibility())))
    .map(e => 'not there without scripts: ' + e.outerHTML.slice(0, 160))"""
