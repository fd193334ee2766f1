"""A service as the index keeps it. The one file that knows both the records and the index's fields."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sqlalchemy.orm import Session

from directory_data import queries
from directory_data.gazetteer import Gazetteer
from directory_data.models import Service
from directory_data.vocabulary import AreaKind
from search_index.schema import CONCEPTS, stems
from search_index.synonyms import split_by_concept

Document = dict[str, str]


def documents(session: Session) -> Iterator[Document]:
    """Every listing as the index keeps it."""
    return (document_of(service) for service in queries.services_to_index(session))


def document_of(service: Service) -> Document:
    """One listing as the index keeps it. No address, no position and nothing of a venue is ever in it."""
    named = f"{service.name} . {service.former_names} . {service.type.label}"
    return {
        "id": str(service.id),
        "name": service.name,
        "former_names": service.former_names,
        "provider": service.provider.name,
        "type_words": f"{service.type.label} {service.type.value}",
        "areas": " ".join(
            _area_name(area.kind, area.code) for area in service.coverage if not area.is_excluded
        ),
        "languages": service.languages,
        "text": f"{service.summary} {service.description} {service.who_for}",
        CONCEPTS: " ".join(sorted(_concepts_in(named))),
    }


def _concepts_in(text: str) -> set[str]:
    pieces = (piece for part in text.split(" . ") for piece in split_by_concept(stems(part)))
    return {concept for _, concept in pieces if concept is not None}


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    """Names only, so without the operator's table of unit postcodes."""
    return Gazetteer(None)


def _area_name(kind: AreaKind, code: str) -> str:
    return code if kind in (AreaKind.RADIUS, AreaKind.OUTCODE) else _gazetteer().area_name(kind, code)
