"""The chain of the audit log: what each entry's digest is made of, and where a chain is broken.

Each entry's digest is the SHA-256 of the digest before it and of the entry itself, written as one line of JSON. So an
entry that was altered, left out, put in or moved breaks the chain at its place.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

BEGINNING = "0" * 64
"""What stands before the first entry."""
_REFERENCE = re.compile(r"[A-Za-z0-9 ._/-]{0,64}")


@dataclass(frozen=True)
class Said:
    """What one entry says. `actor_id` is None where nobody was signed in; `at` is kept to the microsecond, in UTC."""

    at: datetime
    actor_id: int | None
    role: str
    act: str
    thing: str
    reference: str
    reason: str

    def __post_init__(self) -> None:
        for code in (self.role, self.act, self.thing, self.reference, self.reason):
            if not _REFERENCE.fullmatch(code):
                # What it was is not repeated: it may be what must not be here.
                raise ValueError("An audit entry holds codes and references of up to 64 plain characters.")


@dataclass(frozen=True)
class Link:
    """An entry in its place: its number, what it says, and its digest."""

    number: int
    said: Said
    digest: str


@dataclass(frozen=True)
class Head:
    """How far the chain goes: the number and the digest of its last entry."""

    number: int = 0
    digest: str = BEGINNING


def after(head: Head, said: Said) -> Link:
    """The entry that says this, as the next one of the chain."""
    number = head.number + 1
    return Link(number, said, digest(number, said, head.digest))


def digest(number: int, said: Said, previous: str) -> str:
    """The digest of an entry, in hexadecimal."""
    fields = [
        number,
        said.at.astimezone(UTC).isoformat(timespec="microseconds"),
        said.actor_id,
        said.role,
        said.act,
        said.thing,
        said.reference,
        said.reason,
    ]
    line = json.dumps(fields, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{line}".encode()).hexdigest()


def break_in(links: Iterable[Link], head: Head, noted: Head | None = None) -> str | None:
    """The first place where the chain is broken, in a sentence; None where it is whole up to its head.

    `noted` is a head that was written down earlier, outside the store: the chain must still lead through it, or
    somebody with every right on the store has written it anew.
    """
    last = Head()
    for link in links:
        if link.number != last.number + 1:
            return f"Entry {last.number + 1} is missing: after entry {last.number} comes entry {link.number}."
        if link.digest != digest(link.number, link.said, last.digest):
            return (
                f"Entry {link.number} is broken: it, or the one before it, was altered after it was written."
            )
        last = Head(link.number, link.digest)
        if noted is not None and noted.number == last.number and noted != last:
            return f"Entry {last.number} is not the one that was noted: the log was written anew."
    if last != head:
        return f"Entry {last.number + 1} is missing: the log ends there and should go to entry {head.number}."
    if noted is not None and noted.number > last.number:
        return f"Entry {last.number + 1} is missing: entry {noted.number} was noted earlier."
    return None
