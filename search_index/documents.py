"""A service as the index keeps it. The one file that knows both the records and the index's fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from sqlalchemy.orm import Session

from directory_data import queries
from directory_data.gazetteer import Gazetteer
from directory_data.models import CoverageArea, Service
from directory_data.places import AreaKey
from directory_data.vocabulary import AreaKind
from search_index.schema import CONCEPTS, WORDS, plain_words, stems
from search_index.synonyms import split_by_concept

Document = dict[str, str]

_GREATER_PART = 0.5


def documents(
    session: Session, gazetteer: Gazetteer, service_ids: Collection[int] | None = None
) -> Iterator[Document]:
    """Every listing as the index keeps it, or those with these ids."""
    return (document_of(service, gazetteer) for service in queries.services_to_index(session, service_ids))


def document_of(service: Service, gazetteer: Gazetteer) -> Document:
    """One listing as the index keeps it, its areas as the gazetteer names them.

    No address, no position and nothing of a venue is ever in it.
    """
    named = (service.name, service.former_names, service.type.label, service.languages)
    document = {
        "id": str(service.id),
        "name": service.name,
        "former_names": service.former_names,
        "provider": service.provider.name,
        "type_words": f"{service.type.label} {service.type.value}",
        "areas": " ".join(
            _area_name(area.kind, area.code, gazetteer) for area in service.coverage if not area.is_excluded
        ),
        "languages": service.languages,
        "needs": service.who_for,
        "text": f"{service.summary} {service.description}",
        "places_served": " ".join(_places_served(service.coverage, gazetteer)),
    }
    words = {word for field, text in document.items() if field != "id" for word in plain_words(text)}
    return document | {CONCEPTS: " ".join(sorted(_concepts_in(named))), WORDS: " ".join(sorted(words))}


def _concepts_in(texts: Iterable[str]) -> set[str]:
    pieces = (piece for text in texts for piece in split_by_concept(stems(text)))
    return {concept for _, concept in pieces if concept is not None}


def _places_served(coverage: Collection[CoverageArea], gazetteer: Gazetteer) -> list[str]:
    """The authorities inside the wider areas that are stated, less those left out. A whole nation says too little."""
    excluded = {(area.kind, area.code) for area in coverage if area.is_excluded}
    members = _authorities_in(gazetteer, gazetteer.edition)
    inside = [
        name
        for area in coverage
        if not area.is_excluded and area.kind is not AreaKind.NATION
        for code, name in members.get((area.kind, area.code), ())
        if (AreaKind.LOCAL_AUTHORITY, code) not in excluded
    ]
    return list(dict.fromkeys(inside))


@lru_cache(maxsize=2)
def _authorities_in(gazetteer: Gazetteer, _edition: object) -> dict[AreaKey, tuple[tuple[str, str], ...]]:
    """Each wider area -> code and name of every authority that lies in it, wholly or for its greater part."""
    found: dict[AreaKey, list[tuple[str, str]]] = defaultdict(list)
    for authority in gazetteer.authorities():
        for share in gazetteer.place_of_authority(authority.code).authorities:
            for (kind, code), part in share.areas.items():
                if part > _GREATER_PART and kind is not AreaKind.LOCAL_AUTHORITY:
                    found[kind, code].append((authority.code, authority.name))
    return {key: tuple(names) for key, names in found.items()}


def _area_name(kind: AreaKind, code: str, gazetteer: Gazetteer) -> str:
    return code if kind in (AreaKind.RADIUS, AreaKind.OUTCODE) else gazetteer.area_name(kind, code)
