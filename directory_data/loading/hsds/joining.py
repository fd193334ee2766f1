"""The records of all files of a feed, joined: each service with its organisation, places and all that belongs to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from directory_data.loading.hsds.fields import PARENTS
from directory_data.loading.hsds.findings import Findings
from directory_data.loading.hsds.things import Thing

IDENTIFIED = ("organization", "service", "location", "taxonomy_term")
LIFTED = {"organization": "organization_id", "location": "location_id", "service": "service_id"}
"""Records that stand inside another as one object, and the field that then names them."""


class Joined:
    """Everything a feed says, by kind and id. The same record may stand in it any number of times."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.known: dict[str, dict[str, Thing]] = {kind: {} for kind in IDENTIFIED}
        self._at_locations: defaultdict[str, list[Thing]] = defaultdict(list)
        self._loose: defaultdict[tuple[str, str, str], list[Thing]] = defaultdict(list)

    def add(self, thing: Thing) -> None:
        """One record with all that stands in it."""
        if thing.kind in PARENTS:
            self._add_loose(thing)
        elif thing.kind == "service_at_location":
            thing = self._lifted(thing)
            self._at_locations[thing.get("service_id")].append(thing)
        else:
            self._add_identified(thing)

    def services(self) -> Iterator[Thing]:
        """Every service, in the order of the feed."""
        return iter(self.known["service"].values())

    def at_locations(self, service: Thing) -> list[Thing]:
        """Where a service is held, each place once, in the order of the feed."""
        places = self._at_locations[service.get("id")]
        return list(
            {place.get("location_id") or place.get("id"): place for place in reversed(places)}.values()
        )[::-1]

    def inside(self, thing: Thing, name: str) -> tuple[Thing, ...]:
        """The records of a list, whether they stand inside the record or in a table of their own."""
        key = thing.get("id")
        return (*thing.children.get(name, ()), *(self._loose.get((thing.kind, key, name), ()) if key else ()))

    def at_place(self, place: Thing, name: str) -> tuple[Thing, ...]:
        """The records of a list of one place where a service is held; where it has none, of the location itself."""
        location = self.known["location"].get(place.get("location_id"))
        return self.inside(place, name) or (self.inside(location, name) if location else ())

    def term(self, attribute: Thing) -> Thing | None:
        """The taxonomy term of an attribute."""
        nested = attribute.first("taxonomy_term")
        return nested or self.known["taxonomy_term"].get(attribute.get("taxonomy_term_id"))

    def _add_loose(self, thing: Thing) -> None:
        for field, kind, name in PARENTS[thing.kind]:
            if thing.get(field):
                self._loose[kind, thing.get(field), name].append(thing)
                return
        self.findings.not_kept[f"{thing.kind} that belongs to none of these"] += 1

    def _add_identified(self, thing: Thing) -> None:
        key = thing.get("id")
        if not key:
            self.findings.refuse(
                thing.at.inside("id"), f"Give the id of this {thing.kind.replace('_', ' ')}."
            )
            key = f"record {thing.at.number} of {thing.at.file} {thing.at.pointer}"
            thing = thing.linked(id=key)
        thing = self._without_services(self._lifted(thing))
        before = self.known[thing.kind].get(key)
        self.known[thing.kind][key] = self._merged(before, thing) if before else thing

    def _lifted(self, thing: Thing) -> Thing:
        """The record with the single records inside it added on their own and named by id."""
        links = {}
        for name, link in LIFTED.items():
            if (inner := thing.first(name)) is not None and name in thing.children:
                self.add(inner)
                links[link] = inner.get("id") or thing.get(link)
        children = {name: found for name, found in thing.children.items() if name not in LIFTED}
        return replace(thing, values={**thing.values, **links}, children=children)

    def _without_services(self, thing: Thing) -> Thing:
        """The record with the services inside an organisation, and the places inside a service, added on their own."""
        for service in thing.children.get("services", ()):
            self.add(service.linked(organization_id=thing.get("id")))
        for place in thing.children.get("service_at_locations", ()):
            self.add(place.linked(service_id=thing.get("id")))
        kept = {
            n: found for n, found in thing.children.items() if n not in {"services", "service_at_locations"}
        }
        return replace(thing, children=kept)

    def _merged(self, before: Thing, now: Thing) -> Thing:
        """One record out of two of the same id: each fills what the other leaves out, and neither contradicts."""
        for held, found in ((before.values, now.values), (before.children, now.children)):
            for name in held.keys() & found.keys() - {"services"}:
                if held[name] != found[name]:
                    sentence = f"An earlier record says something else of this {now.kind.replace('_', ' ')}."
                    self.findings.refuse(now.at.inside(name), sentence)
        return replace(
            before, values={**now.values, **before.values}, children={**now.children, **before.children}
        )
