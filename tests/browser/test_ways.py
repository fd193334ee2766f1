"""Each way of reading finds what it is there to find."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.ways import WAYS, without_script

LINK = '<a href="#there">Go</a>'
FAULTY = [
    ("axe, 1280 pixels wide", '<img src="data:,">', "image-alt"),
    ("axe, 320 pixels wide", '<div style="width: 500px">Wide</div>', "pixels wide"),
    ("keyboard, at 400 %", '<a href="#there" style="outline: none">Go</a>', "no sign of the focus"),
    (
        "keyboard, at 400 %",
        f'<p style="position: fixed; inset: 0; background: red">Over</p>{LINK}',
        "not seen",
    ),
    (
        "keyboard, at 400 %",
        '<a href="#there">Go</a><a href="#there" onfocus="document.links[0].focus()">On</a>',
        "not reached",
    ),
    ("forced colours", '<button class="govuk-button" style="border: 0; outline: 0">Go</button>', "no edge"),
    ("on paper", '<div style="overflow: auto"><p style="width: 900px">Wide</p></div>', "cut off on paper"),
    ("on paper", '<p class="govuk-skip-link">Skip</p>', "printed"),
]


@pytest.mark.parametrize("way, words, fault", FAULTY)
def test_a_fault_is_found_in_its_way(
    way: str, words: str, fault: str, person: Callable[[str | None], Page]
) -> None:
    page = person(None)
    page.set_content(f"<!doctype html><html lang=en><title>A</title><main><h1>A</h1>{words}</main>")

    assert any(fault in each for each in WAYS[way](page))


def test_what_only_a_script_would_show_is_found(person: Callable[[str | None], Page]) -> None:
    page = person(None)
    page.set_content('<main><h1>A</h1><form><input style="display: none"><button>Send</button></form></main>')

    assert any("<input" in each for each in without_script(page))
