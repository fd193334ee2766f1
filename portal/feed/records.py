"""What every record of the feed is made with: the day, names of areas, our address; and leaving out what is empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from directory_data.coverage import AreaName
from directory_data.vocabulary import ServiceType
from portal.feed.identifiers import id_of

Record = dict[str, Any]

INVENTED = "Invented for demonstration: this organisation does not exist."
TAXONOMY = id_of("taxonomy", "service-type")
TAXONOMY_NAME = "Kinds of service"


@dataclass(frozen=True)
class Bearings:
    """The day in England, what areas are called, and the address at which people find the portal."""

    today: date
    names: AreaName
    home: str


def filled(facts: Mapping[str, Any]) -> Record:
    """The facts that are known: the standard wants what is empty left out, never null."""
    return {name: value for name, value in facts.items() if value not in (None, "", [], {})}


def paragraphs(*texts: str | None) -> str:
    """Texts as one, a paragraph each."""
    return "\n\n".join(text for text in texts if text)


def term_id(type_: ServiceType) -> str:
    """The id of the term for a kind of service."""
    return id_of("taxonomy_term", type_.value)


def taxonomy() -> Record:
    """The one taxonomy: what kind of help a service is."""
    return {
        "id": TAXONOMY,
        "name": TAXONOMY_NAME,
        "description": "What kind of help a service is, in the words of this directory.",
        "version": "1",
    }


def term(type_: ServiceType) -> Record:
    """A kind of service as a term of the taxonomy."""
    return {
        "id": term_id(type_),
        "code": type_.value,
        "name": type_.label,
        "term": type_.label,
        "description": f"Services of this kind: {type_.label}.",
        "taxonomy": TAXONOMY_NAME,
        "taxonomy_id": TAXONOMY,
        "taxonomy_detail": taxonomy(),
        "language": "en",
    }


def phones(number: str | None, *owner: object) -> list[Record]:
    """A telephone number as the one phone of its owner."""
    return [{"id": id_of("phone", *owner), "number": number, "type": "voice"}] if number else []
