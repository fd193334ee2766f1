"""What a request asks of the feed: its parameters read once, and every mistake named in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from directory_data.places import parse, plain_text
from portal.feed.addresses import DEFAULT_PER_PAGE, MOST_PER_PAGE, PARAMETERS, Kind

LONGEST = 300
MOST_METRES = 1_000_000
OUTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")
BY_POST = (
    "A full postcode may be somebody's protected address, so it is never part of an address here. Send the same"
    " question by POST, or give the postcode district, such as LS6."
)
NOT_YET = "modified_after is not supported yet. Ask for all with format=ndjson, and compare by ETag."
WORDS_FOR = {
    "true": True,
    "1": True,
    "yes": True,
    "false": False,
    "0": False,
    "no": False,
    "": True,
}


class Unusable(ValueError):
    """A question that cannot be answered as it was asked; the message says why and holds nothing that was typed."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What was asked, read. `postcode` may be a protected address: repr never shows it."""

    values: Mapping[str, Any]

    def __repr__(self) -> str:
        return f"Asked({', '.join(sorted(self.values))})"

    @property
    def page(self) -> int:
        """Which page, from 1."""
        return int(self.values.get("page", 1))

    @property
    def per_page(self) -> int:
        """Records on a page, within what is allowed."""
        asked = self.values.get("per_page", self.values.get("perPage", DEFAULT_PER_PAGE))
        return max(1, min(int(asked), MOST_PER_PAGE))

    @property
    def is_stream(self) -> bool:
        """Whether every record is wanted, one on a line."""
        return bool(self.values.get("format") == "ndjson")

    def text(self, name: str) -> str:
        """A text; empty where it was not asked."""
        return str(self.values.get(name, ""))

    def has(self, name: str) -> bool:
        """Whether a choice was made and is yes."""
        return bool(self.values.get(name, False))

    @property
    def metres(self) -> int | None:
        """How far around the postcode, in metres."""
        return self.values.get("proximity")


def read(given: Mapping[str, str], takes: Collection[str], *, is_in_address: bool) -> Asked:
    """The question; Unusable where a parameter is not known here or its value cannot be used."""
    if unknown := set(given) - set(takes):
        names = ", ".join(sorted(set(takes))) or "no parameters"
        raise Unusable(f"{_count(len(unknown))} not known here. This address takes: {names}.")
    if "modified_after" in given:
        raise Unusable(NOT_YET)
    if is_in_address:
        refuse_postcodes(given)
    asked = Asked(values={name: _read(name, text) for name, text in given.items()})
    if asked.page < 1:
        raise Unusable("page counts from 1.")
    if "proximity" in given and not asked.text("postcode"):
        raise Unusable("proximity needs a postcode to measure from.")
    return asked


def refuse_postcodes(given: Mapping[str, str]) -> None:
    """Unusable where an address holds a full postcode, or anything as postcode that is not a district."""
    place = plain_text(given.get("postcode", ""))
    if (place and not OUTCODE.fullmatch(place)) or any(parse(text[:LONGEST]) for text in given.values()):
        raise Unusable(BY_POST)


def _count(unknown: int) -> str:
    return "A parameter is" if unknown == 1 else f"{unknown} parameters are"


def _read(name: str, text: str) -> Any:
    if "\x00" in text or len(text) > LONGEST:
        raise Unusable(f"{name} is longer than {LONGEST} characters, or holds a character that no text has.")
    parameter = PARAMETERS[name]
    if parameter.choices and text not in parameter.choices:
        raise Unusable(f"{name} is one of: {', '.join(parameter.choices)}.")
    return READERS[parameter.kind](name, text.strip())


def _number(name: str, text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,9}", text, re.ASCII):
        raise Unusable(f"{name} is a whole number of at most nine digits.")
    if name == "proximity" and not 0 <= int(text) <= MOST_METRES:
        raise Unusable(f"proximity is between 0 and {MOST_METRES} metres.")
    return int(text)


def _yes_or_no(name: str, text: str) -> bool:
    if text.casefold() not in WORDS_FOR:
        raise Unusable(f"{name} is true or false.")
    return WORDS_FOR[text.casefold()]


def _key(name: str, text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise Unusable(f"{name} is a UUID, such as the id of a record here.") from None


def _text(_name: str, text: str) -> str:
    return text


READERS: Mapping[Kind, Callable[[str, str], Any]] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.YES_OR_NO: _yes_or_no,
    Kind.KEY: _key,
}
