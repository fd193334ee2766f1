"""Where a provider's services are held: the feed's locations -> venues, each with a name of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from directory_data.loading.hsds.findings import Findings
from directory_data.loading.hsds.joining import Joined
from directory_data.loading.hsds.row_making import Cell, cell_of, make_row
from directory_data.loading.hsds.things import Thing
from directory_data.loading.hsds.wording import address, transport
from directory_data.loading.rows import VenueRow


@dataclass(frozen=True)
class Building:
    """A location with its published address."""

    location: Thing
    lines: Thing
    name: str

    @property
    def key(self) -> tuple[str, str]:
        """Two locations with the same are one building: the name, and the postcode or else the address."""
        postcode = self.lines.get("postal_code").replace(" ", "").upper()
        return self.name.casefold(), postcode or address(self.lines).casefold()


NAMES: tuple[Callable[[Building], str], ...] = (
    lambda building: building.name,
    lambda building: f"{building.name}, {building.lines.get('city')}",
    lambda building: f"{building.name}, {address(building.lines)}"[:120].strip(" ,"),
    lambda building: f"{building.name[:100]} ({building.location.get('id')[:13]})",
)
"""What a building may be called, shortest first; the first that no other of the provider's has is taken."""


def building_of(location: Thing, joined: Joined) -> Building | None:
    """The building, or None for a location that is no place to come to, or whose address is not published.

    A point without an address is taken for a place that somebody wants to keep to themselves.
    """
    if location.get("location_type") not in {"", "physical"}:
        return None
    for lines in joined.inside(location, "addresses"):
        if lines.kind == "address" and lines.get("address_type") in {"", "physical"} and address(lines):
            return Building(location, lines, _listed(location.get("name") or lines.get("address_1")))
    return None


def names_of(buildings: Iterable[Building], findings: Findings) -> dict[str, tuple[str, Building]]:
    """Location id -> the venue's name and the building, for one provider; one building has one name."""
    distinct: dict[tuple[str, str], Building] = {}
    for building in buildings:
        kept = distinct.setdefault(building.key, building)
        if kept is not building:
            findings.not_kept["location that is there twice"] += 1
    groups = defaultdict(list)
    for building in distinct.values():
        groups[building.name.casefold()].append(building)
    name_of = {building.key: name for group in groups.values() for building, name in _told_apart(group)}
    return {b.location.get("id"): (name_of[b.key], distinct[b.key]) for b in buildings}


def _told_apart(group: list[Building]) -> list[tuple[Building, str]]:
    for rung in NAMES:
        names = [_listed(rung(building)) for building in group]
        if len({name.casefold() for name in names}) == len(group):
            break
    return list(zip(group, names, strict=True))


def _listed(name: str) -> str:
    """On one line, and without the sign that stands between the names of a list."""
    return " ".join(name.replace(";", ",").split())


def venue_row(
    provider: str, name: str, building: Building, joined: Joined, findings: Findings
) -> VenueRow | None:
    """One building as a row of the template."""
    location, lines = building.location, building.lines
    access = joined.inside(location, "accessibility")
    cells = {
        "provider": Cell(provider, location.at),
        "name": Cell(name, location.at.inside("name")),
        "address": Cell(address(lines), lines.at.inside("address_1")),
        "postcode": cell_of(lines, "postal_code"),
        "lat": cell_of(location, "latitude"),
        "lon": cell_of(location, "longitude"),
        "transport": Cell(transport(location, access), location.at.inside("transportation")),
    }
    return make_row(VenueRow, cells, location.at, findings)
