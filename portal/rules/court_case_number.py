"""Whether a court case number looks like one. Courts decide what a number is: this warns, and refuses nothing."""

from __future__ import annotations

import re
from datetime import date

PRIVATE_LAW = "P"
_SHAPE = re.compile(r"[A-Z]{2}(?P<year>[0-9]{2})(?P<kind>[A-Z])[0-9]{5}")
"""Two letters for the court, two digits for the year, a letter for the kind of case, five digits: LS26P01234."""

_DIGITAL = re.compile(r"[0-9]{16}")
"""A case that began online has sixteen digits, often written in fours."""


def doubt(number: str, today: date) -> str:
    """What is unusual about the number, in a sentence to check it by; empty where nothing is."""
    plain = re.sub(r"[\s\u2010-\u2015/.-]", "", number).upper()
    if _DIGITAL.fullmatch(plain):
        return ""
    shape = _SHAPE.fullmatch(plain)
    if shape is None:
        return f"“{number}” does not look like a court case number, such as LS26P01234. Check it against the order."
    if shape["kind"] != PRIVATE_LAW:
        return (
            f"In “{number}” the letter after the year is {shape['kind']}. Private law cases about children have a P. "
            "Check it against the order."
        )
    if int(shape["year"]) > today.year % 100:
        return f"“{number}” is of a year to come. Check it against the order."
    return ""
