"""How pages write dates: how far off a day is, in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.template_filters import ahead

TODAY = date(2027, 2, 27)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (2, "in 2 days"),
        (400, "in 400 days"),
        (-1, "yesterday"),
        (-3, "3 days ago"),
    ],
)
def test_how_far_off_a_day_is_reads_as_people_say_it(days, words):
    assert ahead(TODAY + timedelta(days=days), TODAY) == words
