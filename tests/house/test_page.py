"""The page that tests read is faulted for what a browser would have to put right (tests/page.py)."""

from __future__ import annotations

import pytest

from tests.page import Page

GOOD = '<!doctype html><html lang="en"><head><title>A</title></head><body><p class="a" id="b">One</p></body></html>'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("One", "<p>Two</p>"),
        ("</p>", "</em></p>"),
        ('class="a"', 'class="a" class="c"'),
        ("One", "</div>"),
        ("<!doctype html>", ""),
    ],
)
def test_what_a_browser_would_put_right_is_a_fault_also_after_good_pages(old: str, new: str) -> None:
    assert Page(GOOD).parse_errors == Page(GOOD.replace("One", "Two")).parse_errors == []
    assert Page(GOOD.replace(old, new)).parse_errors
