"""Did you mean: the words typed, with those that no listing knows put right."""

from __future__ import annotations

import re
from collections.abc import Callable

from search_index.lexicon import Lexicon
from search_index.query import MOST_WORDS
from search_index.schema import WORD, plain_words
from search_index.synonyms import field_words

MUCH_COMMONER = 20
"""A word that is known, but so much rarer than its neighbour, may be a slip too: offered, never put right by itself."""


def did_you_mean(text: str, lexicon: Lexicon) -> str | None:
    """The text with its unknown words put right, or None where there is nothing to put right."""
    return _respelt(text, lambda word: None if is_known(word, lexicon) else lexicon.closest(word))


def is_known(word: str, lexicon: Lexicon) -> bool:
    """Whether listings use the word, or the field does."""
    return word in field_words() or word in lexicon


def may_mean(text: str, lexicon: Lexicon) -> str | None:
    """As did_you_mean, and words that are known but far rarer than one that looks like them."""

    def likelier(word: str) -> str | None:
        if word in field_words():
            return None
        closest = lexicon.closest(word)
        is_likelier = closest and lexicon.count(closest) > MUCH_COMMONER * lexicon.count(word)
        return closest if is_likelier else None

    return _respelt(text, likelier)


def _respelt(text: str, better: Callable[[str], str | None]) -> str | None:
    words = frozenset(plain_words(text)[:MOST_WORDS])
    changed = False

    def put_right(found: re.Match[str]) -> str:
        nonlocal changed
        plain = plain_words(found[0])
        word = better(plain[0]) if plain and plain[0] in words else None
        changed = changed or word is not None
        return word or found[0]

    respelt = WORD.sub(put_right, text)
    return respelt if changed else None
