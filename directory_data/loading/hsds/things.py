"""One record of a feed with the records inside it, checked for form; every filled field is kept, or counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from directory_data.loading.hsds.fields import CHILDREN, FIELDS, LINKS
from directory_data.loading.hsds.findings import At, Findings

EMPTY: tuple[object, ...] = (None, "", [], {})
NUMBER = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?")
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
NUMBERED = ("id", "_id")
"""What the standard wants as text and many feeds give as a number."""


@dataclass(frozen=True)
class Thing:
    """A record. Two are equal when they say the same, wherever they stand."""

    kind: str
    at: At = field(compare=False)
    values: Mapping[str, str]
    children: Mapping[str, tuple[Thing, ...]]

    def get(self, name: str) -> str:
        """A field as text; empty where it is not filled."""
        return self.values.get(name, "")

    def first(self, name: str) -> Thing | None:
        """The first of the records inside, or None."""
        return next(iter(self.children.get(name, ())), None)

    def linked(self, **links: str) -> Thing:
        """The same record, naming records that it stood in or that stood in it."""
        return replace(self, values={**self.values, **links})


def read_thing(kind: str, value: Any, at: At, findings: Findings) -> Thing | None:
    """The record, without the fields that are refused; None where it is no object at all."""
    if not isinstance(value, dict):
        findings.refuse(at, f"This must be an object that describes a {_words(kind)}.")
        return None
    values: dict[str, str] = {}
    children: dict[str, tuple[Thing, ...]] = {}
    for name, content in value.items():
        if content in EMPTY:
            continue
        if name in CHILDREN.get(kind, {}):
            children[name] = _children(CHILDREN[kind][name], content, at.inside(name), findings)
        elif name in FIELDS.get(kind, {}) or name in LINKS:
            values |= _value(kind, name, content, at.inside(name), findings)
        else:
            findings.not_kept[f"{kind}.{shown(name)}"] += 1
    return Thing(kind, at, values, children)


def shown(name: str) -> str:
    """A name that a stranger chose, fit for a terminal: no control signs, no halves of signs, not long."""
    return ascii(name)[1:-1][:40]


def _children(kind: str, content: Any, at: At, findings: Findings) -> tuple[Thing, ...]:
    if isinstance(content, list):
        read = [read_thing(kind, one, at.inside(number), findings) for number, one in enumerate(content)]
    else:
        read = [read_thing(kind, content, at, findings)]
    return tuple(thing for thing in read if thing is not None)


def _value(kind: str, name: str, content: Any, at: At, findings: Findings) -> dict[str, str]:
    known = FIELDS.get(kind, {}).get(name)
    must_be_number = known is not None and known.is_number
    is_number = isinstance(content, int | float) and not isinstance(content, bool)
    if isinstance(content, str) or (is_number and (must_be_number or name.endswith(NUMBERED))):
        text = str(content).replace("\r\n", "\n").replace("\r", "\n").strip()
        if UNPRINTABLE.search(text):
            findings.refuse(at, "This holds a sign that cannot be printed. Type the text again.")
            return {}
        if not must_be_number or not text or NUMBER.fullmatch(text):
            return {name: text} if text else {}
    findings.refuse(at, "This must be a number." if must_be_number else "This must be text.")
    return {}


def _words(kind: str) -> str:
    return kind.replace("_", " ")
