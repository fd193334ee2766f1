"""Words begun and words mistyped, from the index's own words."""

from __future__ import annotations

import random
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index import lexicon
from search_index.lexicon import Lexicon, is_one_edit
from search_index.spelling import did_you_mean, may_mean

WORDS = Lexicon(
    {"contact": 60, "centre": 50, "mediation": 20, "contract": 2, "children": 40, "chichester": 1}
)
short_words = st.text("abc", min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("contct", "contact"),
        ("conntact", "contact"),
        ("comtact", "contact"),
        ("cnotact", "contact"),
        ("mediaton", "mediation"),
        ("centr", "centre"),
        ("mdiatoin", None),
        ("zebra", None),
        ("cen", None),
        ("1234", None),
    ],
)
def test_a_slip_of_one_letter_is_put_right(typed: str, meant: str | None) -> None:
    assert WORDS.closest(typed) == meant


def test_the_words_that_begin_so_come_commonest_first() -> None:
    assert WORDS.beginning_with("con") == ["contact", "contract"]
    assert WORDS.beginning_with("ch") == ["children", "chichester"]
    assert WORDS.beginning_with("c") == []


def test_a_beginning_of_many_words_is_cut_to_the_commonest() -> None:
    many = Lexicon({f"ab{number}": number for number in range(1, 1000)})

    found = many.beginning_with("ab")

    assert len(found) == lexicon.MOST_COMPLETIONS
    assert found[0] == "ab999"


def test_what_was_meant_keeps_the_words_that_were_right() -> None:
    assert did_you_mean("Children, contct CENTRE", WORDS) == "Children, contact CENTRE"
    assert did_you_mean("contact centre", WORDS) is None
    assert did_you_mean("dapp", WORDS) is None


def test_a_known_word_far_rarer_than_its_neighbour_is_offered_and_not_put_right() -> None:
    assert did_you_mean("contract centre", WORDS) is None
    assert may_mean("contract centre", WORDS) == "contact centre"
    assert may_mean("contact centre", WORDS) is None


@given(st.sets(short_words, min_size=1), short_words)
def test_the_dictionary_finds_what_trying_every_edit_finds(words: set[str], typed: str) -> None:
    counts = dict.fromkeys(sorted(words), 1)
    by_dictionary, by_edits = Lexicon(counts), Lexicon(counts)
    by_edits._is_being_made = True
    by_edits._spellings = lambda: None  # type: ignore[method-assign]

    assert by_dictionary.closest(typed) == by_edits.closest(typed)


@given(short_words, short_words)
def test_one_edit_reads_alike_from_both_sides(one: str, other: str) -> None:
    assert is_one_edit(one, other) == is_one_edit(other, one)


def test_nineteen_slips_in_twenty_are_put_right() -> None:
    chance = random.Random(1)
    words = [
        "perpetrator",
        "programme",
        "behaviour",
        "contact",
        "supervised",
        "mediation",
        "helpline",
        "partner",
    ]
    known = Lexicon({**dict.fromkeys(words, 10), **WORDS.counts})
    slips = [(word, _slip(word, chance)) for word in words for _ in range(50)]

    right = sum(known.closest(slip) == word for word, slip in slips if slip not in known)

    assert right / sum(slip not in known for _, slip in slips) >= 0.95


def _slip(word: str, chance: random.Random) -> str:
    at, letter = chance.randrange(len(word) - 1), chance.choice(ascii_lowercase)
    ways = (
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    return chance.choice(ways)
