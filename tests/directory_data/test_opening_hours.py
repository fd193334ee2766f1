"""Hours that are written plainly are read; hours that are not are never guessed at."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_data.opening_hours import END_OF_DAY, read_hours

SUNDAY, MONDAY, FRIDAY = (datetime(2026, 11, day) for day in (22, 23, 27))


@pytest.mark.parametrize(
    "text, at, until",
    [
        ("Monday to Friday, 9am to 5pm", MONDAY.replace(hour=9), time(17)),
        ("Monday to Friday, 9am to 5pm", MONDAY.replace(hour=8, minute=59), None),
        ("Monday to Friday, 9am to 5pm", MONDAY.replace(hour=17), None),
        ("Monday to Friday, 9am to 5pm", SUNDAY.replace(hour=12), None),
        ("Saturdays and Sundays, 10am to 1pm", SUNDAY.replace(hour=12), time(13)),
        ("Monday, Wednesday and Friday, 10am to 2pm", FRIDAY.replace(hour=10), time(14)),
        ("Fridays, 3:30pm to 6:30pm, and Saturdays, 10am to 2pm", FRIDAY.replace(hour=16), time(18, 30)),
        ("Monday to Friday, 9am to noon; Monday, 2pm to 8pm", MONDAY.replace(hour=15), time(20)),
        ("Friday to Monday, 9am to 5pm", SUNDAY.replace(hour=10), time(17)),
        ("Every day, 24 hours", SUNDAY.replace(hour=3), END_OF_DAY),
        ("Every day, 9am to midnight", SUNDAY.replace(hour=23), END_OF_DAY),
    ],
)
def test_plain_hours_say_until_when_somebody_answers(text, at, until):
    hours = read_hours(text)

    assert hours is not None
    assert hours.open_until(at) == until


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Second and fourth Saturday of the month, 10am to 3pm",
        "Weekday evenings",
        "Monday to Friday, 9am to 5pm, except in August",
        "Monday, 25pm to 5pm",
        "Monday, 9pm to 2am",
        "Monday to Friday, 9:75am to 5pm",
    ],
)
def test_other_words_are_not_guessed_at(text):
    assert read_hours(text) is None


def test_the_next_opening_is_found_over_the_weekend_and_a_week_ahead():
    hours = read_hours("Mondays, 9am to 5pm")

    assert hours is not None
    assert hours.next_opening(SUNDAY) == MONDAY.replace(hour=9)
    assert hours.next_opening(MONDAY.replace(hour=9)) == datetime(2026, 11, 30, 9)


@given(st.text(alphabet="monday tofriweksu,;0123456789:.apm24hrs", max_size=60))
def test_no_text_breaks_the_reader(text):
    hours = read_hours(text)

    assert hours is None or all(each.starts < each.ends for each in hours.openings)
