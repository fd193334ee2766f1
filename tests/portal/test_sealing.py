"""Sealed fields open with their key, in their place, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.sealing import CannotOpen, KeyRing, key_ring, new_key

RING = key_ring(new_key())


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_sealed_opens_again(text):
    assert RING.open(RING.seal(text, belongs_to="a|name|1"), belongs_to="a|name|1") == text


def test_the_same_words_are_sealed_differently_each_time():
    assert RING.seal("Nadia", belongs_to="a") != RING.seal("Nadia", belongs_to="a")


def test_what_belongs_elsewhere_does_not_open():
    with pytest.raises(CannotOpen, match="b"):
        RING.open(RING.seal("Nadia", belongs_to="a"), belongs_to="b")


@given(st.text())
def test_what_was_never_sealed_does_not_open(garbage):
    name = RING.keys[0][0]
    for sealed in (garbage, f"{name}.{garbage}"):
        with pytest.raises(CannotOpen):
            RING.open(sealed, belongs_to="a")


def test_one_changed_letter_is_noticed():
    sealed = RING.seal("Nadia", belongs_to="a")
    other = "A" if sealed[-3] != "A" else "B"

    with pytest.raises(CannotOpen):
        RING.open(sealed[:-3] + other + sealed[-2:], belongs_to="a")


def test_the_first_key_seals_and_the_old_one_still_opens():
    old, new = new_key(), new_key()
    sealed = key_ring(old).seal("Nadia", belongs_to="a")
    both = key_ring(f"{new}, {old}")

    assert both.open(sealed, belongs_to="a") == "Nadia"
    assert both.seal("Nadia", belongs_to="a").startswith(new.split(":")[0] + ".")


@pytest.mark.parametrize("keys", ["k1", "k1:", "k1:c2hvcnQ=", "k1:ä", ":" + "A" * 43 + "=", "k1:%%%"])
def test_a_key_that_is_none_is_named_by_its_setting(keys):
    with pytest.raises(ValueError, match="PORTAL_FIELD_KEYS"):
        key_ring(keys)


def test_no_key_shows_in_an_error():
    with pytest.raises(CannotOpen) as gone:
        KeyRing((("k1", b"1" * 32),)).open("k2.AAAA", belongs_to="a")

    assert "k2" in str(gone.value)
    assert "1111" not in str(gone.value)
