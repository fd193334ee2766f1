"""A court case number that looks unusual is asked about and never refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.court_case_number import doubt

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("number", ["LS26P01234", "ls26 p 01234", "MA-25-P-54321", "1671 0123 4567 8901"])
def test_a_number_as_courts_write_it_raises_no_doubt(number: str) -> None:
    assert doubt(number, TODAY) == ""


@pytest.mark.parametrize(
    "number, words",
    [
        ("12", "does not look like a court case number"),
        ("LS26P1234", "does not look like a court case number"),
        ("LS26C01234", "Private law cases about children have a P"),
        ("LS27P01234", "is of a year to come"),
    ],
)
def test_an_unusual_number_is_to_be_checked_against_the_order(number: str, words: str) -> None:
    assert words in doubt(number, TODAY)
    assert "Check it against the order." in doubt(number, TODAY)


@given(st.text(max_size=60))
def test_whatever_is_typed_gets_a_sentence_or_nothing(number: str) -> None:
    assert doubt(number, TODAY) == "" or doubt(number, TODAY).endswith(".")
