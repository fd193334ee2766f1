"""Counts that stay honest where there is little to count."""

from __future__ import annotations

import pytest

from portal.rules.quality import Measure


@pytest.mark.parametrize(
    ("has", "of", "words"),
    [
        (0, 0, "There are none to count"),
        (3, 4, "3 of 4 listings"),
        (19, 19, "19 of 19 listings"),
        (10, 20, "10 of 20 listings (50 %)"),
        (1999, 2000, "1,999 of 2,000 listings (99 %)"),
    ],
)
def test_a_share_is_given_only_where_there_are_enough_and_never_rounded_up(has, of, words):
    assert Measure("", has, of).words == words
