"""The records behind each address: how many there are, those of one page, and the one with an id."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.feed import choosing, queries, services
from portal.feed.asked import Asked
from portal.feed.choosing import Sources
from portal.feed.identifiers import id_of
from portal.feed.kept import Written, written
from portal.feed.organizations import organization, organization_id
from portal.feed.places import place_id, places
from portal.feed.queries import Spot
from portal.feed.records import TAXONOMY, Bearings, Record, taxonomy, term, term_id

Shape = Callable[[Any, Bearings], Record]


@dataclass(frozen=True)
class Contents:
    """One kind of record. `choose` finds what a question means, `key` is its id, `show` writes those asked for."""

    choose: Callable[[Asked, Sources], Sequence[Any]]
    key: Callable[[Any], str]
    show: Callable[[Sequence[Any], Asked, Sources, Bearings], Sequence[Record | Written]]


def _show_services(
    chosen: Sequence[Any], asked: Asked, sources: Sources, around: Bearings
) -> list[Record | Written]:
    """As they were written before, where nothing was committed since."""
    shape: Shape = services.brief
    if asked.has("minimal"):
        shape = services.minimal
    elif asked.has("full"):
        shape = services.full
    version, kept = sources.version, sources.kept.records
    state = None if version is None else (version, sources.gazetteer.edition, around.today)
    found = {each.id: kept.find(state, (around.home, shape.__name__, each.id)) for each in chosen}
    missing = [one for one, record in found.items() if record is None]
    for service in queries.whole_services(sources.session, missing) if missing else ():
        record = Written(written(shape(service, around)))
        kept.keep(state, (around.home, shape.__name__, service.id), record)
        found[service.id] = record
    return [record for record in found.values() if record is not None]


def _show_organizations(
    chosen: Sequence[Any], asked: Asked, sources: Sources, around: Bearings
) -> list[Record]:
    records = [organization(each) for each in chosen]
    if not (asked.has("full") or asked.has("full_service")):
        return records
    wanted = {each.id for each in chosen}
    listed = [each for each in sources.listed.values() if each.provider_id in wanted]
    found = queries.whole_services(sources.session, [each.id for each in listed])
    shape = services.full if asked.has("full_service") else services.brief
    for record in records:
        record["services"] = [
            shape(service, around)
            for service in found
            if organization_id(service.provider.slug) == record["id"]
        ]
    return records


def _show_places(chosen: Sequence[Any], asked: Asked, sources: Sources, around: Bearings) -> list[Record]:
    ids = list(dict.fromkeys(spot.service_id for spot in chosen))
    found = {service.id: service for service in queries.whole_services(sources.session, ids)}
    records = []
    for spot in chosen:
        service = found[spot.service_id]
        whole = next(place for place in places(service, around) if place["id"] == _key_of(spot))
        shown = whole if asked.has("full") else _direct(whole)
        records.append({**shown, "service": services.brief(service, around)})
    return records


def _direct(record: Record) -> Record:
    """Without its lists; its location keeps what says where it is."""
    return {name: value for name, value in record.items() if not isinstance(value, list)}


def _key_of(spot: Spot) -> str:
    return place_id(spot.slug, spot.owner, spot.venue_id)


def _types(asked: Asked, sources: Sources) -> list[Any]:
    """The kinds that published services have; none is above or below another."""
    if asked.text("parent_id") or asked.text("taxonomy_id") not in ("", TAXONOMY):
        return []
    used = {each.type for each in sources.listed.values()}
    return [type_ for type_ in sorted(used) if _speaks_of(term(type_), asked)]


def _taxonomies(asked: Asked, _sources: Sources) -> list[Record]:
    return [taxonomy()] if _speaks_of(taxonomy(), asked) else []


def _speaks_of(record: Mapping[str, Any], asked: Asked) -> bool:
    text = f"{record['name']} {record['description']}".casefold()
    return all(word in text for word in asked.text("search").casefold().split())


CONTENTS: Mapping[str, Contents] = {
    "services": Contents(choosing.services, lambda each: id_of("service", each.slug), _show_services),
    "organizations": Contents(
        choosing.providers, lambda each: organization_id(each.slug), _show_organizations
    ),
    "service_at_locations": Contents(choosing.spots, _key_of, _show_places),
    "taxonomies": Contents(_taxonomies, lambda each: each["id"], lambda chosen, *_: list(chosen)),
    "taxonomy_terms": Contents(_types, term_id, lambda chosen, *_: [term(type_) for type_ in chosen]),
}
