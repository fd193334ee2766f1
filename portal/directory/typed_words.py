"""A postcode typed among other words: words stand in an address, and a postcode and what is beside it never do."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from search_index import field_words

SMALL_WORDS = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "near", "of", "or", "the", "to"})


def among_words(text: str, is_postcode: Callable[[str], bool]) -> tuple[str, str]:
    """The words to search for, and the place: the whole text where a postcode is in it, else nothing.

    Beside a postcode only words of the field stay words. Any other may be a street or the name of a house.
    """
    words = text.split()
    found = _found(words, is_postcode)
    if found is None:
        return ("", text) if is_postcode(text) else (" ".join(words), "")
    start, end = found
    before, after = words[:start], words[end:]
    while before and before[-1].lower() in SMALL_WORDS:
        before.pop()
    beside = [*before, *after]
    are_of_the_field = all(word.strip(",.").lower() in field_words() | SMALL_WORDS for word in beside)
    return (" ".join(beside), " ".join(words[start:end])) if are_of_the_field else ("", text)


def _found(words: list[str], is_postcode: Callable[[str], bool]) -> tuple[int, int] | None:
    """Where the postcode stands: in one word, else in two."""
    for place, word in enumerate(words):
        if is_postcode(word):
            return place, place + 1
    for place, pair in enumerate(pairwise(words)):
        if is_postcode(" ".join(pair)):
            return place, place + 2
    return None
