"""What may not stand in words that the programme side will read: the names and numbers of people to protect."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping

from directory_data.places import parse

SHORTEST_NAME = 3
NUMBER_TAIL = 7
WHOLE_NUMBER = 10
"""A number in the United Kingdom has ten or eleven digits with its area code."""
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

_JOINTS = re.compile(r"[-\u00ad\u2010-\u2015\u200b-\u200f\u2060\ufeff]")
"""Signs that can stand inside a word without parting it to the eye."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_NUMBER = re.compile(r"\+?\d[\d\s().-]{5,}\d")
_MOBILE = re.compile(r"(0|44|0044)7\d{9}")
_MAIL = re.compile(r"[\w.+-]+@[\w.-]+\w")


def objections(
    texts: Mapping[str, str],
    *,
    names: Iterable[str],
    contacts: Iterable[str],
    known: str = "",
    may_hold_numbers: Container[str] = (),
) -> list[str]:
    """Why these texts (label to words) may not cross the wall, in sentences that repeat nothing protected; empty means
    they may. `known` is the participant's own name: a family name that two people share is no secret. A mobile
    number or a postcode may stand only in the texts named in `may_hold_numbers`: whose it is cannot be told."""
    full_names = [_words(name) for name in names]
    contact_words = " \n ".join(contacts)
    tails, mails = _number_tails(contact_words), _mails(contact_words)
    telling = {word for name in full_names for word in name if len(word) >= SHORTEST_NAME}
    secret_words = telling - set(_words(known)) - ORDINARY_WORDS
    sentences = []
    for label, text in texts.items():
        words, joined = _words(text), _words(_JOINTS.sub("", text))
        named = secret_words & {*words, *joined}
        if named or any(_stands_in(name, words) or "".join(name) in joined for name in full_names if name):
            sentences.append(
                f"“{label}” names the other parent. Programme staff will read it: write “the other parent”."
            )
        if any(tail in run for run in _runs(text) for tail in tails) or mails & _mails(text):
            sentences.append(
                f"“{label}” holds the other parent’s telephone number or e-mail address. Take it out."
            )
        elif label not in may_hold_numbers and (
            parse(text) or any(_MOBILE.match(run) for run in _runs(text))
        ):
            sentences.append(
                f"“{label}” holds a postcode or a mobile number. Programme staff do not need it there: take it out."
            )
    return sentences


def _stands_in(name: list[str], words: list[str]) -> bool:
    size = len(name)
    return size > 1 and any(words[at : at + size] == name for at in range(len(words) - size + 1))


def _words(text: str) -> list[str]:
    """The words without accents and apostrophes, whose they are or not: Zoë’s is zoe, O’Brien is obrien."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    plain = "".join(mark for mark in apart if not unicodedata.combining(mark))
    return [word.removesuffix("'s").replace("'", "") for word in _WORD.findall(plain)]


def _runs(text: str) -> list[str]:
    return [re.sub(r"\D", "", run) for run in _NUMBER.findall(text)]


def _number_tails(text: str) -> set[str]:
    """The last digits of each number: two numbers that follow each other are both found."""
    numbers = []
    for run in _NUMBER.findall(text):
        digits = ""
        for part in re.findall(r"\d+", run):
            digits += part
            if len(digits) >= WHOLE_NUMBER:
                numbers.append(digits)
                digits = ""
        numbers.append(digits)
    return {number[-NUMBER_TAIL:] for number in numbers if len(number) >= NUMBER_TAIL}


def _mails(text: str) -> set[str]:
    return {mail.casefold() for mail in _MAIL.findall(text)}
