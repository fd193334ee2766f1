"""Plain words are told from hard ones as published examples are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.reading_age import is_plain, longest_sentences, reading_age

EASY = "The cat sat on the mat. It was warm. The sun was out. The dog ran to the park and back."
HARD = (
    "Notwithstanding the aforementioned considerations, participating individuals acknowledge responsibility for "
    "facilitating communication regarding the commencement of rehabilitative interventions."
)


def test_short_words_in_short_sentences_are_plain_and_office_words_are_not():
    assert reading_age(EASY) < 7
    assert reading_age(HARD) > 20
    assert is_plain(EASY)
    assert not is_plain(HARD)


@pytest.mark.parametrize("text, age", [("", 0), ("12 3.4 …", 0), ("Go.", 1.6)])
def test_a_text_of_no_words_asks_nothing_of_a_reader(text, age):
    assert reading_age(text) == pytest.approx(age, abs=0.1)


def test_each_line_of_a_list_is_a_sentence_so_that_lists_are_not_punished():
    lines = ["tell a teacher", "tell a nurse", "tell a friend"]

    assert reading_age("\n".join(lines)) < reading_age(" and then you should ".join(lines))


def test_a_silent_e_is_not_a_syllable():
    assert reading_age("He came home.") == reading_age("He can hop.")


def test_the_longest_sentences_are_named_first():
    assert longest_sentences("One two. One two three four. One.", 2) == ["One two three four", "One two"]


@given(st.text(max_size=300))
def test_no_text_breaks_the_measure(text):
    assert reading_age(text) >= 0
