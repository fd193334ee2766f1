"""References that people read out and type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.references import ALPHABET, ReferenceKind, new_reference, parse_reference

CASE, REFERRAL = ReferenceKind.CASE, ReferenceKind.REFERRAL


def test_a_reference_is_a_letter_a_dash_and_six_characters() -> None:
    turns = iter("34K8PX")

    assert new_reference(CASE, lambda alphabet: next(turns)) == "C-34K8PX"


def test_no_character_is_taken_for_another_and_no_word_appears() -> None:
    assert not set(ALPHABET) & ({kind.value for kind in ReferenceKind} | set("0125BGIOQLSZUAE"))
    assert len(set(ALPHABET)) == len(ALPHABET) == 19


@pytest.mark.parametrize(
    "typed",
    ["R-34K8PX", "r-34k8px", "R34K8PX", "34k8px", " R – 34K 8PX ", "R-34KBPX", "r\u00a034k8px", "R/34K8PX"],
)
def test_what_people_type_is_understood(typed: str) -> None:
    assert parse_reference(typed, REFERRAL) == "R-34K8PX"


@pytest.mark.parametrize(
    "typed", ["", "R-34K8P", "R-34K8PXX", "C-34K8PX", "R-34K8P0", "'; --", "R" * 10_000_000]
)
def test_what_is_no_reference_is_none(typed: str) -> None:
    assert parse_reference(typed, REFERRAL) is None


@given(st.lists(st.sampled_from(ALPHABET), min_size=6, max_size=6))
def test_every_reference_is_read_back(characters: list[str]) -> None:
    turns = iter(characters)
    reference = new_reference(CASE, lambda alphabet: next(turns))

    assert parse_reference(reference, CASE) == reference


@given(st.text(max_size=80))
def test_nothing_typed_can_break_it(typed: str) -> None:
    parse_reference(typed, CASE)
