"""What may not stand in words that the programme side will read: the names and numbers of people to protect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

SHORTEST_NAME = 3
NUMBER_TAIL = 7
ORDINARY_WORDS = frozenset(
    (
        "will",
        "may",
        "hope",
        "grace",
        "rose",
        "mark",
        "april",
        "june",
        "august",
        "faith",
        "joy",
        "art",
        "bill",
        "sue",
    )
)
"""Names that are also ordinary words: found only where the full name stands together."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBER = re.compile(r"\+?\d[\d\s().-]{5,}\d")
_MAIL = re.compile(r"[\w.+-]+@[\w.-]+\w")


def objections(
    texts: Mapping[str, str], *, names: Iterable[str], contacts: Iterable[str], known: str = ""
) -> list[str]:
    """Why these texts (label to words) may not cross the wall, in sentences that repeat nothing protected; empty means
    they may. `known` is the participant's own name: a family name that two people share is no secret."""
    full_names = [_words(name) for name in names]
    contact_words = " \n ".join(contacts)
    secret_words = {word for name in full_names for word in name} - set(_words(known)) - ORDINARY_WORDS
    sentences = []
    for label, text in texts.items():
        words = _words(text)
        if secret_words & set(words) or any(_stands_in(name, words) for name in full_names):
            sentences.append(
                f"“{label}” names the other parent. Programme staff read it: write “the other parent”."
            )
        if _numbers(contact_words) & _numbers(text) or _mails(contact_words) & _mails(text):
            sentences.append(
                f"“{label}” holds the other parent’s telephone number or email address. Take it out."
            )
    return sentences


def _stands_in(name: list[str], words: list[str]) -> bool:
    size = len(name)
    return size > 1 and any(words[at : at + size] == name for at in range(len(words) - size + 1))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if len(word) >= SHORTEST_NAME]


def _numbers(text: str) -> set[str]:
    runs = (re.sub(r"\D", "", run) for run in _NUMBER.findall(text))
    return {run[-NUMBER_TAIL:] for run in runs if len(run) >= NUMBER_TAIL}


def _mails(text: str) -> set[str]:
    return {mail.casefold() for mail in _MAIL.findall(text)}
