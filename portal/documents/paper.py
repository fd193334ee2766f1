"""Paper: what a document says, as plain blocks. One content from which both the web page and the PDF are made. Pure."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, TypeAlias


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the paper; level 2 stands below the title, 3 below that."""

    block: ClassVar = "heading"
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. `is_note` sets it apart: a caveat, a date of data."""

    block: ClassVar = "text"
    text: str
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences."""

    block: ClassVar = "bullets"
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values in pairs."""

    block: ClassVar = "facts"
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column names; the first cell names its row."""

    block: ClassVar = "table"
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of our own as SVG, and what it shows, for somebody who does not see it."""

    block: ClassVar = "drawing"
    svg: str
    shows: str


Block: TypeAlias = Heading | Text | Bullets | Facts | Table | Drawing
_KINDS: dict[str, type[Any]] = {kind.block: kind for kind in (Heading, Text, Bullets, Facts, Table, Drawing)}


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document. `lang` is a BCP 47 tag, for whoever has it read aloud."""

    title: str
    blocks: tuple[Block, ...]
    lang: str = "en-GB"
    caveats: tuple[str, ...] = field(default_factory=tuple)

    @property
    def digest(self) -> str:
        """SHA-256 of what it says, in hexadecimal: whether a paper still says what somebody read."""
        return hashlib.sha256(json.dumps(self.as_record(), sort_keys=True).encode()).hexdigest()

    def as_record(self) -> dict[str, Any]:
        """Plain values to keep and to typeset: each block under its name."""
        blocks = [{"block": block.block, **asdict(block)} for block in self.blocks]
        return {"title": self.title, "lang": self.lang, "caveats": list(self.caveats), "blocks": blocks}


def from_record(record: dict[str, Any]) -> Paper:
    """The paper that was kept."""
    return Paper(
        record["title"],
        tuple(_block(each) for each in record["blocks"]),
        record["lang"],
        tuple(record["caveats"]),
    )


def _block(record: dict[str, Any]) -> Block:
    values = {name: _frozen(value) for name, value in record.items() if name != "block"}
    block: Block = _KINDS[record["block"]](**values)
    return block


def _frozen(value: Any) -> Any:
    return tuple(_frozen(each) for each in value) if isinstance(value, (list, tuple)) else value
