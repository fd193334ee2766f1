"""How old a reader has to be to follow a text: the grade of Flesch and Kincaid, as an age."""

from __future__ import annotations

import re
from collections.abc import Sequence

READERS = range(9, 12)
"""Public words are written for a reading age of 9 to 11 (GOV.UK content design: write for a 9 year old)."""

STARTS_SCHOOL_AT = 5
_SENTENCE_END = re.compile(r"[.!?\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^tdaeiouy]ed|(?:[^sxzcgaeiouy]|[^aeiouycs]h)es)$")


def reading_age(text: str) -> float:
    """The age in years, to one decimal; 0 for a text without a word.

    Grade = 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid, Fishburne, Rogers and Chissom,
    Research Branch Report 8-75, 1975); a grade of American schools is that many years after starting at 5.
    A line of a list and a heading count as a sentence. Syllables are counted by groups of vowels, so a single long
    word may be one out; over a page this evens out.
    """
    sentences = [words for part in _SENTENCE_END.split(text) if (words := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    grade = 0.39 * len(words) / len(sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59
    return max(round(grade + STARTS_SCHOOL_AT, 1), 0.0)


def is_plain(text: str) -> bool:
    """Whether a reader of 11 can follow it."""
    return reading_age(text) < READERS.stop


def longest_sentences(text: str, count: int = 3) -> Sequence[str]:
    """The sentences with most words, longest first: where to begin when a text is too hard."""
    sentences = (part.strip() for part in _SENTENCE_END.split(text))
    return sorted(filter(None, sentences), key=lambda each: -len(_WORD.findall(each)))[:count]


def _syllables(word: str) -> int:
    letters = word.lower()
    groups = len(_VOWELS.findall(letters))
    if groups > 1 and _SILENT.search(letters):
        groups -= 1
    return max(groups, 1)
