"""The references people read out: a letter, a dash and six characters that nobody mistakes for others."""

from __future__ import annotations

import re
from collections.abc import Callable

from directory_data.vocabulary import Word

ALPHABET = "346789DFHJKMNPTVWXY"
"""No vowels, so that no word appears; neither first letter; nothing like another (0OQ, 1IL, 2Z, 5S, 8B, 6G, UV)."""

LENGTH = 6
_MISREAD = str.maketrans({"B": "8", "G": "6", "U": "V"})
_NOT_TYPED_ON_PURPOSE = re.compile(r"[\s\u00a0\u200b\u2010-\u2015\u2212_./-]+")


class ReferenceKind(Word):
    """What a reference is of; the value is its first letter (contract, section 4)."""

    CASE = "C", "Case reference"
    REFERRAL = "R", "Referral reference"
    SUPPORT = "S", "Hand-off reference"


def new_reference(kind: ReferenceKind, choose: Callable[[str], str]) -> str:
    """A fresh reference such as "C-34K8PX". `choose` picks one character at random (`secrets.choice`)."""
    return f"{kind}-" + "".join(choose(ALPHABET) for _ in range(LENGTH))


def parse_reference(text: str, kind: ReferenceKind) -> str | None:
    """The reference meant by what was typed (any case, without dash or letter, with spaces), or None."""
    typed = _NOT_TYPED_ON_PURPOSE.sub("", text[:64]).upper()
    if len(typed) == LENGTH + 1 and typed[0] == kind.value:
        typed = typed[1:]
    typed = typed.translate(_MISREAD)
    if len(typed) != LENGTH or any(character not in ALPHABET for character in typed):
        return None
    return f"{kind}-{typed}"
